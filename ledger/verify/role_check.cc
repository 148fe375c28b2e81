#include "ledger/verify/role_check.h"

#include <algorithm>

#include "ledger/schema/convert.h"
#include "ledger/schema/reflect.h"

namespace minutebook::verify {
namespace {

using schema::Role;

bool has_seat(const domain::Directory& directory, const Subject& actor, Role role, Day day) {
  return std::any_of(directory.bodies().begin(), directory.bodies().end(), [&](const auto& body) {
    const domain::SeatRecord* const seat = directory.seat_of(body.first, actor, day);
    if (seat == nullptr) return false;
    const bool secretary = seat->seat == schema::Seat::SECRETARY;
    return secretary == (role == Role::BODY_SECRETARY);
  });
}

bool holds(const domain::Directory& directory, const Subject& actor, Role role, Day day) {
  if (role == Role::LEDGER) return directory.ledger().subject == actor;
  if (directory.principal(actor) == nullptr) return false;
  if (role == Role::FOUNDER) {
    return directory.ledger().founder == actor &&
           !directory.was_ever_granted(Role::SECURITY_ADMINISTRATOR);
  }
  if (directory.holds_anywhere(actor, role, day)) return true;
  const bool seated =
      role == Role::BODY_MEMBER || role == Role::PRESIDING_MEMBER || role == Role::BODY_SECRETARY;
  return seated && has_seat(directory, actor, role, day);
}

}  // namespace

void check_role(Run& run, const domain::Directory& directory, const CommandGroup& group) {
  const auto header = group.header();
  if (header.getEventType() == static_cast<std::uint16_t>(schema::EventBody::COMMAND_REFUSED)) {
    return;  // that the role was not held may be why
  }
  const auto actor = Subject::parse(schema::text_view(header.getActor()));
  const Day day = directory.day_of(Instant{header.getOccurredAt().getNs()});
  if (actor && holds(directory, *actor, header.getRole(), day)) return;
  run.fault_at(Level::signatures, "role", group.first,
               std::string(schema::role_name(header.getRole())), "not held");
}

}  // namespace minutebook::verify
