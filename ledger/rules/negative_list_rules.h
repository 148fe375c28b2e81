#pragma once

#include "ledger/rules/question.h"

/// The computed judge of negative_list_rules(); nothing but the negative_list_*.cc includes this.
namespace minutebook::rules {

Verdict judge_start(const Question& q);  // NEG-1

}  // namespace minutebook::rules
