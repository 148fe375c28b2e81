#include "tools/generate/breaches/planter.h"

/// SEL-3 and SEL-4: how bids were scored, winners determined and the result published.
namespace minutebook::generate {
namespace {

void drop_scores_of(Case& c, int evaluator) {
  for (const BidStory& bid : c.bids) {
    c.script.remove("score:" + bid.id + ":" + std::to_string(evaluator));
  }
}

void declare_interest(Case& c, int evaluator, const std::string& partner) {
  c.script.add({.tag = "interest-of-evaluator",
                .type = "DeclareInterest",
                .actor = c.evaluator(evaluator),
                .role = "evaluator",
                .at = c.at("award").at + 30,
                .data = {{"partner", partner}, {"nature", "曾受聘为该单位顾问"}}});
}

void two_evaluators(Case& c) {
  drop_scores_of(c, 3);
  drop_scores_of(c, 4);
  c.breaks({"SEL-3"});
}

void two_evaluators_for_one_bid(Case& c) {
  for (const char* evaluator : {"2", "3"}) {
    c.script.remove("score:" + c.bids.back().id + ":" + evaluator);
  }
  c.breaks({"SEL-3"});
}

void third_has_an_interest(Case& c) {
  drop_scores_of(c, 4);
  declare_interest(c, 3, c.bids[c.plot.first_winner].partner);
  c.breaks({"SEL-3"});
}

void fourth_has_an_interest(Case& c) {
  declare_interest(c, 4, c.bids[c.plot.first_winner].partner);
}

void third_knows_another(Case& c) {
  drop_scores_of(c, 4);
  declare_interest(c, 3, c.partner(c.plot.partner + 2));
}

void three_evaluators(Case& c) { drop_scores_of(c, 4); }

void ranking_passed_over(Case& c) { c.breaks({"SEL-3"}); }

void ranking_passed_over_with_reason(Case& c) {
  c.at("award").data["reason"] = "排名第一的投标人书面放弃中选";
}

void second_wins(Plot& plot) { plot.first_winner = 1; }

void publish_for(Case& c, std::int64_t days) {
  Entry& publication = c.at("publication");
  publication.data["until"] = day_text(day_of(publication.at) + days);
}

void published_too_short(Case& c) {
  publish_for(c, 4);
  c.breaks({"SEL-4"});
}

void published_exactly(Case& c) { publish_for(c, 5); }

void never_published(Case& c) {
  c.script.remove("publication");
  c.breaks({"SEL-4"});
}

/// Drafted and signed on that day, counted from the publication's first day off.
void sign_on(Case& c, std::int64_t days_from_until) {
  const std::int64_t until = day_of(c.at("publication").at) + 8;
  const Minute day = (until + days_from_until) * minutes_a_day;
  c.at("draft:C1").at = day + 8 * 60;
  c.at("sign:C1").at = day + 9 * 60;
}

void signed_before_the_end(Case& c) {
  sign_on(c, -1);
  c.breaks({"SEL-4"});
}

void signed_on_the_first_day_off(Case& c) { sign_on(c, 0); }

void object(Case& c) {
  c.script.add({.tag = "objection",
                .type = "RaiseObjection",
                .actor = c.owner.person("selection-1"),
                .role = "selectionTeam",
                .at = c.at("publication").at + minutes_a_day,
                .data = {{"objection", "O1"},
                         {"selection", "S1"},
                         {"raisedBy", "未中选单位"},
                         {"grounds", "对专业能力得分提出复核"}}});
}

void resolve(Case& c, Minute at) {
  c.script.add(
      {.tag = "ruling",
       .type = "ResolveObjection",
       .actor = c.owner.person("selection-1"),
       .role = "selectionTeam",
       .at = at,
       .data = {{"objection", "O1"}, {"upheld", false}, {"reason", "经逐项复核，评分无误"}}});
}

void never_resolved(Case& c) {
  object(c);
  c.breaks({"SEL-4"});
}

void resolved_afterwards(Case& c) {
  object(c);
  resolve(c, c.at("sign:C1").at + 1);
  c.breaks({"SEL-4"});
}

void resolved_just_before(Case& c) {
  object(c);
  resolve(c, c.at("sign:C1").at - 1);
}

constexpr Kind near = Kind::near_miss;

constexpr Planter list[] = {
    {"SEL-3", "two evaluators", Kind::breach, selected, two_evaluators, nullptr, false},
    {"SEL-3", "two evaluators for one of the bids", Kind::breach, selected,
     two_evaluators_for_one_bid, nullptr, false},
    {"SEL-3", "the third evaluator has an interest in a bidder", Kind::breach, selected,
     third_has_an_interest, nullptr, false},
    {"SEL-3", "the second in rank wins, no reason", Kind::breach, selected, ranking_passed_over,
     second_wins, false},
    {"SEL-3", "three evaluators", near, selected, three_evaluators, nullptr, false},
    {"SEL-3", "one of four evaluators has an interest", near, selected, fourth_has_an_interest,
     nullptr, false},
    {"SEL-3", "the third evaluator has an interest in nobody who bids", near, selected,
     third_knows_another, nullptr, false},
    {"SEL-3", "the second in rank wins for a reason", near, selected,
     ranking_passed_over_with_reason, second_wins, false},
    {"SEL-4", "published one day too short", Kind::breach, selected, published_too_short},
    {"SEL-4", "never published", Kind::breach, selected, never_published, nullptr, false},
    {"SEL-4", "signed on the last day of publication", Kind::breach, selected,
     signed_before_the_end, nullptr, false},
    {"SEL-4", "an objection never resolved", Kind::breach, selected, never_resolved, nullptr,
     false},
    {"SEL-4", "an objection resolved one minute after the signing", Kind::breach, selected,
     resolved_afterwards, nullptr, false},
    {"SEL-4", "published exactly as many days as needed", near, selected, published_exactly},
    {"SEL-4", "signed on the first day after the publication", near, selected,
     signed_on_the_first_day_off, nullptr, false},
    {"SEL-4", "an objection resolved one minute before the signing", near, selected,
     resolved_just_before, nullptr, false},
};

}  // namespace

std::span<const Planter> award_planters() { return list; }

}  // namespace minutebook::generate
