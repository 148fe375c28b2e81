#include "tools/minutebook/witnessing.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "ledger/service/durable_file.h"
#include "ledger/service/publisher.h"
#include "ledger/store/checkpoints.h"
#include "tools/minutebook/input_file.h"
#include "tools/minutebook/restored.h"
#include "tools/minutebook/table.h"
#include "tools/witness/gather.h"

namespace minutebook::cli {
namespace {

using witness::Verdict;
using witness::WitnessReport;

const char* word_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::cosigned:
      return "cosigned";
    case Verdict::ahead:
      return "ahead";
    case Verdict::forked:
      return "forked";
    case Verdict::refused:
      return "refused";
  }
  return "refused";
}

/// Keeps the cosignatures with the checkpoint, then publishes it with them.
Result<void> keep(service::Ledger& ledger, std::uint64_t size, const std::string& note) {
  MB_TRY_VOID(store::CheckpointStore(ledger.store()).replace(size, note));
  return service::replace_durably(ledger.paths().published(), note);
}

struct Asked {
  std::uint64_t size = 0;
  witness::Gathered gathered;
};

Result<Asked> ask(service::Ledger& ledger, const std::string& policy_file) {
  MB_TRY(policy, read_policy(policy_file));
  MB_TRY(kept, store::CheckpointStore(ledger.store()).latest());
  if (!kept) {
    return fail(Errc::not_found, "no checkpoint was signed yet", "尚未签发检查点");
  }
  witness::Gatherer gatherer(std::move(policy));
  const crypto::Suite suite = ledger.info().suite;
  const auto proof_from = [&](std::uint64_t old_size) {
    return merkle::consistency_proof(suite, old_size, kept->size,
                                     service::stored_nodes(ledger.store(), kept->size));
  };
  MB_TRY(gathered, gatherer.gather(kept->note, proof_from));
  if (gathered.note != kept->note) MB_TRY_VOID(keep(ledger, kept->size, gathered.note));
  return Asked{kept->size, std::move(gathered)};
}

std::string answer_text(const Session& session, const WitnessReport& report) {
  if (report.outcome) {
    return session.text(std::string("ui.checkpoint.") + word_of(report.outcome->verdict),
                        {report.outcome->said});
  }
  const std::string why =
      report.error ? in_language(report.error->message, session.language()) : "-";
  return session.text("ui.checkpoint.unreachable", {why});
}

void print(Session& session, const Asked& asked) {
  Table table({{session.text("ui.checkpoint.witness_column")},
               {session.text("ui.checkpoint.lag_column"), Align::right},
               {session.text("ui.checkpoint.answer_column")}});
  for (const WitnessReport& report : asked.gathered.witnesses) {
    table.add({printable(report.name), std::to_string(report.lag), answer_text(session, report)});
  }
  table.print(session.out, session.palette(), session.columns());
}

void print_json(Session& session, const Asked& asked) {
  nlohmann::ordered_json witnesses = nlohmann::ordered_json::array();
  for (const WitnessReport& report : asked.gathered.witnesses) {
    nlohmann::ordered_json each = {
        {"name", report.name}, {"lag", report.lag}, {"cosignedSize", report.cosigned_size}};
    each["answer"] = report.outcome ? word_of(report.outcome->verdict) : "unreachable";
    if (report.cosigned_at) each["cosignedAt"] = *report.cosigned_at;
    if (report.error) each["detail"] = report.error->message.en;
    witnesses.push_back(std::move(each));
  }
  const nlohmann::ordered_json out = {{"size", asked.size},
                                      {"trusted", asked.gathered.trusted},
                                      {"witnesses", std::move(witnesses)},
                                      {"note", asked.gathered.note}};
  session.out.line(out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

bool contradicted(const Asked& asked) {
  for (const WitnessReport& report : asked.gathered.witnesses) {
    const bool odd = report.outcome && (report.outcome->verdict == Verdict::ahead ||
                                        report.outcome->verdict == Verdict::forked);
    if (odd) return true;
  }
  return false;
}

bool cosigned(const Asked& asked) {
  const auto& witnesses = asked.gathered.witnesses;
  return std::any_of(witnesses.begin(), witnesses.end(), [](const WitnessReport& report) {
    return report.outcome && report.outcome->verdict == Verdict::cosigned;
  });
}

}  // namespace

Result<std::optional<service::WitnessLag>> lag_of(const service::Ledger& ledger,
                                                  const std::string& policy_file) {
  std::error_code ignored;
  const auto own = ledger.paths().witness_policy();
  if (policy_file.empty() && !std::filesystem::exists(own, ignored)) return std::nullopt;
  MB_TRY(policy, read_policy(policy_file.empty() ? own.string() : policy_file));
  MB_TRY(lag, service::witness_lag(ledger, policy));
  return std::optional(lag);
}

ExitStatus ask_witnesses(Session& session, service::Ledger& ledger, const std::string& policy_file,
                         bool quietly) {
  const auto asked = ask(ledger, policy_file);
  if (!asked) return session.fail(asked.error());
  if (quietly) {
    for (const WitnessReport& report : asked->gathered.witnesses) {
      const bool well = report.outcome && report.outcome->verdict == Verdict::cosigned;
      if (!well) session.say(printable(report.name) + ": " + answer_text(session, report));
    }
  } else if (session.json()) {
    print_json(session, *asked);
  } else {
    print(session, *asked);
  }
  const bool trusted = asked->gathered.trusted;
  if (!quietly || !trusted) {
    session.say(session.text(trusted ? "ui.checkpoint.trusted" : "ui.checkpoint.not_yet",
                             {std::to_string(asked->size)}));
  }
  if (trusted && cosigned(*asked)) settle_by_witnesses(session, ledger, asked->size);
  if (contradicted(*asked)) return ExitStatus::fault;
  return trusted ? ExitStatus::done : ExitStatus::unreachable;
}

}  // namespace minutebook::cli
