#include <algorithm>
#include <optional>

#include "ledger/rules/facts.h"
#include "ledger/rules/selection_parts.h"

namespace minutebook::rules {
namespace {

using domain::Bid;
using domain::Observation;
using domain::Opening;
using domain::Selection;

bool is_assigned(const domain::Partnership& matter, const Subject& person,
                 const domain::Act& when) {
  return std::ranges::any_of(matter.observers, [&](const domain::ObserverAssignment& assigned) {
    return assigned.observer == person && happened_before(assigned.act, when);
  });
}

bool is_event_of(const Selection& selection, Position position) {
  const auto is_here = [&](const auto& fact) { return fact.act.position == position; };
  return is_here(selection) || std::ranges::any_of(selection.openings, is_here) ||
         std::ranges::any_of(selection.awards, is_here) ||
         std::ranges::any_of(selection.publications, is_here) ||
         std::ranges::any_of(selection.bids, [&](const Bid& bid) {
           return is_here(bid) || std::ranges::any_of(bid.scores, is_here) ||
                  std::ranges::any_of(bid.disqualifications, is_here);
         });
}

/// Was it opened on the last day of an opening up to `day`?
bool was_last_opened(const Question& q, const Selection& selection, Day day) {
  const auto opened_on = [&](const Selection& one) -> std::optional<Day> {
    const Opening* opening = first_opening(one);
    if (opening == nullptr) return std::nullopt;
    const Day on = q.scene.day_of(opening->act.occurred_at);
    return day < on ? std::nullopt : std::optional(on);
  };
  const auto own = opened_on(selection);
  return own && std::ranges::none_of(q.matter.selections, [&](const Selection& other) {
           return *own < opened_on(other);
         });
}

bool is_about(const Question& q, const Observation& observation, const Selection& selection) {
  const auto cites = [&](const Selection& one) {
    return std::ranges::any_of(observation.about,
                               [&](Position position) { return is_event_of(one, position); });
  };
  if (cites(selection)) return true;
  return std::ranges::none_of(q.matter.selections, cites) &&
         was_last_opened(q, selection, q.scene.day_of(observation.act.occurred_at));
}

/// Where an assigned observer's presence at the stage shows; null when it does not.
const domain::Act* observed(const Question& q, const Selection& selection, schema::Stage stage) {
  for (const Observation& observation : q.matter.observations) {
    if (observation.stage == stage && observation.present &&
        is_assigned(q.matter, observation.act.by(), observation.act) &&
        is_about(q, observation, selection)) {
      return &observation.act;
    }
  }
  if (stage != schema::Stage::OPENING) return nullptr;
  for (const Opening& opening : selection.openings) {
    const bool present = std::ranges::any_of(opening.present, [&](const Subject& person) {
      return is_assigned(q.matter, person, opening.act);
    });
    if (present) return &opening.act;
  }
  return nullptr;
}

/// One stage of one selection; `later` is the determination of winners, null before it.
struct StageOver {
  schema::Stage stage = schema::Stage::UNSPECIFIED;
  Bilingual name;
  const domain::Act* later = nullptr;
};

Verdict judge_stage(const Question& q, const Selection& selection, const StageOver& over) {
  const Bilingual name = name_of(selection);
  std::vector<Position> positions{selection.act.position};
  const Opening* opening = first_opening(selection);
  if (opening != nullptr) positions.push_back(opening->act.position);
  if (over.later != nullptr) positions.push_back(over.later->position);
  if (const domain::Act* seen = observed(q, selection, over.stage)) {
    positions.push_back(seen->position);
    return pass("an assigned observer was present at the " + over.name.en + " of " + name.en,
                "指派的监督员在" + name.zh + over.name.zh + "时到场", std::move(positions));
  }
  if (over.later != nullptr || is_closed(q.matter)) {
    return breach(
        "no assigned observer is recorded as present at the " + over.name.en + " of " + name.en,
        name.zh + over.name.zh + "时没有指派的监督员到场的记录", std::move(positions));
  }
  return pending(
      "no presence of an observer at the " + over.name.en + " of " + name.en + " is recorded yet",
      "尚无监督员在" + name.zh + over.name.zh + "时到场的记录", std::move(positions));
}

}  // namespace

/// SEL-5. Judged for the opening and for the review of each selection. A stage passes when an
/// observer who had been assigned to the matter before recorded an observation of that stage with
/// `present`, or, for the opening, is on the list of those present at it. An observation is about
/// the selections of which it cites an event; when it cites none of any, about those opened on the
/// last day of an opening up to its own day. Both stages are pending until winners are determined
/// (the last determination), then a breach. Once the matter is closed without winners, the opening
/// is a breach if there was one and the review is not judged; a selection that was never opened and
/// had no winners by then is not applicable. Not applicable without a selection. Needs no rulebook,
/// so it can always decide.
Verdict judge_observed(const Question& q) {
  Parts parts("no selection was opened", "没有开标的遴选");
  const bool closed = is_closed(q.matter);
  for (const Selection& selection : q.matter.selections) {
    const domain::Award* award = selection.award();
    const domain::Act* later = award == nullptr ? nullptr : &award->act;
    if (!closed || later != nullptr || selection.opened()) {
      parts.add(judge_stage(q, selection, {schema::Stage::OPENING, {"opening", "开标"}, later}));
    }
    if (!closed || later != nullptr) {
      parts.add(judge_stage(q, selection, {schema::Stage::REVIEW, {"review", "评审"}, later}));
    }
  }
  return std::move(parts).verdict();
}

}  // namespace minutebook::rules
