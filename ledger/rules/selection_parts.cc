#include "ledger/rules/selection_parts.h"

#include <algorithm>

#include "ledger/rules/facts.h"

namespace minutebook::rules {

Bilingual name_of(const domain::Selection& selection) {
  return {"selection \"" + selection.id + "\"", "遴选“" + selection.id + "”"};
}

std::string day_text(const Question& question, const domain::Act& act) {
  return format_day(question.scene.day_of(act.occurred_at));
}

const domain::Award* award_before(const domain::Selection& selection, const domain::Act& act) {
  const domain::Award* last = nullptr;
  for (const domain::Award& award : selection.awards) {
    if (!happened_before(award.act, act)) continue;
    if (last == nullptr || happened_before(last->act, award.act)) last = &award;
  }
  return last;
}

bool has_won(const domain::Selection& selection, const domain::Award& award,
             const Subject& partner) {
  return std::ranges::any_of(award.bids, [&](const std::string& id) {
    const domain::Bid* bid = selection.bid(id);
    return bid != nullptr && bid->partner() != nullptr && *bid->partner() == partner;
  });
}

bool disqualified_before(const domain::Bid& bid, const domain::Act& act) {
  return std::ranges::any_of(bid.disqualifications, [&](const domain::Disqualification& made) {
    return happened_before(made.act, act);
  });
}

const domain::Opening* first_opening(const domain::Selection& selection) {
  const domain::Opening* first = nullptr;
  for (const domain::Opening& opening : selection.openings) {
    if (first == nullptr || happened_before(opening.act, first->act)) first = &opening;
  }
  return first;
}

bool is_closed(const domain::Partnership& matter) {
  return domain::step_of(matter) == domain::Step::closed;
}

}  // namespace minutebook::rules
