#include "ledger/service/recovery.h"

#include <algorithm>

#include "ledger/merkle/tile.h"
#include "ledger/schema/convert.h"
#include "ledger/service/reader.h"
#include "ledger/service/replay.h"

namespace minutebook::service {
namespace {

tl::unexpected<Error> damaged(Position position, const std::string& en, const std::string& zh) {
  const std::string number = std::to_string(position.value);
  return fail(Errc::corruption, "the log is damaged at position " + number + ": " + en,
              "日志在位置 " + number + " 处已损坏：" + zh);
}

Result<void> check_stream_index(const store::EventStore& store, const store::StoredEvent& event) {
  const Position position = event.position();
  const auto stream = Subject::parse(schema::text_view(event.header().getStream()));
  if (!stream) return damaged(position, "malformed stream name", "流名称格式有误");
  const Version version{event.header().getStreamVersion()};
  const auto indexed = store.position_of(*stream, version);
  if (!indexed && indexed.error().code != Errc::not_found) {
    return tl::unexpected(indexed.error());
  }
  if (!indexed || *indexed != position) {
    return damaged(position, "the index of streams disagrees", "流索引不一致");
  }
  MB_TRY(category, store.category(stream->kind(), position));
  MB_TRY(entry, category.next());
  if (!entry || entry->position != position) {
    return damaged(position, "the index of categories disagrees", "类别索引不一致");
  }
  return {};
}

Result<void> check_command_index(const store::EventStore& store, const store::StoredEvent& event) {
  const auto header = event.header();
  const CommandId id{schema::read_uuid(header.getCommandId())};
  if (id.is_nil()) return {};  // the genesis event has no command
  MB_TRY(record, store.command(id));
  const std::uint64_t first = event.position().value - header.getCommandEventIndex();
  if (!record || record->first.value != first || record->count != header.getCommandEventCount()) {
    return damaged(event.position(), "the index of commands disagrees", "命令索引不一致");
  }
  return {};
}

Result<void> check_leaf(const store::EventStore& store, const store::StoredEvent& event) {
  const std::uint64_t position = event.position().value;
  const auto tile = store.tile(0, position / merkle::full_tile_width);
  if (!tile && tile.error().code != Errc::not_found) return tl::unexpected(tile.error());
  const std::size_t place = position % merkle::full_tile_width;
  if (tile && place < tile->size() && (*tile)[place] == leaf_of(store.identity().suite, event)) {
    return {};
  }
  return damaged(event.position(), "it is not the one in the tree", "与树中的不一致");
}

}  // namespace

bool commitment_holds(crypto::Suite suite, const store::StoredEvent& event) {
  if (event.redacted()) return true;
  const auto stored = event.header().getCommitment();
  const crypto::Digest computed = crypto::commitment(suite, event.salt(), event.payload_bytes());
  return std::equal(stored.begin(), stored.end(), computed.begin(), computed.end());
}

Result<void> check_event(const store::EventStore& store, const store::StoredEvent& event) {
  Result<void> checked;
  MB_TRY_VOID(guarded([&] {
    checked = check_stream_index(store, event);
    if (checked) checked = check_command_index(store, event);
    if (checked && !commitment_holds(store.identity().suite, event)) {
      checked =
          damaged(event.position(), "the payload is not what was committed to", "内容与承诺值不符");
    }
  }));
  return checked;
}

Result<void> check_tail(const store::EventStore& store) {
  MB_TRY(batch, store.last_batch());
  const Position end{batch.first.value + batch.count};
  if (end != store.head()) {
    return damaged(end, "the log ends at " + std::to_string(store.head().value),
                   "日志结束于 " + std::to_string(store.head().value));
  }
  MB_TRY(events, store.events(batch.first, end));
  while (true) {
    MB_TRY(event, events.next());
    if (!event) return {};
    MB_TRY_VOID(check_event(store, *event));
    MB_TRY_VOID(check_leaf(store, *event));
  }
}

}  // namespace minutebook::service
