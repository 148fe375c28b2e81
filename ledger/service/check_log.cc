#include "ledger/service/check_log.h"

#include <functional>
#include <unordered_map>

#include "ledger/schema/convert.h"
#include "ledger/service/recovery.h"
#include "ledger/service/replay.h"

namespace minutebook::service {
namespace {

/// Walks the log once and keeps what must hold from one event to the next.
class LogCheck {
 public:
  explicit LogCheck(const store::EventStore& store) : store_(store) {}

  Result<std::vector<Fault>> run() {
    MB_TRY(cursor, store_.events(Position{0}, store_.head()));
    while (true) {
      const auto event = cursor.next();
      if (!event) {
        add("events", "position " + std::to_string(events_), "an event", event.error().message.en);
        return std::move(faults_);
      }
      if (!*event) break;
      check(**event);
      ++events_;
    }
    expect("head", "log", store_.head().value, events_);
    MB_TRY_VOID(check_streams());
    MB_TRY_VOID(check_categories());
    MB_TRY_VOID(check_commands());
    return std::move(faults_);
  }

 private:
  void add(std::string what, std::string where, std::string expected, std::string found) {
    faults_.push_back({std::move(what), std::move(where), std::move(expected), std::move(found)});
  }
  void expect(const std::string& what, const std::string& where, std::uint64_t expected,
              std::uint64_t found) {
    if (expected != found) {
      add(what, where, std::to_string(expected), std::to_string(found));
    }
  }

  void check(const store::StoredEvent& event) {
    const std::string where = "position " + std::to_string(event.position().value);
    const auto done = guarded([&] {
      const auto header = event.header();
      if (Instant{header.getRecordedAt().getNs()} < last_recorded_) {
        add("recorded-at", where, "not before the event before it", "earlier");
      }
      last_recorded_ = Instant{header.getRecordedAt().getNs()};
      const LedgerId ledger{schema::read_uuid(header.getLedger())};
      if (ledger != store_.identity().ledger) {
        add("ledger", where, store_.identity().ledger.text(), ledger.text());
      }
      const std::uint64_t version = ++versions_[std::string(schema::text_view(header.getStream()))];
      expect("stream-version", where, version, header.getStreamVersion());
      if (!event.redacted()) {
        expect("event-type", where, static_cast<std::uint16_t>(event.payload().getBody().which()),
               header.getEventType());
      }
      if (header.getCommandEventIndex() == 0 && header.hasCommandId()) ++commands_;
    });
    if (!done) add("event", where, "a readable event", done.error().message.en);
    if (const auto checked = check_event(store_, event); !checked) {
      add("index", where, "indexes and commitment agree", checked.error().message.en);
    }
  }

  // check_event has found every event in the indexes: here nothing may be in them besides.
  Result<void> check_streams() {
    for (std::size_t kind = 0; kind < subject_kind_count; ++kind) {
      std::vector<Subject> streams;
      MB_TRY_VOID(store_.each_stream(static_cast<SubjectKind>(kind),
                                     [&](const Subject& stream) { streams.push_back(stream); }));
      for (const Subject& stream : streams) MB_TRY_VOID(check_stream(stream));
    }
    return {};
  }

  Result<void> check_stream(const Subject& stream) {
    MB_TRY(version, store_.version_of(stream));
    const auto counted = versions_.find(stream.text());
    expect("streams", stream.text(), counted == versions_.end() ? 0 : counted->second,
           version.value);
    const auto replayed = [&]() -> Result<Version> {
      domain::Aggregate aggregate = domain::empty_aggregate(stream);
      const auto apply = [&](const store::StoredEvent& event) -> Result<bool> {
        MB_TRY_VOID(guarded([&] { evolve(aggregate, event.view()); }));
        return true;
      };
      MB_TRY_VOID(each_stream_event(store_, stream, apply));
      return aggregate.version;
    }();
    if (!replayed) {
      add("replay", stream.text(), "a state", replayed.error().message.en);
    } else {
      expect("replay", stream.text(), version.value, replayed->value);
    }
    return {};
  }

  Result<void> check_categories() {
    std::uint64_t entries = 0;
    for (std::size_t kind = 0; kind < subject_kind_count; ++kind) {
      MB_TRY(cursor, store_.category(static_cast<SubjectKind>(kind)));
      while (true) {
        MB_TRY(entry, cursor.next());
        if (!entry) break;
        ++entries;
      }
    }
    expect("categories", "log", events_, entries);
    return {};
  }

  Result<void> check_commands() {
    std::uint64_t entries = 0;
    const auto count = [&](const CommandId&, const store::CommandRecord&) -> Result<void> {
      ++entries;
      return {};
    };
    MB_TRY_VOID(store_.each_command(count));
    expect("commands", "log", commands_, entries);
    return {};
  }

  const store::EventStore& store_;
  std::vector<Fault> faults_;
  std::uint64_t events_ = 0;
  std::uint64_t commands_ = 0;
  Instant last_recorded_;
  std::unordered_map<std::string, std::uint64_t> versions_;
};

}  // namespace

Result<std::vector<Fault>> check_log(const Ledger& ledger) {
  const store::EventStore& store = ledger.store();
  LogCheck check(store);
  MB_TRY(faults, check.run());
  if (const auto directory = load_directory(store); !directory) {
    faults.push_back({"replay", "directory", "a state", directory.error().message.en});
  }
  if (const auto tail = check_tail(store); !tail) {
    faults.push_back({"tail", "log", "the last batch is whole", tail.error().message.en});
  }
  return faults;
}

}  // namespace minutebook::service
