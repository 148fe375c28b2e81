#pragma once

#include "ledger/rules/question.h"

/// The judges of recording_rules(). Their exact meaning is told where they are defined; nothing but
/// the recording_*.cc includes this.
namespace minutebook::rules {

Verdict judge_recording_delay(const Question& q);   // REC-1
Verdict judge_order_of_steps(const Question& q);    // REC-2
Verdict judge_cited_documents(const Question& q);   // REC-3
Verdict judge_irregular_actors(const Question& q);  // REC-4

}  // namespace minutebook::rules
