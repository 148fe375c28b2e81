#include <array>

#include "projections/register/models.h"

namespace minutebook::projections {
namespace {

using enum ColumnType;
using Body = schema::EventBody;

constexpr std::array selection_columns{
    Column{"subject", subject, true},
    Column{"selection"},
    Column{"organization", subject, true},
    Column{"method", word, true, "SelectionMethod"},
    Column{"state", word, true, "SelectionState"},
    Column{"announcedAt", moment, true},
    Column{"deadline", moment, true},
    Column{"places", number},
    Column{"bids", number, true},
    Column{"openedAt", moment, true},
    Column{"awardedAt", moment, true},
    Column{"winners", number},
    Column{"publishedUntil", day, true},
};
constexpr Table selections{
    .name = "selections", .columns = selection_columns, .key_columns = 2, .order = "announcedAt"};

constexpr std::array bid_columns{
    Column{"subject", subject, true},
    Column{"selection"},
    Column{"bid"},
    Column{"organization", subject, true},
    Column{"partner", subject, true},
    Column{"state", word, true, "BidState"},
    Column{"receivedAt", moment, true},
    Column{"price", money, true},
    Column{"scores", number},
    Column{"meanPoints", share, true},
    Column{"sealMatches", flag, true},
};
constexpr Table bids{
    .name = "bids", .columns = bid_columns, .key_columns = 3, .order = "receivedAt"};

constexpr std::array objection_columns{
    Column{"subject", subject, true},
    Column{"objection"},
    Column{"organization", subject, true},
    Column{"selection"},
    Column{"raisedBy"},
    Column{"raisedAt", moment, true},
    Column{"resolvedAt", moment, true},
    Column{"upheld", flag, true},
    Column{"grounds"},
};
constexpr Table objections{
    .name = "objections", .columns = objection_columns, .key_columns = 2, .order = "raisedAt"};

std::string_view state_of(const domain::Selection& selection) {
  if (!selection.publications.empty()) return "published";
  if (!selection.awards.empty()) return "awarded";
  return selection.opened() ? "opened" : "announced";
}

std::string_view state_of(const domain::Selection& selection, const domain::Bid& bid) {
  if (bid.disqualified()) return "disqualified";
  if (selection.award() != nullptr) return selection.is_winner(bid.id) ? "won" : "lost";
  return bid.opened() ? "opened" : "sealed";
}

void selection_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const auto organization = scene.organization();
  for (const domain::Selection& selection : scene.matter().selections) {
    const domain::Award* award = selection.award();
    std::optional<Day> published_until;
    if (!selection.publications.empty()) published_until = selection.publications.back().until;
    rows.push_back(row_of(scene.subject, selection.id, organization, selection.method,
                          state_of(selection), selection.act.occurred_at, selection.deadline,
                          selection.places, selection.bids.size(), time_of_last(selection.openings),
                          time_of_last(selection.awards),
                          award == nullptr ? std::size_t{0} : award->bids.size(), published_until));
  }
}

void bid_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const auto organization = scene.organization();
  for (const domain::Selection& selection : scene.matter().selections) {
    for (const domain::Bid& bid : selection.bids) {
      std::optional<Subject> partner;
      std::optional<std::int64_t> price;
      std::optional<bool> matches;
      if (bid.opened()) {
        partner = bid.reveals.back().partner;
        price = bid.reveals.back().price_fen;
        matches = bid.reveals.back().matches;
      }
      std::int64_t points = 0;
      for (const domain::Score& score : bid.scores) points += score.points;
      std::optional<std::int64_t> mean;
      if (!bid.scores.empty()) mean = points / static_cast<std::int64_t>(bid.scores.size());
      rows.push_back(row_of(scene.subject, selection.id, bid.id, organization, partner,
                            state_of(selection, bid), bid.act.occurred_at, price, bid.scores.size(),
                            mean, matches));
    }
  }
}

void objection_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const auto organization = scene.organization();
  for (const domain::Objection& objection : scene.matter().objections) {
    std::optional<bool> upheld;
    if (objection.resolved()) upheld = objection.rulings.back().upheld;
    rows.push_back(row_of(scene.subject, objection.id, organization, objection.selection,
                          objection.raised_by, objection.act.occurred_at,
                          time_of_last(objection.rulings), upheld, objection.grounds));
  }
}

constexpr std::array selection_events{Body::SELECTION_ANNOUNCED, Body::BID_RECEIVED,
                                      Body::BIDS_OPENED, Body::WINNERS_DETERMINED,
                                      Body::RESULT_PUBLISHED};
constexpr std::array bid_events{Body::BID_RECEIVED, Body::BIDS_OPENED, Body::BID_SCORED,
                                Body::BID_DISQUALIFIED, Body::WINNERS_DETERMINED};
constexpr std::array objection_events{Body::OBJECTION_RAISED, Body::OBJECTION_RESOLVED};
constexpr std::array models{
    ReadModel{&selections, SubjectKind::partnership, selection_rows, selection_events},
    ReadModel{&bids, SubjectKind::partnership, bid_rows, bid_events},
    ReadModel{&objections, SubjectKind::partnership, objection_rows, objection_events},
};

}  // namespace

std::span<const ReadModel> selection_models() { return models; }

}  // namespace minutebook::projections
