#pragma once

#include "ledger/rules/question.h"

/// The judges of evaluation_rules(). Their exact meaning is told where they are defined; nothing
/// but the evaluation_*.cc includes this.
namespace minutebook::rules {

Verdict judge_satisfaction_weight(const Question& q);   // EVAL-1
Verdict judge_rectification_orders(const Question& q);  // EVAL-2
Verdict judge_failed_interims(const Question& q);       // EVAL-3
Verdict judge_interim_intervals(const Question& q);     // EVAL-5
Verdict judge_evaluators(const Question& q);            // EVAL-6

/// `interim evaluation "e" of contract "k"`.
Bilingual name_of_evaluation(const domain::Evaluation& evaluation);

/// The verdict of a rule about each evaluation where there is none: pending while a contract runs,
/// else not applicable.
Verdict no_evaluation(const Question& q);

}  // namespace minutebook::rules
