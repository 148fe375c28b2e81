#include "ledger/rules/rule_ids.h"

#include <array>

namespace minutebook::rules {
namespace {

constexpr auto ids = std::to_array<std::string_view>({
    "STUDY-1", "STUDY-2", "STUDY-3", "VOTE-1", "VOTE-2",  "VOTE-3", "VOTE-4", "VOTE-5",
    "VOTE-6",  "VOTE-7",  "VOTE-8",  "VOTE-9", "VOTE-10", "APPR-1", "APPR-2", "APPR-3",
    "SEL-1",   "SEL-2",   "SEL-3",   "SEL-4",  "SEL-5",   "SIGN-1", "SIGN-2", "SIGN-3",
    "SIGN-4",  "SIGN-5",  "SIGN-6",  "SIGN-7", "SIGN-8",  "SIGN-9", "EVAL-1", "EVAL-2",
    "EVAL-3",  "EVAL-4",  "EVAL-5",  "EVAL-6", "NEG-1",   "NEG-2",  "NEG-3",  "NEG-4",
    "NEG-5",   "BAN-1",   "BAN-2",   "BAN-3",  "REC-1",   "REC-2",  "REC-3",  "REC-4",
    "FLAG-1",  "FLAG-2",  "FLAG-3",  "FLAG-4", "FLAG-5",  "FLAG-6", "SUP-1",  "SUP-2",
});

}  // namespace

std::span<const std::string_view> rule_ids() { return ids; }

}  // namespace minutebook::rules
