#include "ledger/verify/event_check.h"

#include <algorithm>
#include <cstring>

#include "ledger/base/limits.h"
#include "ledger/schema/convert.h"
#include "ledger/schema/reflect.h"
#include "ledger/service/recovery.h"
#include "ledger/service/replay.h"
#include "ledger/verify/documents.h"

namespace minutebook::verify {
namespace {

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Numbers and a short text in one block of memory on the stack.
class PrintBuffer {
 public:
  void number(std::uint64_t value) { append(&value, sizeof value); }
  void append(const void* bytes, std::size_t size) {
    std::memcpy(&bytes_[size_], bytes, size);
    size_ += size;
  }
  ByteSpan bytes() const { return ByteSpan(bytes_).first(size_); }
  static constexpr std::size_t max_text = 128;

 private:
  std::array<std::uint8_t, max_text + 32> bytes_{};
  std::size_t size_ = 0;
};

std::string pair_text(std::uint64_t index, std::uint64_t count) {
  return std::to_string(index) + "/" + std::to_string(count);
}

void check_ledger(Run& run, const store::StoredEvent& event) {
  const LedgerId ledger{schema::read_uuid(event.header().getLedger())};
  const LedgerId own = run.store.identity().ledger;
  if (ledger == own) return;
  run.fault_at(Level::structure, "ledger", event.position().value, own.text(), ledger.text());
}

std::optional<Neighbour> check_names(Run& run, const store::StoredEvent& event, IndexSums& sums) {
  const auto header = event.header();
  const std::uint64_t position = event.position().value;
  const std::string_view stream = schema::text_view(header.getStream());
  const auto kind = kind_of_subject(stream);
  if (!kind || !kind_of_subject(schema::text_view(header.getActor()))) {
    const bool bad_stream = !kind;
    run.fault_at(Level::structure, "stream-name", position, "kind/id",
                 printable(bad_stream ? stream : schema::text_view(header.getActor())));
    if (bad_stream) return std::nullopt;
  }
  const Neighbour own{Instant{header.getRecordedAt().getNs()},
                      CommandId{schema::read_uuid(header.getCommandId())},
                      header.getCommandEventIndex(), header.getCommandEventCount()};
  sums.streams += stream_print(run.fingerprint, stream, header.getStreamVersion(), position);
  sums.categories += category_print(run.fingerprint, *kind, position);
  const bool genesis = position == 0;
  if (own.command.is_nil() != genesis) {
    run.fault_at(Level::structure, "command-events", position, genesis ? "no command" : "a command",
                 own.command.text());
  } else if (!genesis && own.index == 0) {
    sums.commands += command_print(run.fingerprint, own.command, position, own.count);
  }
  if (own.index >= own.count || own.index > position) {
    run.fault_at(Level::structure, "command-events", position, "index below count",
                 pair_text(own.index, own.count));
  }
  return own;
}

void check_citations(Run& run, const store::StoredEvent& event) {
  const auto payload = event.payload();
  const auto visit = [&](ByteSpan digest) { check_citation(run, event.position().value, digest); };
  schema::for_each_document(payload.getBody(), visit);
  if (payload.hasIrregular()) schema::for_each_document(payload.getIrregular(), visit);
}

}  // namespace

std::optional<SubjectKind> kind_of_subject(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view id = text.substr(slash + 1);
  const bool good = !id.empty() && id.size() <= limits::max_subject_id_bytes &&
                    is_alphanumeric(id[0]) && std::all_of(id.begin(), id.end(), [](char c) {
                      return is_alphanumeric(c) || c == '.' || c == '_' || c == '-';
                    });
  if (!good) return std::nullopt;
  for (std::size_t i = 0; i < subject_kind_count; ++i) {
    const auto kind = static_cast<SubjectKind>(i);
    if (name_of(kind) == text.substr(0, slash)) return kind;
  }
  return std::nullopt;
}

std::uint64_t stream_print(const Fingerprint& fingerprint, std::string_view stream,
                           std::uint64_t version, std::uint64_t position) {
  PrintBuffer buffer;
  buffer.number(version);
  buffer.number(position);
  buffer.append(stream.data(), std::min(stream.size(), PrintBuffer::max_text));
  return fingerprint.of(buffer.bytes());
}

std::uint64_t category_print(const Fingerprint& fingerprint, SubjectKind kind,
                             std::uint64_t position) {
  PrintBuffer buffer;
  buffer.number(static_cast<std::uint64_t>(kind));
  buffer.number(position);
  return fingerprint.of(buffer.bytes());
}

std::uint64_t command_print(const Fingerprint& fingerprint, const CommandId& id,
                            std::uint64_t first, std::uint64_t count) {
  PrintBuffer buffer;
  buffer.append(id.bytes.data(), id.bytes.size());
  buffer.number(first);
  buffer.number(count);
  return fingerprint.of(buffer.bytes());
}

std::optional<Neighbour> check_header(Run& run, const store::StoredEvent& event, IndexSums& sums) {
  std::optional<Neighbour> own;
  const auto read = service::guarded([&] {
    check_ledger(run, event);
    own = check_names(run, event, sums);
  });
  if (read) return own;
  run.fault_at(Level::structure, "event", event.position().value, "a readable header",
               read.error().message.en);
  return std::nullopt;
}

void check_neighbours(Run& run, const Neighbour& before, const Neighbour& after,
                      std::uint64_t position) {
  if (after.recorded_at < before.recorded_at) {
    run.fault_at(Level::structure, "recorded-at", position,
                 "at least " + std::to_string(before.recorded_at.ns),
                 std::to_string(after.recorded_at.ns));
  }
  const bool ended = before.index + 1 == before.count;
  const bool goes_on = after.command == before.command && after.count == before.count &&
                       after.index == before.index + 1;
  if (after.index == 0 ? ended : goes_on) return;
  run.fault_at(Level::structure, "command-events", position,
               ended ? "a first event" : pair_text(before.index + 1U, before.count),
               pair_text(after.index, after.count));
}

void check_last(Run& run, const Neighbour& last, std::uint64_t position) {
  if (last.index + 1 == last.count) return;
  run.fault_at(Level::structure, "command-events", position, "a last event",
               pair_text(last.index, last.count));
}

void check_payload(Run& run, const store::StoredEvent& event) {
  const std::uint64_t position = event.position().value;
  if (event.redacted()) {
    run.totals.add(Tally::redacted);
    const std::lock_guard guard(run.mutex);
    run.redacted.push_back({position, std::string(schema::text_view(event.header().getStream()))});
    return;
  }
  run.totals.add(Tally::commitments);
  bool held = false;
  const auto read = service::guarded([&] {
    held = service::commitment_holds(run.suite, event);
    if (!held) return;  // bytes that nobody committed to are not interpreted
    const auto type = static_cast<std::uint16_t>(event.payload().getBody().which());
    if (type != event.header().getEventType()) {
      run.fault_at(Level::payload, "event-type", position,
                   std::string(schema::event_name(event.header().getEventType())),
                   std::string(schema::event_name(type)));
      return;
    }
    check_citations(run, event);
  });
  if (!read) {
    run.fault_at(Level::payload, "payload", position, "a readable payload",
                 read.error().message.en);
  } else if (!held) {
    const auto stored = event.header().getCommitment();
    run.fault_at(
        Level::payload, "commitment", position,
        to_hex({reinterpret_cast<const char*>(stored.begin()), stored.size()}),
        crypto::hex_of(crypto::commitment(run.suite, event.salt(), event.payload_bytes())));
  }
}

}  // namespace minutebook::verify
