#include "ledger/service/receipts.h"

#include "ledger/merkle/hash.h"
#include "ledger/service/reader.h"
#include "ledger/service/replay.h"

namespace minutebook::service {
namespace {

std::vector<Position> positions_of(capnp::List<std::uint64_t>::Reader list) {
  std::vector<Position> result;
  result.reserve(list.size());
  for (const std::uint64_t number : list) result.emplace_back(number);
  return result;
}

Refused refusal_of(const CommandId& id, crypto::Suite suite, const store::StoredEvent& event) {
  const auto refusal = event.payload().getBody().getCommandRefused();
  Refused result;
  result.command = id;
  result.rule = refusal.getRule().cStr();
  result.detail = {refusal.getDetailEn().cStr(), refusal.getDetailZh().cStr()};
  result.rests_on = positions_of(refusal.getRestsOn());
  result.position = event.position();
  result.leaf_hash = leaf_of(suite, event);
  result.recorded_at = Instant{event.header().getRecordedAt().getNs()};
  result.repeated = true;
  return result;
}

}  // namespace

Result<Outcome> recorded_outcome(const store::EventStore& store, const CommandId& id,
                                 const store::CommandRecord& record) {
  const crypto::Suite suite = store.identity().suite;
  Accepted accepted;
  accepted.command = id;
  accepted.repeated = true;
  for (std::uint32_t i = 0; i < record.count; ++i) {
    MB_TRY(event, store.event(Position{record.first.value + i}));
    const auto type = static_cast<schema::EventBody::Which>(event.header().getEventType());
    if (type == schema::EventBody::COMMAND_REFUSED) {
      Outcome outcome;
      MB_TRY_VOID(guarded([&] { outcome = refusal_of(id, suite, event); }));
      return outcome;
    }
    accepted.positions.push_back(event.position());
    accepted.events.push_back(type);
    accepted.leaf_hashes.push_back(leaf_of(suite, event));
    accepted.recorded_at = Instant{event.header().getRecordedAt().getNs()};
  }
  accepted.tree_size = record.first.value + record.count;
  return Outcome(std::move(accepted));
}

Invalid id_used_before(const CommandId& id, Position first) {
  const std::string position = std::to_string(first.value);
  return {
      "commandId",
      {"the id was used before for another command (position " + position + "); choose a new one",
       "该标识已用于另一条命令（位置 " + position + "）；请另选新的标识"},
      id.text(),
      {}};
}

}  // namespace minutebook::service
