#include "ledger/store/raw_scan.h"

#include "ledger/store/documents_reader.h"
#include "ledger/store/status.h"

namespace minutebook::store {
namespace {

constexpr std::size_t readahead_bytes = 2U << 20U;

tl::unexpected<Error> cannot_read(const rocksdb::Status& status) {
  return failure(status, "cannot read the log", "无法读取日志");
}

}  // namespace

struct RawScan::Impl {
  std::unique_ptr<rocksdb::Iterator> open() const {
    rocksdb::ReadOptions read;
    read.fill_cache = false;
    read.readahead_size = readahead_bytes;
    if (!to.empty()) read.iterate_upper_bound = &upper_bound;
    return std::unique_ptr<rocksdb::Iterator>(reader.db->NewIterator(read, reader.handle));
  }

  /// The first key after `last` from which everything to the end can be read: walks back from the
  /// end, so it costs what lies between.
  std::optional<std::string> behind_the_damage() const {
    const auto back = open();
    std::optional<std::string> found;
    for (back->SeekToLast(); back->Valid(); back->Prev()) {
      if (last && view(back->key()) <= *last) break;
      if (!last && view(back->key()) < from) break;
      found = std::string(view(back->key()));
    }
    return found;
  }

  FamilyReader reader;
  std::optional<Error> error;  // it cannot be read at all
  std::string from;
  std::string to;
  rocksdb::Slice upper_bound;
  std::unique_ptr<rocksdb::Iterator> iterator;
  std::optional<std::string> seek;  // where to go on; nothing: at the next entry
  std::optional<std::string> last;  // key of the last entry given, kept from damage on
  bool damaged = false;             // the last call gave an error
  bool recovered = false;           // it has gone past damage by itself once
  bool ended = false;
};

RawScan::RawScan(const EventStore& store, Family family, std::string from, std::string to)
    : impl_(std::make_unique<Impl>()) {
  impl_->from = std::move(from);
  impl_->to = std::move(to);
  impl_->upper_bound = slice(impl_->to);
  impl_->seek = impl_->from;
  auto reader = reader_of(*store.impl_, family);
  if (!reader) {
    impl_->error = std::move(reader).error();
    return;
  }
  impl_->reader = std::move(*reader);
  impl_->iterator = impl_->open();
}

RawScan::RawScan(RawScan&&) noexcept = default;
RawScan& RawScan::operator=(RawScan&&) noexcept = default;
RawScan::~RawScan() = default;

void RawScan::skip_to(std::string_view key) {
  impl_->seek = std::string(key);
  impl_->damaged = false;
}

Result<std::optional<RawScan::Entry>> RawScan::next() {
  Impl& scan = *impl_;
  if (scan.ended) return std::optional<Entry>();
  if (scan.error) {
    scan.ended = true;
    return tl::unexpected<Error>(*scan.error);
  }
  if (scan.damaged) {
    scan.damaged = false;
    // What was readable from the end a moment ago may fail again: then this is all.
    if (!scan.recovered) scan.seek = scan.behind_the_damage();
    if (scan.recovered || !scan.seek) {
      scan.ended = true;
      return std::optional<Entry>();
    }
    scan.recovered = true;
  }
  if (scan.seek) {
    scan.iterator->Seek(slice(*scan.seek));
    scan.seek.reset();
  } else {
    scan.iterator->Next();
  }
  if (scan.iterator->Valid()) {
    const std::string_view key = view(scan.iterator->key());
    if (scan.last) {
      scan.last->assign(key);
    } else {
      scan.last.emplace(key);
    }
    return std::optional<Entry>(Entry{key, as_bytes(view(scan.iterator->value()))});
  }
  if (scan.iterator->status().ok()) {
    scan.ended = true;
    return std::optional<Entry>();
  }
  scan.damaged = true;
  return cannot_read(scan.iterator->status());
}

Result<std::optional<std::string>> raw_value(const EventStore& store, Family family,
                                             std::string_view key) {
  std::string value;
  MB_TRY(reader, reader_of(*store.impl_, family));
  const auto status = reader.db->Get({}, reader.handle, slice(key), &value);
  if (status.IsNotFound()) return std::optional<std::string>();
  if (!status.ok()) return cannot_read(status);
  return std::optional<std::string>(std::move(value));
}

}  // namespace minutebook::store
