#include "tools/witness/gather.h"

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>

#include "ledger/tlog/checkpoint.h"
#include "ledger/tlog/note.h"

namespace minutebook::witness {

void Gatherer::remember(const tlog::PolicyParty& witness, std::uint64_t size,
                        tlog::PosixSeconds time) {
  Known& known = known_[witness.key.text()];
  if (size < known.size) return;
  known = {size, time};
}

WitnessReport Gatherer::ask(const tlog::PolicyParty& party, std::string_view note,
                            const Known& known, const ProofReader& proof_from) const {
  WitnessReport report;
  report.name = party.name;
  report.cosigned_size = known.size;
  report.cosigned_at = known.time;
  if (party.url.empty()) {
    report.error = Error{Errc::unreachable,
                         {"the policy gives no URL for " + printable(party.name),
                          "策略中没有 " + printable(party.name) + " 的网址"}};
    return report;
  }
  auto pause = options_.first_pause;
  const WitnessAddress address{party.url, party.key};
  while (report.attempts < options_.attempts) {
    if (report.attempts++ > 0) {
      std::this_thread::sleep_for(pause);
      pause *= 2;
    }
    auto outcome = cosign(address, note, known.size, proof_from, options_.client);
    if (outcome) {
      report.error.reset();
      report.outcome = std::move(*outcome);
      break;
    }
    report.error = outcome.error();
    // Asking again mends neither a wrong key nor a wrong address.
    if (outcome.error().code != Errc::unreachable) break;
  }
  if (report.outcome && report.outcome->verdict == Verdict::cosigned) {
    report.cosigned_size = report.outcome->witness_size;
    report.cosigned_at = report.outcome->time;
  }
  return report;
}

Result<Gathered> Gatherer::gather(std::string_view signed_checkpoint,
                                  const ProofReader& proof_from) {
  MB_TRY(note, tlog::parse_note(signed_checkpoint));
  MB_TRY(checkpoint, tlog::parse_checkpoint(note.text));
  std::mutex mutex;
  const ProofReader one_at_a_time = [&](std::uint64_t old_size) {
    const std::lock_guard lock(mutex);
    return proof_from(old_size);
  };
  const auto& parties = policy_.witnesses();
  Gathered gathered;
  gathered.witnesses.resize(parties.size());
  {
    std::vector<std::jthread> asking;
    for (std::size_t i = 0; i < parties.size(); ++i) {
      const Known known = known_[parties[i].key.text()];
      asking.emplace_back([&, i, known] {
        gathered.witnesses[i] = ask(parties[i], signed_checkpoint, known, one_at_a_time);
      });
    }
  }
  std::vector<tlog::NoteSignature> added;
  for (std::size_t i = 0; i < parties.size(); ++i) {
    WitnessReport& report = gathered.witnesses[i];
    report.lag = checkpoint.head.size - std::min(checkpoint.head.size, report.cosigned_size);
    if (!report.outcome || !report.outcome->cosignature) continue;
    added.push_back(*report.outcome->cosignature);
    remember(parties[i], report.cosigned_size, report.outcome->time);
  }
  MB_TRY(merged, tlog::serialize(tlog::with_signatures(std::move(note), added)));
  gathered.trusted = policy_.open(merged).has_value();
  gathered.note = std::move(merged);
  return gathered;
}

}  // namespace minutebook::witness
