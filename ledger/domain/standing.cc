#include "ledger/domain/standing.h"

#include "ledger/domain/drafts.h"

namespace minutebook::domain {
namespace {

using Command = schema::Command;
using Organizations = std::vector<Subject>;

std::string_view view(capnp::Text::Reader text) { return {text.begin(), text.size()}; }

Organizations only(std::optional<Subject> organization) {
  if (!organization) return {};
  return {*std::move(organization)};
}

Organizations only_root(const Directory& directory) {
  return directory.root() ? Organizations{*directory.root()} : Organizations{};
}

/// The owner, and on days of delegated operation the delegate.
Organizations of_venue(const Directory& directory, const Subject& venue, Day day) {
  Organizations out = only(directory.organization_of(venue));
  if (auto delegate = directory.delegate_of(venue, day)) out.push_back(*std::move(delegate));
  return out;
}

Refusal unknown(std::string_view what, std::string_view what_zh, std::string_view id) {
  return refuse("REF-3", "this matter has no " + std::string(what) + " \"" + std::string(id) + "\"",
                "本事项没有" + std::string(what_zh) + "“" + std::string(id) + "”");
}

template <typename Reader>
std::variant<Organizations, Refusal> of_request(const Partnership& matter, Reader data) {
  const auto* request = matter.approval_request(view(data.getRequest()));
  if (request == nullptr) return unknown("approval request", "审批请示", view(data.getRequest()));
  return Organizations{request->authority};
}

std::variant<Organizations, Refusal> of_matter(const DecisionContext& context, Command::Reader c,
                                               const Partnership& matter) {
  switch (c.which()) {
    case Command::PROPOSE_PARTNERSHIP:
      return of_venue(context.directory, subject_of(c.getProposePartnership().getVenue()),
                      day_of(context, c));
    case Command::GRANT_APPROVAL:
      return of_request(matter, c.getGrantApproval());
    case Command::RETURN_APPROVAL:
      return of_request(matter, c.getReturnApproval());
    case Command::REFUSE_APPROVAL:
      return of_request(matter, c.getRefuseApproval());
    case Command::ACKNOWLEDGE_FILING: {
      const auto id = view(c.getAcknowledgeFiling().getFiling());
      const auto* filing = matter.filing(id);
      if (filing == nullptr) return unknown("filing", "备案", id);
      return Organizations{filing->authority};
    }
    default:
      break;
  }
  Organizations out = of_venue(context.directory, matter.proposal()->venue, day_of(context, c));
  if (c.getRole() == schema::Role::APPROVER) {
    for (const auto& request : matter.approval_requests) out.push_back(request.authority);
    for (const auto& filing : matter.filings) out.push_back(filing.authority);
  }
  return out;
}

/// Named by the command itself, where it makes the subject or is about another organization.
std::optional<Subject> named_organization(Command::Reader c) {
  switch (c.which()) {
    case Command::REGISTER_VENUE:
      return subject_of(c.getRegisterVenue().getOrganization());
    case Command::ESTABLISH_BODY:
      return subject_of(c.getEstablishBody().getOrganization());
    case Command::REGISTER_PRINCIPAL:
      return subject_of(c.getRegisterPrincipal().getOrganization());
    case Command::GRANT_ROLE:
      return subject_of(c.getGrantRole().getOrganization());
    case Command::REVOKE_ROLE:
      return subject_of(c.getRevokeRole().getOrganization());
    case Command::ADOPT_RULEBOOK:
      return optional_subject(c.getAdoptRulebook().getOrganization());
    case Command::OPEN_PROGRAMME:
      return subject_of(c.getOpenProgramme().getOrganization());
    case Command::OPEN_INSPECTION:
      return subject_of(c.getOpenInspection().getOrganization());
    case Command::REGISTER_ORGANIZATION:
      return optional_subject(c.getRegisterOrganization().getParent());
    default:
      return std::nullopt;
  }
}

Organizations of_master_data(const DecisionContext& context, Command::Reader c,
                             const Subject& subject) {
  if (subject.kind() == SubjectKind::partner) return {};
  if (c.which() == Command::PUBLISH_SERVICE_TERMS) {
    return of_venue(context.directory, subject, day_of(context, c));
  }
  Organizations out = only(context.directory.organization_of(subject));
  // A second root, or the founder, who belongs to nobody: the root answers.
  return out.empty() ? only_root(context.directory) : out;
}

template <typename Reader>
std::string_view meeting_id(Reader data) {
  return view(data.getMeeting());
}

/// Empty for commands that are not about a meeting that was convened.
std::string_view meeting_id_of(Command::Reader c) {
  switch (c.which()) {
    case Command::RECORD_ATTENDANCE:
      return meeting_id(c.getRecordAttendance());
    case Command::READ_MATERIALS:
      return meeting_id(c.getReadMaterials());
    case Command::DECLARE_RECUSAL:
      return meeting_id(c.getDeclareRecusal());
    case Command::MAKE_STATEMENT:
      return meeting_id(c.getMakeStatement());
    case Command::CAST_BALLOT:
      return meeting_id(c.getCastBallot());
    case Command::CHANGE_BALLOT:
      return meeting_id(c.getChangeBallot());
    case Command::FILE_WRITTEN_OPINION:
      return meeting_id(c.getFileWrittenOpinion());
    case Command::CLOSE_VOTE:
      return meeting_id(c.getCloseVote());
    case Command::SIGN_MINUTES:
      return meeting_id(c.getSignMinutes());
    default:
      return {};
  }
}

}  // namespace

Day day_of(const DecisionContext& context, Command::Reader command) {
  return context.directory.day_of(Instant{command.getOccurredAt().getNs()});
}

std::variant<Organizations, Refusal> answering_organizations(const DecisionContext& context,
                                                             Command::Reader command) {
  if (auto named = named_organization(command)) return Organizations{*std::move(named)};
  if (const auto* matter = std::get_if<Partnership>(&context.aggregate.state)) {
    return of_matter(context, command, *matter);
  }
  if (const auto* programme = std::get_if<Programme>(&context.aggregate.state)) {
    return Organizations{programme->opening()->organization};
  }
  if (const auto* inspection = std::get_if<Inspection>(&context.aggregate.state)) {
    return Organizations{inspection->opening()->organization};
  }
  return of_master_data(context, command, subject_of(command.getSubject()));
}

std::variant<std::monostate, MeetingStanding, Refusal> meeting_of(const DecisionContext& context,
                                                                  Command::Reader command) {
  if (command.which() == Command::CONVENE_MEETING) {
    const auto data = command.getConveneMeeting();
    return MeetingStanding{subject_of(data.getBody()), subject_of(data.getPresiding())};
  }
  const std::string_view id = meeting_id_of(command);
  if (id.empty()) return std::monostate{};
  const auto* meeting = std::get<Partnership>(context.aggregate.state).meeting(id);
  if (meeting == nullptr) return unknown("meeting", "会议", id);
  return MeetingStanding{meeting->body, meeting->presiding};
}

}  // namespace minutebook::domain
