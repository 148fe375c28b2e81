#pragma once

#include "ledger/rules/question.h"

/// FLAG-1 to FLAG-6, each in the file of what it looks at; the table is in pattern_rules.cc.
namespace minutebook::rules {

// pattern_contracts.cc
Verdict judge_splitting(const Question& q);
Verdict judge_concentration(const Question& q);
Verdict judge_short_renewals(const Question& q);

// pattern_bids.cc
Verdict judge_single_bid(const Question& q);
Verdict judge_like_bids(const Question& q);
Verdict judge_shared_representative(const Question& q);

}  // namespace minutebook::rules
