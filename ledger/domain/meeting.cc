#include "ledger/domain/meeting.h"

#include <algorithm>
#include <ranges>

#include "ledger/domain/partnership_events.h"

namespace minutebook::domain {
namespace {

/// The last fact in `list` that is an act of `person`, or null.
template <typename Fact>
const Fact* last_by(const std::vector<Fact>& list, const Subject& person) {
  for (const Fact& fact : std::views::reverse(list)) {
    if (fact.act.by() == person) return &fact;
  }
  return nullptr;
}

}  // namespace

const AttendanceMark* Meeting::attendance_of(const Subject& person) const {
  for (const AttendanceMark& mark : std::views::reverse(attendance)) {
    if (mark.person == person) return &mark;
  }
  return nullptr;
}

bool Meeting::is_present(const Subject& person) const {
  const AttendanceMark* mark = attendance_of(person);
  return mark != nullptr && mark->presence == schema::Presence::PRESENT;
}

const Recusal* Meeting::recusal_of(const Subject& person) const {
  return last_by(recusals, person);
}

const Ballot* Meeting::ballot_of(const Subject& person) const { return last_by(ballots, person); }

const MinutesSignature* Meeting::signature_of(const Subject& person) const {
  return last_by(signatures, person);
}

namespace events {
namespace {

Meeting* find_meeting(Partnership& matter, capnp::Text::Reader id) {
  return find_by_id(matter.meetings, view(id));
}

std::vector<MemberPosition> member_positions(capnp::List<schema::PositionOfMember>::Reader list) {
  std::vector<MemberPosition> out;
  out.reserve(list.size());
  for (const auto item : list) {
    out.push_back({.person = subject_of(item.getPerson()), .position = item.getPosition()});
  }
  return out;
}

}  // namespace

void convened(Partnership& matter, Act act, schema::Meeting::Reader meeting) {
  matter.meetings.push_back(
      {.act = std::move(act),
       .id = text_of(meeting.getMeeting()),
       .body = subject_of(meeting.getBody()),
       .form = meeting.getForm(),
       .held_at = to_time(meeting.getHeldAt()),
       .place = text_of(meeting.getPlace()),
       .notice_sent_at = optional_time(meeting.hasNoticeSentAt(), meeting.getNoticeSentAt()),
       .agenda = texts_of(meeting.getAgenda()),
       .materials = documents_of(meeting.getMaterials()),
       .presiding = subject_of(meeting.getPresiding()),
       .major = meeting.getMajor(),
       .attendance = {},
       .readings = {},
       .recusals = {},
       .statements = {},
       .ballots = {},
       .written_opinions = {},
       .closings = {},
       .resolutions = {},
       .signatures = {}});
}

void attended(Partnership& matter, const Act& act, schema::Attendance::Reader attendance) {
  Meeting* meeting = find_meeting(matter, attendance.getMeeting());
  if (meeting == nullptr) return;
  for (const auto entry : attendance.getEntries()) {
    meeting->attendance.push_back({.act = act,
                                   .person = subject_of(entry.getPerson()),
                                   .presence = entry.getPresence(),
                                   .reason = text_of(entry.getReason())});
  }
}

void materials_read(Partnership& matter, Act act, schema::MaterialsReading::Reader reading) {
  if (Meeting* meeting = find_meeting(matter, reading.getMeeting())) {
    meeting->readings.push_back(
        {.act = std::move(act), .digests = digests_of(reading.getDigests())});
  }
}

void recused(Partnership& matter, Act act, schema::Recusal::Reader recusal) {
  if (Meeting* meeting = find_meeting(matter, recusal.getMeeting())) {
    meeting->recusals.push_back({.act = std::move(act), .reason = text_of(recusal.getReason())});
  }
}

void stated(Partnership& matter, Act act, schema::Statement::Reader statement) {
  if (Meeting* meeting = find_meeting(matter, statement.getMeeting())) {
    meeting->statements.push_back({.act = std::move(act), .text = text_of(statement.getText())});
  }
}

void ballot_cast(Partnership& matter, Act act, schema::Ballot::Reader ballot) {
  if (Meeting* meeting = find_meeting(matter, ballot.getMeeting())) {
    meeting->ballots.push_back({.act = std::move(act),
                                .choice = ballot.getChoice(),
                                .change = false,
                                .statement = text_of(ballot.getStatement()),
                                .reason = {}});
  }
}

void ballot_changed(Partnership& matter, Act act, schema::BallotChange::Reader change) {
  if (Meeting* meeting = find_meeting(matter, change.getMeeting())) {
    meeting->ballots.push_back({.act = std::move(act),
                                .choice = change.getChoice(),
                                .change = true,
                                .statement = {},
                                .reason = text_of(change.getReason())});
  }
}

void opinion_filed(Partnership& matter, Act act, schema::WrittenOpinion::Reader opinion) {
  if (Meeting* meeting = find_meeting(matter, opinion.getMeeting())) {
    meeting->written_opinions.push_back(
        {.act = std::move(act),
         .text = text_of(opinion.getText()),
         .document = optional_document(opinion.hasDocument(), opinion.getDocument())});
  }
}

void vote_closed(Partnership& matter, Act act, schema::VoteClosing::Reader closing) {
  if (Meeting* meeting = find_meeting(matter, closing.getMeeting())) {
    meeting->closings.push_back({.act = std::move(act),
                                 .resolution = text_of(closing.getResolution()),
                                 .declared = closing.getDeclared()});
  }
}

void resolved(Partnership& matter, Act act, bool adopted, schema::Resolution::Reader resolution) {
  Meeting* meeting = find_meeting(matter, resolution.getMeeting());
  if (meeting == nullptr) return;
  meeting->resolutions.push_back({.act = std::move(act),
                                  .adopted = adopted,
                                  .text = text_of(resolution.getText()),
                                  .entitled = resolution.getEntitled(),
                                  .present = resolution.getPresent(),
                                  .ayes = resolution.getAyes(),
                                  .noes = resolution.getNoes(),
                                  .abstentions = resolution.getAbstentions(),
                                  .absent = resolution.getAbsent(),
                                  .recused = resolution.getRecused(),
                                  .no_ballot = resolution.getNoBallot(),
                                  .positions = member_positions(resolution.getPositions()),
                                  .declared = resolution.getDeclared()});
}

void minutes_signed(Partnership& matter, Act act, schema::MinutesSignature::Reader signature) {
  if (Meeting* meeting = find_meeting(matter, signature.getMeeting())) {
    meeting->signatures.push_back(
        {.act = std::move(act), .minutes = document_of(signature.getMinutes())});
  }
}

}  // namespace events
}  // namespace minutebook::domain
