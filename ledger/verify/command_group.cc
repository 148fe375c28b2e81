#include "ledger/verify/command_group.h"

#include "ledger/schema/convert.h"
#include "ledger/service/recovery.h"
#include "ledger/service/replay.h"
#include "ledger/store/keys.h"

namespace minutebook::verify {
namespace {

std::string_view raw_command(const CommandGroup& group) {
  const auto raw = group.events.front().payload().getCommand();
  return as_text({raw.begin(), raw.size()});
}

bool same_text(capnp::Text::Reader a, capnp::Text::Reader b) {
  return schema::text_view(a) == schema::text_view(b);
}

bool same_id(schema::Uuid::Reader a, schema::Uuid::Reader b) {
  return a.getHigh() == b.getHigh() && a.getLow() == b.getLow();
}

/// The first field in which header and command differ; empty when they agree.
std::string_view difference(schema::Header::Reader header, schema::Command::Reader command) {
  if (!same_text(header.getStream(), command.getSubject())) return "subject";
  if (!same_text(header.getActor(), command.getActor())) return "actor";
  if (header.getRole() != command.getRole()) return "role";
  if (!same_text(header.getOnBehalfOf(), command.getOnBehalfOf())) return "onBehalfOf";
  if (!same_id(header.getCommandId(), command.getCommandId())) return "commandId";
  if (!same_id(header.getCausation(), command.getCausation())) return "causation";
  if (!same_id(header.getCorrelation(), command.getCorrelation())) return "correlation";
  const auto at = header.getOccurredAt();
  const auto sent = command.getOccurredAt();
  const bool same_time =
      at.getNs() == sent.getNs() && at.getOffsetMinutes() == sent.getOffsetMinutes();
  return same_time ? "" : "occurredAt";
}

void check_input(Run& run, const CommandGroup& group, std::string_view json) {
  const CommandId id{schema::read_uuid(group.header().getCommandId())};
  const auto record = run.store.command(id);
  if (!record || !*record) return;  // a fault of its own
  const crypto::Digest input = crypto::hash(run.suite, {as_bytes(json)});
  if ((*record)->input == input) return;
  run.fault_at(Level::signatures, "command-index", group.first, crypto::hex_of(input),
               crypto::hex_of((*record)->input));
}

/// The envelope's payload, or the command itself; an error when it is neither.
Result<std::string> open_envelope(CommandGroup& group, std::string_view raw) {
  if (!crypto::looks_like_envelope(raw)) return std::string(raw);
  MB_TRY(envelope, crypto::parse_envelope(raw));
  if (envelope.payload_type != crypto::command_payload_type) {
    return fail(Errc::invalid_input, "another type of payload", "内容类型不符");
  }
  group.envelope = std::move(envelope);
  return std::string(as_text(group.envelope->payload));
}

void check_attestation(Run& run, const CommandGroup& group) {
  for (const store::StoredEvent& event : group.events) {
    const auto header = event.header();
    const bool by_key = header.getAttestation() == schema::Attestation::SIGNATURE;
    const bool named = schema::text_view(header.getKeyId()).size() > 0;
    if (by_key == group.envelope.has_value() && named == by_key) continue;
    run.fault_at(Level::signatures, "attestation", event.position().value,
                 group.envelope ? "signature" : "server", by_key ? "signature" : "server");
  }
}

void check_headers(Run& run, CommandGroup& group) {
  for (const store::StoredEvent& event : group.events) {
    const std::string_view field = difference(event.header(), group.command());
    const bool again = event.position().value > group.first && event.payload().hasCommand();
    if (field.empty() && !again) continue;
    run.fault_at(Level::signatures, "command", event.position().value,
                 again ? "the command once" : "the command's " + std::string(field),
                 again ? "again" : "another");
    group.sound = false;
  }
}

void decode(Run& run, CommandGroup& group) {
  const std::string_view raw = raw_command(group);
  const auto json = open_envelope(group, raw);
  if (!json) {
    run.fault_at(Level::signatures, "command", group.first, "an envelope", json.error().message.en);
    return;
  }
  auto message = schema::decode_command(*json);
  if (!message) {
    run.fault_at(Level::signatures, "command", group.first, "a command",
                 raw.empty() ? "nothing" : message.error().path + " " + message.error().detail.en);
    return;
  }
  group.message = std::move(*message);
  run.totals.add(Tally::commands);
  check_headers(run, group);
  check_attestation(run, group);
  check_input(run, group, *json);
}

}  // namespace

std::size_t CommandGroup::bytes() const {
  std::size_t bytes = 0;
  for (const store::StoredEvent& event : events) {
    bytes += event.header_bytes().size() + event.payload_bytes().size();
  }
  return bytes;
}

GroupReader::GroupReader(Run& run, std::uint64_t begin, std::uint64_t end)
    : scan_(run.store, store::Family::events, store::position_key(Position{begin}),
            store::position_key(Position{end})),
      position_(begin),
      end_(end) {}

bool GroupReader::read_ahead() {
  if (ahead_) return true;
  if (position_ >= end_) return false;
  const auto entry = scan_.next();
  if (!entry || !*entry) return false;
  const auto key = store::parse_position((*entry)->key);
  if (!key || key->value != position_) return false;
  store::StoredEvent event;
  if (!event.assign(*key, (*entry)->value)) return false;
  ahead_ = std::move(event);
  return true;
}

std::optional<CommandGroup> GroupReader::next() {
  if (!read_ahead()) return std::nullopt;
  CommandGroup group;
  group.first = position_;
  const auto read = service::guarded([&] {
    const auto head = ahead_->header();
    const std::uint64_t high = head.getCommandId().getHigh();
    const std::uint64_t low = head.getCommandId().getLow();
    const std::uint16_t count = head.getCommandEventCount();
    for (std::uint16_t index = 0; index < count && read_ahead(); ++index) {
      const auto header = ahead_->header();
      const auto id = header.getCommandId();
      if (id.getHigh() != high || id.getLow() != low || header.getCommandEventCount() != count ||
          header.getCommandEventIndex() != index) {
        break;
      }
      group.events.push_back(std::move(*ahead_));
      ahead_.reset();
      ++position_;
    }
    group.whole = !group.events.empty() && group.events.size() == count;
  });
  if (!read) return std::nullopt;
  if (group.events.empty()) {  // an event out of its place among those of its command
    group.events.push_back(std::move(*ahead_));
    ahead_.reset();
    ++position_;
  }
  return group;
}

void read_command(Run& run, CommandGroup& group) {
  const auto read = service::guarded([&] {
    group.sound = group.whole;
    for (const store::StoredEvent& event : group.events) {
      group.redacted = group.redacted || event.redacted();
      group.sound = group.sound && !event.redacted() && service::commitment_holds(run.suite, event);
    }
    if (group.sound && group.first > 0) decode(run, group);
  });
  if (read) return;
  group.sound = false;
  group.message.reset();
  run.fault_at(Level::payload, "payload", group.first, "readable", read.error().message.en);
}

}  // namespace minutebook::verify
