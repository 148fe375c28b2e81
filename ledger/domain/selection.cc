#include "ledger/domain/selection.h"

#include <algorithm>
#include <ranges>

#include "ledger/domain/partnership_events.h"

namespace minutebook::domain {

crypto::Digest seal_of(crypto::Suite suite, ByteSpan salt, std::string_view partner,
                       std::string_view content) {
  return crypto::hash(suite, {salt, as_bytes(partner), as_bytes("\n"), as_bytes(content)});
}

const Score* Bid::score_by(const Subject& evaluator) const {
  for (const Score& score : std::views::reverse(scores)) {
    if (score.act.by() == evaluator) return &score;
  }
  return nullptr;
}

const Bid* Selection::bid(std::string_view bid_id) const {
  return events::find_by_id(bids, bid_id);
}

Bid* Selection::bid(std::string_view bid_id) { return events::find_by_id(bids, bid_id); }

bool Selection::is_winner(std::string_view bid_id) const {
  const Award* determined = award();
  return determined != nullptr &&
         std::ranges::find(determined->bids, bid_id) != determined->bids.end();
}

namespace events {
namespace {

Selection* find_selection(Partnership& matter, capnp::Text::Reader id) {
  return find_by_id(matter.selections, view(id));
}

std::vector<Criterion> criteria_of(capnp::List<schema::Criterion>::Reader list) {
  std::vector<Criterion> out;
  out.reserve(list.size());
  for (const auto criterion : list) {
    out.push_back({.name = text_of(criterion.getName()), .max_points = criterion.getMaxPoints()});
  }
  return out;
}

std::vector<CriterionScore> scores_of(capnp::List<schema::CriterionScore>::Reader list) {
  std::vector<CriterionScore> out;
  out.reserve(list.size());
  for (const auto score : list) {
    out.push_back({.criterion = text_of(score.getCriterion()), .points = score.getPoints()});
  }
  return out;
}

/// A regular opening was compared by decide. An irregular one may hold an offer that is not what
/// was sealed; evolve does not know the ledger's suite, and no offer has both digests by chance.
bool matches(const Act& act, const Bid& bid, schema::BidReveal::Reader reveal) {
  if (!act.irregular) return true;
  const auto is_seal = [&](crypto::Suite suite) {
    const auto salt = reveal.getSalt();
    return seal_of(suite, {salt.begin(), salt.size()}, view(reveal.getPartner()),
                   view(reveal.getContent())) == bid.sealed_digest;
  };
  return is_seal(crypto::Suite::standard) || is_seal(crypto::Suite::gm);
}

}  // namespace

void announced(Partnership& matter, Act act, schema::Selection::Reader selection) {
  matter.selections.push_back(
      {.act = std::move(act),
       .id = text_of(selection.getSelection()),
       .method = selection.getMethod(),
       .channels = texts_of(selection.getChannels()),
       .deadline = to_time(selection.getDeadline()),
       .opens_at = optional_time(selection.hasOpensAt(), selection.getOpensAt()),
       .places = selection.getPlaces(),
       .requirements = text_of(selection.getRequirements()),
       .criteria = criteria_of(selection.getCriteria()),
       .document = optional_document(selection.hasDocument(), selection.getDocument()),
       .bids = {},
       .openings = {},
       .awards = {},
       .publications = {}});
}

void bid_received(Partnership& matter, Act act, schema::Bid::Reader bid) {
  if (Selection* selection = find_selection(matter, bid.getSelection())) {
    selection->bids.push_back({.act = std::move(act),
                               .id = text_of(bid.getBid()),
                               .sealed_digest = digest_of(bid.getSealedDigest()),
                               .reveals = {},
                               .scores = {},
                               .disqualifications = {}});
  }
}

void bids_opened(Partnership& matter, const Act& act, schema::BidOpening::Reader opening) {
  Selection* selection = find_selection(matter, opening.getSelection());
  if (selection == nullptr) return;
  selection->openings.push_back({.act = act, .present = subjects_of(opening.getPresent())});
  for (const auto reveal : opening.getReveals()) {
    Bid* bid = selection->bid(view(reveal.getBid()));
    if (bid == nullptr) continue;
    bid->reveals.push_back(
        {.act = act,
         .partner = subject_of(reveal.getPartner()),
         .salt = digest_of(reveal.getSalt()),
         .content = text_of(reveal.getContent()),
         .price_fen = reveal.getPriceFen(),
         .document = optional_document(reveal.hasDocument(), reveal.getDocument()),
         .matches = matches(act, *bid, reveal)});
  }
}

void bid_scored(Partnership& matter, Act act, schema::BidScore::Reader score) {
  Selection* selection = find_selection(matter, score.getSelection());
  Bid* bid = selection == nullptr ? nullptr : selection->bid(view(score.getBid()));
  if (bid == nullptr) return;
  bid->scores.push_back({.act = std::move(act),
                         .points = score.getPoints(),
                         .scores = scores_of(score.getScores()),
                         .comment = text_of(score.getComment())});
}

void bid_disqualified(Partnership& matter, Act act, schema::BidDisqualification::Reader reader) {
  Selection* selection = find_selection(matter, reader.getSelection());
  Bid* bid = selection == nullptr ? nullptr : selection->bid(view(reader.getBid()));
  if (bid == nullptr) return;
  bid->disqualifications.push_back({.act = std::move(act), .reason = text_of(reader.getReason())});
}

void winners_determined(Partnership& matter, Act act, schema::Winners::Reader winners) {
  if (Selection* selection = find_selection(matter, winners.getSelection())) {
    selection->awards.push_back({.act = std::move(act),
                                 .bids = texts_of(winners.getBids()),
                                 .reason = text_of(winners.getReason())});
  }
}

void result_published(Partnership& matter, Act act, schema::ResultPublication::Reader result) {
  if (Selection* selection = find_selection(matter, result.getSelection())) {
    selection->publications.push_back({.act = std::move(act),
                                       .channels = texts_of(result.getChannels()),
                                       .until = to_day(result.getUntil())});
  }
}

void objection_raised(Partnership& matter, Act act, schema::Objection::Reader objection) {
  matter.objections.push_back({.act = std::move(act),
                               .id = text_of(objection.getObjection()),
                               .selection = text_of(objection.getSelection()),
                               .raised_by = text_of(objection.getRaisedBy()),
                               .grounds = text_of(objection.getGrounds()),
                               .rulings = {}});
}

void objection_resolved(Partnership& matter, Act act, schema::ObjectionResolution::Reader ruling) {
  if (Objection* objection = find_by_id(matter.objections, view(ruling.getObjection()))) {
    objection->rulings.push_back({.act = std::move(act),
                                  .upheld = ruling.getUpheld(),
                                  .reason = text_of(ruling.getReason())});
  }
}

void appraised(Partnership& matter, Act act, schema::Appraisal::Reader appraisal) {
  matter.appraisals.push_back(
      {.act = std::move(act),
       .tangible_fen = appraisal.getTangibleFen(),
       .intangible_fen = appraisal.getIntangibleFen(),
       .appraiser = text_of(appraisal.getAppraiser()),
       .valid_until = optional_day(appraisal.hasValidUntil(), appraisal.getValidUntil()),
       .document = optional_document(appraisal.hasDocument(), appraisal.getDocument())});
}

}  // namespace events
}  // namespace minutebook::domain
