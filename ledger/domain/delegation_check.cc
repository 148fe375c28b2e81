#include "ledger/domain/delegation_check.h"

#include <algorithm>

#include "ledger/domain/drafts.h"
#include "ledger/domain/standing.h"

namespace minutebook::domain {
namespace {

using Command = schema::Command;

/// A delegation that the matter authorises, of any venue; null when there is none.
const Delegation* authorised_by(const Directory& directory, const Subject& matter) {
  for (const auto& [subject, venue] : directory.venues()) {
    for (const Delegation& one : venue.delegations) {
      if (one.decided_in == matter) return &one;
    }
  }
  return nullptr;
}

/// Is the venue's owner, or one above it, whom the command stands for?
bool is_the_owners(const DecisionContext& context, const Subject& owner, Command::Reader command) {
  const Directory& directory = context.directory;
  if (command.which() == Command::PROPOSE_PARTNERSHIP) {
    return directory.role_of(subject_of(command.getActor()), command.getRole(), owner,
                             day_of(context, command)) != nullptr;
  }
  const BodyRecord* body = directory.body(subject_of(command.getConveneMeeting().getBody()));
  return directory.is_at_or_below(owner, body->organization);
}

}  // namespace

std::optional<Refusal> check_authorising_matter(const DecisionContext& context,
                                                const Partnership& matter,
                                                Command::Reader command) {
  const bool proposes = command.which() == Command::PROPOSE_PARTNERSHIP;
  if (!proposes && command.which() != Command::CONVENE_MEETING) return std::nullopt;
  const Directory& directory = context.directory;
  const VenueRecord* venue = directory.venue(
      proposes ? subject_of(command.getProposePartnership().getVenue()) : matter.proposal()->venue);
  if (is_the_owners(context, venue->organization, command)) return std::nullopt;
  const Subject subject = subject_of(command.getSubject());
  const Delegation* delegation = authorised_by(directory, subject);
  if (delegation == nullptr) return std::nullopt;
  const std::string& owner = venue->organization.text();
  const std::string& to = delegation->to.text();
  auto refusal =
      refuse_procedure("ORG-1",
                       subject.text() + " authorises the delegation to " + to + ": only " + owner +
                           " or a union above it may " + (proposes ? "propose it" : "decide it") +
                           ", else the delegation would authorise itself",
                       subject.text() + " 是委托 " + to + " 运行的依据：只能由 " + owner +
                           " 或其上级" + (proposes ? "提出" : "决定") + "，否则委托将以自身为依据",
                       {delegation->recorded_at});
  return stands(refusal, command) ? std::optional(std::move(refusal)) : std::nullopt;
}

}  // namespace minutebook::domain
