#pragma once

#include "ledger/rules/question.h"

/// The judges of the rules on selecting a partner, one file each or two, and what they share.
/// Nothing but selection_*.cc includes this.
namespace minutebook::rules {

Verdict judge_open_method(const Question& question);  // SEL-1
Verdict judge_sealed_bids(const Question& question);  // SEL-2
Verdict judge_evaluation(const Question& question);   // SEL-3
Verdict judge_publication(const Question& question);  // SEL-4
Verdict judge_observed(const Question& question);     // SEL-5

/// `selection "s"`.
Bilingual name_of(const domain::Selection& selection);
std::string day_text(const Question& question, const domain::Act& act);

/// The last determination of winners that happened before `act`; null when there is none.
const domain::Award* award_before(const domain::Selection& selection, const domain::Act& act);
/// Is `partner` who bid one of the winning bids of `award`?
bool has_won(const domain::Selection& selection, const domain::Award& award,
             const Subject& partner);
/// Had the bid been disqualified when `act` happened?
bool disqualified_before(const domain::Bid& bid, const domain::Act& act);
/// The opening that happened first; null when there is none.
const domain::Opening* first_opening(const domain::Selection& selection);
bool is_closed(const domain::Partnership& matter);

}  // namespace minutebook::rules
