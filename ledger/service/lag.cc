#include "ledger/service/lag.h"

#include <algorithm>

#include "ledger/crypto/time_stamp.h"
#include "ledger/service/ledger_keys.h"
#include "ledger/store/checkpoints.h"
#include "ledger/tlog/checkpoint.h"

namespace minutebook::service {
namespace {

constexpr std::int64_t second_ns = 1'000'000'000;

/// Calls `is_it` for each kept checkpoint, the newest first, until it gives true.
template <typename IsIt>
Result<void> find_newest(const Ledger& ledger, const IsIt& is_it) {
  const store::CheckpointStore checkpoints(ledger.store());
  std::uint64_t below = ~std::uint64_t{0};
  while (true) {
    MB_TRY(kept, checkpoints.before(below));
    if (!kept || is_it(*kept)) return {};
    below = kept->size;
  }
}

/// Most checkpoints that nobody cosigned are told from their number of lines, without a signature
/// being verified.
bool may_meet(const tlog::Policy& policy, const store::KeptCheckpoint& kept) {
  if (policy.needs_no_witness()) return true;
  const auto note = tlog::parse_note(kept.note);
  return note && note->signatures.size() > 1;
}

std::vector<tlog::VerifierKey> signing(const std::vector<LedgerKey>& keys, std::uint64_t size) {
  std::vector<tlog::VerifierKey> found;
  for (const LedgerKey& each : keys) {
    if (each.signs(size)) found.push_back(each.key);
  }
  return found;
}

/// The earliest time of the stamps that hold; nothing when none does.
std::optional<Instant> earliest_stamp(const store::KeptCheckpoint& kept, std::string_view anchors) {
  std::optional<Instant> earliest;
  const auto note = tlog::parse_note(kept.note);
  if (!note) return earliest;
  const crypto::Digest stamped = tlog::time_stamped_digest(note->text);
  for (const Bytes& token : kept.time_stamps) {
    const auto stamp = anchors.empty() ? crypto::read_time_stamp(token, stamped)
                                       : crypto::verify_time_stamp(token, stamped, {anchors, {}});
    if (stamp && (!earliest || stamp->time < *earliest)) earliest = stamp->time;
  }
  return earliest;
}

}  // namespace

std::int64_t WitnessLag::seconds(Instant now) const {
  if (!oldest || now <= *oldest) return 0;
  return (now.ns - oldest->ns) / second_ns;
}

Result<WitnessLag> witness_lag(const Ledger& ledger, const tlog::Policy& policy) {
  MB_TRY(keys, ledger_keys(ledger));
  WitnessLag lag;
  MB_TRY_VOID(find_newest(ledger, [&](const store::KeptCheckpoint& kept) {
    if (!may_meet(policy, kept) || !policy.open(kept.note, signing(keys, kept.size))) return false;
    lag.witnessed_size = kept.size;
    return true;
  }));
  const std::uint64_t head = ledger.store().head().value;
  lag.events = head - std::min(head, lag.witnessed_size);
  if (lag.events == 0) return lag;
  MB_TRY(event, ledger.store().event(Position{lag.witnessed_size}));
  lag.oldest = Instant{event.header().getRecordedAt().getNs()};
  return lag;
}

Result<StampedSize> newest_time_stamp(const Ledger& ledger, std::string_view anchors) {
  StampedSize newest;
  MB_TRY_VOID(find_newest(ledger, [&](const store::KeptCheckpoint& kept) {
    newest.time = earliest_stamp(kept, anchors);
    if (newest.time) newest.size = kept.size;
    return newest.time.has_value();
  }));
  return newest;
}

}  // namespace minutebook::service
