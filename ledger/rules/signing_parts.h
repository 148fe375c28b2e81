#pragma once

#include "ledger/rules/agreements.h"

/// The judges of the rules on signing. Nothing but signing_*.cc includes this.
namespace minutebook::rules {

Verdict judge_appraisal(const Question& question, const Agreement& agreement);  // SIGN-1
Verdict judge_contents(const Question& question, const Agreement& agreement);   // SIGN-2
Verdict judge_disposal(const Question& question, const Agreement& agreement);   // SIGN-3
Verdict judge_text(const Question& question, const Agreement& agreement);       // SIGN-5
Verdict judge_signatory(const Question& question, const Agreement& agreement);  // SIGN-6
Verdict judge_unchanged(const Question& question, const Agreement& agreement);  // SIGN-7
Verdict judge_benefits(const Question& question, const Agreement& agreement);   // SIGN-8
Verdict judge_revenue(const Question& question, const Agreement& agreement);    // SIGN-9

}  // namespace minutebook::rules
