#include "tests/support/world.h"

#include <atomic>
#include <sstream>

#include "ledger/base/check.h"
#include "ledger/domain/describe.h"
#include "ledger/schema/json.h"
#include "ledger/schema/reflect.h"

namespace minutebook::test {
namespace {

std::string next_uuid() {
  static std::atomic<std::uint64_t> count{0};
  const std::string digits = std::to_string(++count);
  return "00000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

std::string as_person(const std::string& name) {
  return name.find('/') == std::string::npos ? "person/" + name : name;
}

std::string as_time(const std::string& text) {
  return text.find('T') == std::string::npos ? text + "T09:00:00+08:00" : text;
}

}  // namespace

std::string command(std::string_view what, std::string_view data) {
  std::istringstream in{std::string(what)};
  std::string actor;
  std::string role;
  std::string type;
  std::string subject;
  in >> actor >> role >> type >> subject;
  std::string time = "2021-03-01";
  std::string more;
  for (std::string word; in >> word;) {
    if (word.starts_with("@")) time = word.substr(1);
    if (word.starts_with("for:")) more += R"(,"onBehalfOf":")" + as_person(word.substr(4)) + '"';
    if (word == "irregular") {
      more += R"(,"irregular":true,"reason":"found on inspection","evidence":[")" +
              std::string(64, 'e') + R"("])";
    }
  }
  return R"({"commandId":")" + next_uuid() + R"(","type":")" + type + R"(","subject":")" + subject +
         R"(","actor":")" + as_person(actor) + R"(","role":")" + role + R"(","occurredAt":")" +
         as_time(time) + '"' + more + R"(,"data":)" + std::string(data) + '}';
}

std::string document(char letter) {
  return R"({"digest":")" + std::string(64, letter) + R"(","title":"document )" + letter + R"("})";
}

std::string Outcome::summary() const {
  if (!invalid.empty()) return "invalid " + invalid;
  if (refusal) return "refused " + refusal->rule + ": " + refusal->detail.en;
  return "accepted";
}

domain::EventView World::Recorded::view() const {
  return {header->getRoot<schema::Header>().asReader(),
          payload->getRoot<schema::Payload>().asReader()};
}

crypto::PrivateKey World::key() {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(0xee);
  return crypto::PrivateKey::ed25519_from_seed(seed);
}

World::World(ByteSpan ledger_key) {
  capnp::MallocMessageBuilder message;
  auto command = message.initRoot<schema::Command>();
  command.setSubject("ledger/test");
  command.setActor(founder);
  command.setRole(schema::Role::FOUNDER);
  domain::EventDraft draft;
  draft.message = std::make_unique<capnp::MallocMessageBuilder>();
  auto creation = draft.message->initRoot<schema::Payload>().initBody().initLedgerCreated();
  creation.setName("minutebook.example/test");
  creation.setSuite("standard");
  creation.setZoneOffsetMinutes(480);
  creation.setFounder(founder);
  if (!ledger_key.empty()) {
    creation.setPublicKey(capnp::Data::Reader(ledger_key.data(), ledger_key.size()));
  }
  record(command.asReader(), std::move(draft));
}

Outcome World::submit(std::string_view json) {
  Outcome outcome;
  const auto message = schema::decode_command(json);
  if (!message) {
    outcome.invalid = message.error().path + ": " + message.error().detail.en;
    return outcome;
  }
  const auto command = (*message)->getRoot<schema::Command>().asReader();
  const auto& about = aggregate(command.getSubject().cStr());
  auto decision = domain::decide({directory_, about}, command);
  if (auto* refusal = std::get_if<domain::Refusal>(&decision)) {
    outcome.positions.push_back(record(command, refusal_draft(command, *refusal)));
    outcome.refusal = std::move(*refusal);
    return outcome;
  }
  for (auto& draft : std::get<std::vector<domain::EventDraft>>(decision)) {
    outcome.events.emplace_back(schema::event_name(draft.type));
    outcome.positions.push_back(record(command, std::move(draft)));
  }
  return outcome;
}

domain::EventDraft World::refusal_draft(schema::Command::Reader command,
                                        const domain::Refusal& refusal) const {
  domain::EventDraft draft;
  draft.type = schema::EventBody::COMMAND_REFUSED;
  draft.message = std::make_unique<capnp::MallocMessageBuilder>();
  auto data = draft.message->initRoot<schema::Payload>().initBody().initCommandRefused();
  data.setCommand(std::string(schema::traits_of(command.which()).name));
  data.setRule(refusal.rule);
  data.setDetailEn(refusal.detail.en);
  data.setDetailZh(refusal.detail.zh);
  auto rests_on = data.initRestsOn(static_cast<capnp::uint>(refusal.rests_on.size()));
  for (capnp::uint i = 0; i < rests_on.size(); ++i) rests_on.set(i, refusal.rests_on[i].value);
  return draft;
}

Position World::record(schema::Command::Reader command, domain::EventDraft draft) {
  const Position position{events_.size()};
  Recorded recorded{std::make_shared<capnp::MallocMessageBuilder>(),
                    std::shared_ptr<capnp::MallocMessageBuilder>(std::move(draft.message))};
  auto header = recorded.header->initRoot<schema::Header>();
  const Subject subject = Subject::from_stored(command.getSubject().cStr());
  header.setPosition(position.value);
  header.setStreamVersion(aggregate(subject.text()).version.value + 1);
  header.setEventType(static_cast<std::uint16_t>(draft.type));
  header.setStream(command.getSubject());
  header.setActor(command.getActor());
  header.setRole(command.getRole());
  header.setOnBehalfOf(command.getOnBehalfOf());
  header.setIrregular(command.getIrregular());
  header.setOccurredAt(command.getOccurredAt());
  header.initRecordedAt().setNs(command.getOccurredAt().getNs() +
                                std::chrono::nanoseconds(recording_delay_).count());
  apply(std::move(recorded));
  return position;
}

void World::apply(Recorded recorded) {
  events_.push_back(std::move(recorded));
  const domain::EventView view = events_.back().view();
  const Subject subject = Subject::from_stored(view.header.getStream().cStr());
  auto& about = aggregates_.try_emplace(subject, domain::empty_aggregate(subject)).first->second;
  domain::evolve(directory_, view);
  domain::evolve(about, view);
}

const domain::Aggregate& World::aggregate(std::string_view subject) {
  const Subject name = Subject::from_stored(subject);
  return aggregates_.try_emplace(name, domain::empty_aggregate(name)).first->second;
}

std::string World::describe(std::string_view subject) {
  const Subject name = Subject::from_stored(subject);
  return domain::is_master_data(name.kind()) ? domain::describe(directory_, name)
                                             : domain::describe(aggregate(subject));
}

domain::EventView World::event(Position position) const {
  MB_CHECK(position.value < events_.size());
  return events_[position.value].view();
}

World World::replayed() const {
  World other{Empty{}};
  for (const Recorded& recorded : events_) other.apply(recorded);
  return other;
}

}  // namespace minutebook::test
