#include <array>

#include "projections/register/models.h"

namespace minutebook::projections {
namespace {

using enum ColumnType;
using Body = schema::EventBody;

constexpr std::array meeting_columns{
    Column{"subject", subject, true},
    Column{"meeting"},
    Column{"organization", subject, true},
    Column{"body", subject, true},
    Column{"form", word, true, "MeetingForm"},
    Column{"state", word, true, "MeetingState"},
    Column{"heldAt", moment, true},
    Column{"presiding", subject, true},
    Column{"major", flag, true},
    Column{"entitled", number},
    Column{"present", number},
    Column{"ayes", number},
    Column{"noes", number},
    Column{"abstentions", number},
    Column{"absent", number},
    Column{"recused", number},
    Column{"noBallot", number},
    Column{"signatures", number},
};
constexpr Table meetings{.name = "meetings",
                         .columns = meeting_columns,
                         .key_columns = 2,
                         .order = "heldAt",
                         .order_is_act = false};

constexpr std::array ballot_columns{
    Column{"subject", subject, true},
    Column{"event", position},
    Column{"meeting"},
    Column{"organization", subject, true},
    Column{"body", subject, true},
    Column{"person", subject, true},
    Column{"choice", word, true, "Choice"},
    Column{"change", flag, true},
    Column{"counts", flag, true},
    Column{"castAt", moment, true},
    Column{"irregular", flag, true},
    Column{"statement"},
};
constexpr Table ballots{
    .name = "ballots", .columns = ballot_columns, .key_columns = 2, .order = "castAt"};

constexpr std::array position_columns{
    Column{"subject", subject, true}, Column{"meeting"},
    Column{"person", subject, true},  Column{"organization", subject, true},
    Column{"body", subject, true},    Column{"memberPosition", word, true, "MemberPosition"},
    Column{"adopted", flag, true},    Column{"resolvedAt", moment, true},
};
constexpr Table positions{
    .name = "positions", .columns = position_columns, .key_columns = 3, .order = "resolvedAt"};

std::string_view state_of(const domain::Meeting& meeting) {
  if (const domain::Resolution* resolution = meeting.resolution()) {
    return resolution->adopted ? "adopted" : "rejected";
  }
  if (meeting.vote_closed()) return "closed";
  return meeting.has_begun() ? "begun" : "convened";
}

/// Zeros before the vote is closed.
struct Tally {
  explicit Tally(const domain::Resolution* found) {
    if (found == nullptr) return;
    entitled = found->entitled;
    present = found->present;
    ayes = found->ayes;
    noes = found->noes;
    abstentions = found->abstentions;
    absent = found->absent;
    recused = found->recused;
    no_ballot = found->no_ballot;
  }
  int entitled = 0;
  int present = 0;
  int ayes = 0;
  int noes = 0;
  int abstentions = 0;
  int absent = 0;
  int recused = 0;
  int no_ballot = 0;
};

void meeting_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const auto organization = scene.organization();
  for (const domain::Meeting& meeting : scene.matter().meetings) {
    const Tally tally(meeting.resolution());
    rows.push_back(row_of(scene.subject, meeting.id, organization, meeting.body, meeting.form,
                          state_of(meeting), meeting.held_at, meeting.presiding, meeting.major,
                          tally.entitled, tally.present, tally.ayes, tally.noes, tally.abstentions,
                          tally.absent, tally.recused, tally.no_ballot, meeting.signatures.size()));
  }
}

void ballot_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const auto organization = scene.organization();
  for (const domain::Meeting& meeting : scene.matter().meetings) {
    for (const domain::Ballot& ballot : meeting.ballots) {
      const bool counts = meeting.ballot_of(ballot.act.by()) == &ballot;
      rows.push_back(row_of(scene.subject, ballot.act.position, meeting.id, organization,
                            meeting.body, ballot.act.by(), ballot.choice, ballot.change, counts,
                            ballot.act.occurred_at, ballot.act.irregular,
                            ballot.change ? ballot.reason : ballot.statement));
    }
  }
}

void position_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const auto organization = scene.organization();
  for (const domain::Meeting& meeting : scene.matter().meetings) {
    const domain::Resolution* resolution = meeting.resolution();
    if (resolution == nullptr) continue;
    for (const domain::MemberPosition& member : resolution->positions) {
      rows.push_back(row_of(scene.subject, meeting.id, member.person, organization, meeting.body,
                            member.position, resolution->adopted, resolution->act.occurred_at));
    }
  }
}

constexpr std::array meeting_events{Body::MEETING_CONVENED,    Body::ATTENDANCE_RECORDED,
                                    Body::VOTE_CLOSED,         Body::RESOLUTION_ADOPTED,
                                    Body::RESOLUTION_REJECTED, Body::MINUTES_SIGNED};
constexpr std::array ballot_events{Body::BALLOT_CAST, Body::BALLOT_CHANGED};
constexpr std::array resolution_events{Body::RESOLUTION_ADOPTED, Body::RESOLUTION_REJECTED};
constexpr std::array models{
    ReadModel{&meetings, SubjectKind::partnership, meeting_rows, meeting_events},
    ReadModel{&ballots, SubjectKind::partnership, ballot_rows, ballot_events},
    ReadModel{&positions, SubjectKind::partnership, position_rows, resolution_events},
};

}  // namespace

std::span<const ReadModel> meeting_models() { return models; }

}  // namespace minutebook::projections
