#include "ledger/verify/index_check.h"

#include <set>

#include "ledger/schema/convert.h"
#include "ledger/service/replay.h"
#include "ledger/store/raw_scan.h"
#include "ledger/verify/index_scan.h"

namespace minutebook::verify {
namespace {

/// Holds the versions of one stream after another against 1, 2, 3 …
class VersionCheck {
 public:
  explicit VersionCheck(Run& run) : run_(run) {}
  void take(const StreamEntry& entry) {
    const bool same = entry.stream == stream_;
    const std::uint64_t expected = same ? version_ + 1 : 1;
    if (entry.version != expected) {
      run_.fault(Level::structure, "stream-version", stream_place(entry.stream, entry.version),
                 std::to_string(expected), std::to_string(entry.version));
    } else if (same && entry.position <= position_) {
      run_.fault(Level::structure, "stream-index", stream_place(entry.stream, entry.version),
                 "after " + std::to_string(position_), std::to_string(entry.position));
    }
    if (!same) stream_.assign(entry.stream);
    version_ = entry.version;
    position_ = entry.position;
  }

 private:
  Run& run_;
  std::string stream_;
  std::uint64_t version_ = 0;
  std::uint64_t position_ = 0;
};

void beyond(Run& run, std::string_view what, std::string place, std::uint64_t position) {
  run.fault(Level::structure, what, std::move(place), "below " + std::to_string(run.head),
            std::to_string(position));
}

void check_stream_entry(Run& run, const store::StoredEvent& event) {
  const auto header = event.header();
  const std::string_view stream = schema::text_view(header.getStream());
  const auto subject = Subject::parse(stream);
  if (!subject) return;  // a fault of its own
  const auto found =
      store::raw_value(run.store, store::Family::streams,
                       store::stream_key(*subject, Version{header.getStreamVersion()}));
  const auto position = found && *found ? store::parse_position(**found)
                                        : Result<Position>(fail(Errc::not_found, "nothing", ""));
  if (!position || *position != event.position()) {
    run.fault_at(Level::structure, "stream-index", event.position().value,
                 stream_place(stream, header.getStreamVersion()),
                 position ? std::to_string(position->value) : "nothing");
  }
  const auto category = store::raw_value(run.store, store::Family::categories,
                                         store::category_key(subject->kind(), event.position()));
  if (!category || !*category) {
    run.fault_at(Level::structure, "category-index", event.position().value,
                 std::string(name_of(subject->kind())),
                 category ? "nothing" : category.error().message.en);
  }
}

void check_command_entry(Run& run, const store::StoredEvent& event) {
  const auto header = event.header();
  const CommandId id{schema::read_uuid(header.getCommandId())};
  if (id.is_nil() || header.getCommandEventIndex() > event.position().value) return;
  const std::uint64_t first = event.position().value - header.getCommandEventIndex();
  const auto record = run.store.command(id);
  if (record && *record && (*record)->first.value == first &&
      (*record)->count == header.getCommandEventCount()) {
    return;
  }
  const std::string found =
      !record    ? record.error().message.en
      : !*record ? "nothing"
                 : std::to_string((*record)->first.value) + "+" + std::to_string((*record)->count);
  run.fault_at(Level::structure, "command-index", event.position().value,
               std::to_string(first) + "+" + std::to_string(header.getCommandEventCount()), found);
}

/// Entries of the index that no event stands behind.
class ExtraEntries {
 public:
  ExtraEntries(Run& run, const std::set<std::uint64_t>& chunks) : run_(run), chunks_(chunks) {}

  void streams() {
    scan_streams(run_, false, [&](const StreamEntry& entry) {
      check("stream-index", stream_place(entry.stream, entry.version), entry.position,
            [&](schema::Header::Reader header) {
              return schema::text_view(header.getStream()) == entry.stream &&
                     header.getStreamVersion() == entry.version;
            });
    });
  }
  void categories() {
    scan_categories(run_, false, [&](const CategoryEntry& entry) {
      const std::string place =
          "category:" + std::string(name_of(entry.kind)) + "/" + std::to_string(entry.position);
      check("category-index", place, entry.position, [&](schema::Header::Reader header) {
        return kind_of_subject(schema::text_view(header.getStream())) == entry.kind;
      });
    });
  }
  void commands() {
    scan_commands(run_, false, [&](const CommandEntry& entry) {
      check("command-index", "command:" + entry.id.text(), entry.first,
            [&](schema::Header::Reader header) {
              return CommandId{schema::read_uuid(header.getCommandId())} == entry.id &&
                     header.getCommandEventIndex() == 0;
            });
    });
  }

  /// Some entries are of events that cannot be read: they may be all of the difference.
  bool explained() const { return explained_; }

 private:
  using Agrees = std::function<bool(schema::Header::Reader)>;
  void check(std::string_view what, std::string place, std::uint64_t position,
             const Agrees& agrees) {
    if (position >= run_.head || !chunks_.contains(chunk_of(position))) return;
    const auto event = run_.store.event(Position{position});
    if (!event) {  // a fault of its own
      explained_ = true;
      return;
    }
    bool agreed = false;
    static_cast<void>(service::guarded([&] { agreed = agrees(event->header()); }));
    if (agreed) return;
    run_.fault(Level::structure, what, std::move(place), "no entry", std::to_string(position));
  }

  Run& run_;
  const std::set<std::uint64_t>& chunks_;
  bool explained_ = false;
};

std::uint64_t sum_at(const IndexReading& reading, std::uint64_t chunk) {
  const auto found = reading.find(chunk);
  return found == reading.end() ? 0 : found->second;
}

}  // namespace

IndexReading read_streams(Run& run) {
  IndexReading sums;
  VersionCheck versions(run);
  std::uint64_t entries = 0;
  scan_streams(run, true, [&](const StreamEntry& entry) {
    ++entries;
    versions.take(entry);
    if (entry.position >= run.head) {
      return beyond(run, "stream-index", stream_place(entry.stream, entry.version), entry.position);
    }
    sums[chunk_of(entry.position)] +=
        stream_print(run.fingerprint, entry.stream, entry.version, entry.position);
  });
  run.totals.add(Tally::index_entries, entries);
  return sums;
}

IndexReading read_categories(Run& run) {
  IndexReading sums;
  std::uint64_t entries = 0;
  scan_categories(run, true, [&](const CategoryEntry& entry) {
    ++entries;
    if (entry.position >= run.head) {
      return beyond(
          run, "category-index",
          "category:" + std::string(name_of(entry.kind)) + "/" + std::to_string(entry.position),
          entry.position);
    }
    sums[chunk_of(entry.position)] += category_print(run.fingerprint, entry.kind, entry.position);
  });
  run.totals.add(Tally::index_entries, entries);
  return sums;
}

IndexReading read_commands(Run& run) {
  IndexReading sums;
  std::uint64_t entries = 0;
  scan_commands(run, true, [&](const CommandEntry& entry) {
    ++entries;
    if (entry.first >= run.head) {
      return beyond(run, "command-index", "command:" + entry.id.text(), entry.first);
    }
    sums[chunk_of(entry.first)] +=
        command_print(run.fingerprint, entry.id, entry.first, entry.count);
  });
  run.totals.add(Tally::index_entries, entries);
  return sums;
}

void look_up_events(Run& run, std::uint64_t begin, std::uint64_t end) {
  for (std::uint64_t position = begin; position < end && !run.stopped(); ++position) {
    const auto event = run.store.event(Position{position});
    if (!event) continue;  // a fault of its own
    static_cast<void>(service::guarded([&] {
      check_stream_entry(run, *event);
      check_command_entry(run, *event);
    }));
    run.totals.add(Tally::index_entries, 3);
  }
}

void compare_indexes(Run& run, const SumsByChunk& events, const IndexReading& streams,
                     const IndexReading& categories, const IndexReading& commands) {
  std::set<std::uint64_t> chunks;
  for (std::uint64_t chunk = 0; chunk * chunk_size < run.head; ++chunk) {
    const auto found = events.find(chunk);
    const IndexSums sums = found == events.end() ? IndexSums{} : found->second;
    if (sums !=
        IndexSums{sum_at(streams, chunk), sum_at(categories, chunk), sum_at(commands, chunk)}) {
      chunks.insert(chunk);
    }
  }
  if (chunks.empty()) return;
  const std::uint64_t before = run.faults.count();
  for (const std::uint64_t chunk : chunks) {
    look_up_events(run, chunk * chunk_size, std::min((chunk + 1) * chunk_size, run.head));
  }
  ExtraEntries extra(run, chunks);
  extra.streams();
  extra.categories();
  extra.commands();
  if (run.faults.count() > before || extra.explained() || run.stopped()) return;
  // Never silent: a difference that was not found again.
  for (const std::uint64_t chunk : chunks) {
    const std::uint64_t last = std::min((chunk + 1) * chunk_size, run.head) - 1;
    run.fault_over(Level::structure, "stream-index", range_of(chunk * chunk_size, last),
                   "entries of these events only", "others");
  }
}

}  // namespace minutebook::verify
