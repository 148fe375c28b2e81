#include "ledger/service/replay.h"

#include <kj/exception.h>

#include <optional>
#include <vector>

namespace minutebook::service {
namespace {

/// Merges the categories of the directory by position.
class DirectoryPositions {
 public:
  static Result<DirectoryPositions> make(const store::EventStore& store) {
    DirectoryPositions result;
    for (const SubjectKind kind : directory_kinds) {
      MB_TRY(cursor, store.category(kind));
      MB_TRY(head, cursor.next());
      result.sources_.push_back({std::move(cursor), head});
    }
    return result;
  }

  Result<std::optional<Position>> next() {
    Source* lowest = nullptr;
    for (Source& source : sources_) {
      if (!source.head) continue;
      if (!lowest || source.head->position < lowest->head->position) lowest = &source;
    }
    if (!lowest) return std::optional<Position>();
    const Position position = lowest->head->position;
    MB_TRY(following, lowest->cursor.next());
    lowest->head = following;
    return std::optional<Position>(position);
  }

 private:
  struct Source {
    store::IndexCursor cursor;
    std::optional<store::IndexCursor::Entry> head;
  };
  std::vector<Source> sources_;
};

}  // namespace

Result<void> guarded(const std::function<void()>& step) {
  try {
    step();
    return {};
  } catch (const kj::Exception& thrown) {
    const std::string said = printable(thrown.getDescription().cStr());
    return fail(Errc::corruption, "a stored event makes no sense: " + said,
                "存储的事件无法解读：" + said);
  }
}

Result<void> each_directory_event(const store::EventStore& store, Position end,
                                  const VisitEvent& visit) {
  MB_TRY(positions, DirectoryPositions::make(store));
  while (true) {
    MB_TRY(position, positions.next());
    if (!position || *position >= end) return {};
    MB_TRY(event, store.event(*position));
    MB_TRY(go_on, visit(event));
    if (!go_on) return {};
  }
}

Result<void> each_stream_event(const store::EventStore& store, const Subject& stream,
                               const VisitEvent& visit) {
  MB_TRY(cursor, store.stream(stream));
  Version expected{1};
  while (true) {
    MB_TRY(entry, cursor.next());
    if (!entry || entry->position >= store.head()) return {};
    if (entry->version != expected) {
      return fail(
          Errc::corruption,
          "version " + std::to_string(expected.value) + " of " + stream.text() + " is missing",
          "缺少 " + stream.text() + " 的版本 " + std::to_string(expected.value));
    }
    MB_TRY(event, store.event(entry->position));
    MB_TRY(go_on, visit(event));
    if (!go_on) return {};
    expected = Version{expected.value + 1};
  }
}

Result<domain::Directory> load_directory(const store::EventStore& store) {
  domain::Directory directory;
  const auto apply = [&](const store::StoredEvent& event) -> Result<bool> {
    MB_TRY_VOID(guarded([&] { evolve(directory, event.view()); }));
    return true;
  };
  MB_TRY_VOID(each_directory_event(store, store.head(), apply));
  return directory;
}

Result<domain::Aggregate> load_aggregate(const store::EventStore& store, const Subject& subject) {
  domain::Aggregate aggregate = domain::empty_aggregate(subject);
  if (domain::is_master_data(subject.kind())) {  // nothing but the version to know
    MB_TRY(version, store.version_of(subject));
    aggregate.version = version;
    return aggregate;
  }
  const auto apply = [&](const store::StoredEvent& event) -> Result<bool> {
    MB_TRY_VOID(guarded([&] { evolve(aggregate, event.view()); }));
    return true;
  };
  MB_TRY_VOID(each_stream_event(store, subject, apply));
  return aggregate;
}

}  // namespace minutebook::service
