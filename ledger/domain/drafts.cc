#include "ledger/domain/drafts.h"

#include <capnp/dynamic.h>

#include "ledger/base/check.h"
#include "ledger/schema/reflect.h"
#include "ledger/schema/shape.h"

namespace minutebook::domain {
namespace {

/// Where a command's data goes in the event body.
struct Route {
  capnp::StructSchema::Field from;
  capnp::StructSchema::Field to;
  schema::EventBody::Which type;
};

std::vector<Route> make_routes() {
  const auto& commands = schema::shape_of<schema::Command>();
  const auto& events = schema::shape_of<schema::EventBody>();
  std::vector<Route> routes;
  for (std::size_t i = 0; i < commands.members.size(); ++i) {
    const auto& traits = schema::traits_of(static_cast<schema::Command::Which>(i));
    MB_CHECK(!traits.emits.empty());
    const auto type = traits.emits.front();
    const auto& member = events.members[static_cast<std::size_t>(type)];
    MB_CHECK(member.structure == commands.members[i].structure);
    routes.push_back({commands.members[i].field, member.field, type});
  }
  return routes;
}

const Route& route_of(schema::Command::Which which) {
  static const std::vector<Route> routes = make_routes();
  const auto index = static_cast<std::size_t>(which);
  MB_CHECK(index < routes.size());
  return routes[index];
}

}  // namespace

EventDraft empty_draft(schema::Command::Reader command, std::uint64_t words) {
  constexpr std::uint64_t frame_words = 32;  // root, body, irregular entry without its texts
  std::uint64_t size = words + frame_words;
  if (command.getIrregular()) {
    size += command.getReason().size() / 8 + std::uint64_t{command.getEvidence().size()} * 6;
  }
  EventDraft draft;
  draft.message = std::make_unique<capnp::MallocMessageBuilder>(static_cast<capnp::uint>(size));
  auto payload = draft.message->initRoot<schema::Payload>();
  payload.initBody();
  if (command.getIrregular()) {
    auto irregular = payload.initIrregular();
    irregular.setReason(command.getReason());
    irregular.setEvidence(command.getEvidence());
  }
  return draft;
}

EventDraft draft_of(schema::Command::Reader command) {
  const Route& route = route_of(command.which());
  const auto data =
      capnp::DynamicStruct::Reader(command).get(route.from).as<capnp::DynamicStruct>();
  EventDraft draft = empty_draft(command, data.totalSize().wordCount);
  capnp::DynamicStruct::Builder body(draft.message->getRoot<schema::Payload>().getBody());
  body.set(route.to, data);
  draft.type = route.type;
  return draft;
}

Decision emit_same(schema::Command::Reader command) { return accept(draft_of(command)); }

Refusal refuse(std::string rule, std::string en, std::string zh, std::vector<Position> rests_on) {
  return {std::move(rule), {std::move(en), std::move(zh)}, std::move(rests_on), false};
}

Refusal refuse_procedure(std::string rule, std::string en, std::string zh,
                         std::vector<Position> rests_on) {
  return {std::move(rule), {std::move(en), std::move(zh)}, std::move(rests_on), true};
}

}  // namespace minutebook::domain
