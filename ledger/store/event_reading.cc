#include <cstring>

#include "ledger/base/check.h"
#include "ledger/store/database.h"
#include "ledger/store/keys.h"
#include "ledger/store/status.h"

/// The reading half of EventStore, and its cursors.
namespace minutebook::store {
namespace {

constexpr std::size_t scan_readahead_bytes = 2U << 20U;

tl::unexpected<Error> cannot_read(const rocksdb::Status& status) {
  return failure(status, "cannot read the log", "无法读取日志");
}

tl::unexpected<Error> missing(Position position) {
  const std::string number = std::to_string(position.value);
  return fail(Errc::corruption, "the event at position " + number + " is missing",
              "缺少位置 " + number + " 处的事件");
}

}  // namespace

struct EventCursor::Impl {
  std::unique_ptr<rocksdb::Iterator> iterator;
  Position next;
  Position end;
  bool started = false;
  StoredEvent event;
};

struct IndexCursor::Impl {
  std::unique_ptr<rocksdb::Iterator> iterator;
  std::string prefix;
  std::optional<SubjectKind> category;  // else a stream
  bool started = false;
  std::string from;
};

Result<StoredEvent> EventStore::event(Position position) const {
  if (position >= head()) {
    const std::string number = std::to_string(position.value);
    return fail(Errc::not_found, "there is no event at position " + number,
                "位置 " + number + " 处没有事件");
  }
  rocksdb::PinnableSlice value;
  const auto key = big_endian(position.value);
  const auto status =
      impl_->db->Get({}, impl_->family(Family::events), slice(text_of(key)), &value);
  if (status.IsNotFound()) return missing(position);
  if (!status.ok()) return cannot_read(status);
  StoredEvent event;
  MB_TRY_VOID(event.assign(position, as_bytes(view(value))));
  return event;
}

Result<EventCursor> EventStore::events(Position from, Position to) const {
  rocksdb::ReadOptions read;
  read.readahead_size = to.value - from.value > 1'000 ? scan_readahead_bytes : 0;
  read.fill_cache = false;
  auto cursor = std::make_unique<EventCursor::Impl>();
  cursor->iterator.reset(impl_->db->NewIterator(read, impl_->family(Family::events)));
  cursor->next = from;
  cursor->end = std::min(to, head());
  return EventCursor(std::move(cursor));
}

Result<Version> EventStore::version_of(const Subject& stream) const {
  const std::unique_ptr<rocksdb::Iterator> last(
      impl_->db->NewIterator({}, impl_->family(Family::streams)));
  const std::string end = stream_key(stream, Version{~std::uint64_t{0}});
  last->SeekForPrev(slice(end));
  if (!last->status().ok()) return cannot_read(last->status());
  if (!last->Valid() || !last->key().starts_with(slice(stream_prefix(stream)))) return Version{0};
  MB_TRY(key, parse_stream_key(view(last->key())));
  return key.version;
}

Result<Position> EventStore::position_of(const Subject& stream, Version version) const {
  std::string value;
  const auto status = impl_->db->Get({}, impl_->family(Family::streams),
                                     slice(stream_key(stream, version)), &value);
  if (status.IsNotFound()) {
    return fail(Errc::not_found, stream.text() + " has no such version",
                stream.text() + " 没有该版本");
  }
  if (!status.ok()) return cannot_read(status);
  return parse_position(value);
}

Result<IndexCursor> EventStore::stream(const Subject& stream, Version from) const {
  auto cursor = std::make_unique<IndexCursor::Impl>();
  cursor->iterator.reset(impl_->db->NewIterator({}, impl_->family(Family::streams)));
  cursor->prefix = stream_prefix(stream);
  cursor->from = stream_key(stream, from);
  return IndexCursor(std::move(cursor));
}

Result<IndexCursor> EventStore::category(SubjectKind kind, Position from) const {
  auto cursor = std::make_unique<IndexCursor::Impl>();
  cursor->iterator.reset(impl_->db->NewIterator({}, impl_->family(Family::categories)));
  cursor->prefix = std::string(1, static_cast<char>(kind));
  cursor->category = kind;
  cursor->from = category_key(kind, from);
  return IndexCursor(std::move(cursor));
}

Result<void> EventStore::each_stream(SubjectKind kind,
                                     const std::function<void(const Subject&)>& f) const {
  const std::unique_ptr<rocksdb::Iterator> streams(
      impl_->db->NewIterator({}, impl_->family(Family::streams)));
  const std::string prefix = std::string(name_of(kind)) + "/";
  for (streams->Seek(slice(prefix)); streams->Valid();) {
    if (!streams->key().starts_with(slice(prefix))) break;
    MB_TRY(key, parse_stream_key(view(streams->key())));
    const std::string name(key.stream);
    const auto subject = Subject::parse(name);
    if (!subject) return fail(Errc::corruption, "a malformed stream name", "流名称格式有误");
    f(*subject);
    streams->Seek(slice(name + '\x01'));  // past every version of this stream
  }
  if (!streams->status().ok()) return cannot_read(streams->status());
  return {};
}

Result<std::optional<CommandRecord>> EventStore::command(const CommandId& id) const {
  rocksdb::PinnableSlice value;
  const auto status =
      impl_->db->Get({}, impl_->family(Family::commands), slice(ByteSpan(id.bytes)), &value);
  if (status.IsNotFound()) return std::optional<CommandRecord>();
  if (!status.ok()) return cannot_read(status);
  MB_TRY(record, parse_command_value(view(value)));
  return std::optional<CommandRecord>(record);
}

Result<void> EventStore::each_command(
    const std::function<Result<void>(const CommandId&, const CommandRecord&)>& f) const {
  const std::unique_ptr<rocksdb::Iterator> commands(
      impl_->db->NewIterator({}, impl_->family(Family::commands)));
  for (commands->SeekToFirst(); commands->Valid(); commands->Next()) {
    CommandId id;
    if (commands->key().size() != id.bytes.size()) {
      return fail(Errc::corruption, "a malformed command id", "命令标识格式有误");
    }
    std::copy_n(as_bytes(view(commands->key())).begin(), id.bytes.size(), id.bytes.begin());
    MB_TRY(record, parse_command_value(view(commands->value())));
    MB_TRY_VOID(f(id, record));
  }
  if (!commands->status().ok()) return cannot_read(commands->status());
  return {};
}

Result<std::vector<crypto::Digest>> EventStore::tile(unsigned level, std::uint64_t index) const {
  rocksdb::PinnableSlice value;
  const auto status =
      impl_->db->Get({}, impl_->family(Family::tiles), slice(tile_key(level, index)), &value);
  const std::string name = std::to_string(level) + "/" + std::to_string(index);
  if (status.IsNotFound()) {
    return fail(Errc::not_found, "there is no tile " + name, "没有瓦片 " + name);
  }
  if (!status.ok()) return cannot_read(status);
  constexpr std::size_t hash_bytes = sizeof(crypto::Digest);
  if (value.empty() || value.size() % hash_bytes != 0 || value.size() > 256 * hash_bytes) {
    return fail(Errc::corruption, "tile " + name + " is not 1 to 256 hashes",
                "瓦片 " + name + " 不是 1 至 256 个哈希值");
  }
  std::vector<crypto::Digest> hashes(value.size() / hash_bytes);
  std::memcpy(hashes.data(), value.data(), value.size());
  return hashes;
}

Result<void> EventStore::each_tile(
    const std::function<Result<void>(unsigned, std::uint64_t, ByteSpan)>& f) const {
  const std::unique_ptr<rocksdb::Iterator> tiles(
      impl_->db->NewIterator({}, impl_->family(Family::tiles)));
  for (tiles->SeekToFirst(); tiles->Valid(); tiles->Next()) {
    MB_TRY(key, parse_tile_key(view(tiles->key())));
    MB_TRY_VOID(f(key.level, key.index, as_bytes(view(tiles->value()))));
  }
  if (!tiles->status().ok()) return cannot_read(tiles->status());
  return {};
}

EventCursor::EventCursor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
EventCursor::EventCursor(EventCursor&&) noexcept = default;
EventCursor& EventCursor::operator=(EventCursor&&) noexcept = default;
EventCursor::~EventCursor() = default;

Result<const StoredEvent*> EventCursor::next() {
  if (impl_->next >= impl_->end) return nullptr;
  if (impl_->started) {
    impl_->iterator->Next();
  } else {
    impl_->iterator->Seek(slice(position_key(impl_->next)));
    impl_->started = true;
  }
  if (!impl_->iterator->Valid()) {
    if (!impl_->iterator->status().ok()) return cannot_read(impl_->iterator->status());
    return missing(impl_->next);
  }
  MB_TRY(position, parse_position(view(impl_->iterator->key())));
  if (position != impl_->next) return missing(impl_->next);
  MB_TRY_VOID(impl_->event.assign(position, as_bytes(view(impl_->iterator->value()))));
  impl_->next = Position{position.value + 1};
  return &impl_->event;
}

IndexCursor::IndexCursor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IndexCursor::IndexCursor(IndexCursor&&) noexcept = default;
IndexCursor& IndexCursor::operator=(IndexCursor&&) noexcept = default;
IndexCursor::~IndexCursor() = default;

Result<std::optional<IndexCursor::Entry>> IndexCursor::next() {
  if (impl_->started) {
    if (impl_->iterator->Valid()) impl_->iterator->Next();
  } else {
    impl_->iterator->Seek(slice(impl_->from));
    impl_->started = true;
  }
  if (!impl_->iterator->Valid()) {
    if (!impl_->iterator->status().ok()) return cannot_read(impl_->iterator->status());
    return std::optional<Entry>();
  }
  if (!impl_->iterator->key().starts_with(slice(impl_->prefix))) return std::optional<Entry>();
  if (impl_->category) {
    MB_TRY(position, parse_category_key(*impl_->category, view(impl_->iterator->key())));
    return std::optional<Entry>(Entry{position, Version{0}});
  }
  MB_TRY(key, parse_stream_key(view(impl_->iterator->key())));
  MB_TRY(position, parse_position(view(impl_->iterator->value())));
  return std::optional<Entry>(Entry{position, key.version});
}

}  // namespace minutebook::store
