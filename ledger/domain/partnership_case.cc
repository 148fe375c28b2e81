#include "ledger/domain/partnership_case.h"

#include <algorithm>

#include "ledger/domain/act.h"

namespace minutebook::domain {
namespace {

Subject acting_person(schema::Command::Reader command) {
  const bool for_another = command.getIrregular() && command.getOnBehalfOf().size() != 0;
  return subject_of(for_another ? command.getOnBehalfOf() : command.getActor());
}

}  // namespace

Case::Case(const DecisionContext& decision, const Partnership& partnership,
           schema::Command::Reader sent)
    : directory(decision.directory),
      matter(partnership),
      suite(decision.suite),
      command(sent),
      actor(subject_of(sent.getActor())),
      by(acting_person(sent)),
      when{sent.getOccurredAt().getNs()},
      day(decision.directory.day_of(when)),
      regular(!sent.getIrregular()) {}

bool Case::is_entitled(const Subject& body, const Subject& person, Day on) const {
  const BodyRecord* record = directory.body(body);
  return record != nullptr && std::ranges::any_of(record->seats, [&](const SeatRecord& held) {
           return held.person == person && held.days.contains(on) &&
                  (held.seat == schema::Seat::PRESIDING || held.seat == schema::Seat::MEMBER);
         });
}

Refusal unknown_id(std::string_view en, std::string_view zh, std::string_view id) {
  return refuse("REF-3", std::string(en) + " \"" + std::string(id) + "\" is unknown in this matter",
                "本事项没有编号为“" + std::string(id) + "”的" + std::string(zh));
}

Refusal used_id(std::string_view en, std::string_view zh, std::string_view id, Position first) {
  return refuse("REF-2",
                std::string(en) + " \"" + std::string(id) +
                    "\" already exists in this matter; choose another id",
                "本事项已有编号为“" + std::string(id) + "”的" + std::string(zh) + "，请另选编号",
                {first});
}

Refusal unknown_position(Position position) {
  const std::string number = std::to_string(position.value);
  return refuse("REF-5", "position " + number + " is not an event of this matter",
                "位置 " + number + " 不是本事项的记录");
}

Check check_positions(const Case& c, capnp::List<std::uint64_t>::Reader positions) {
  for (const auto position : positions) {
    if (!c.matter.has_event(Position{position})) return unknown_position(Position{position});
  }
  return std::nullopt;
}

bool answers_for_venue(const Case& c, const Subject& organization) {
  const Proposal* proposal = c.matter.proposal();
  if (proposal == nullptr) return false;
  const auto owner = c.directory.organization_of(proposal->venue);
  const auto delegate = c.directory.delegate_of(proposal->venue, c.day);
  return (owner && c.directory.is_at_or_below(*owner, organization)) ||
         (delegate && c.directory.is_at_or_below(*delegate, organization));
}

Check check_person_named(const Case& c) {
  const bool named = c.command.getOnBehalfOf().size() != 0 && c.by.kind() == SubjectKind::person;
  if (c.regular || named) return std::nullopt;
  return refuse("REC-4", "an irregular entry of a personal act must name the person in onBehalfOf",
                "补记个人行为时，须在 onBehalfOf 中写明是谁的行为");
}

}  // namespace minutebook::domain
