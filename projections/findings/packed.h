#pragma once

#include <string>
#include <string_view>

#include "ledger/base/result.h"
#include "ledger/rules/finding_decision.h"
#include "ledger/rules/landscape.h"
#include "ledger/rules/matter_examination.h"

/// What the view keeps between two runs, as text: numbers followed by a space, texts by their bytes
/// after their size and a colon. Read by the version that wrote it only.
namespace minutebook::projections::findings {

std::string pack(const rules::Standings& standings, std::span<const rules::Rule> rules);
std::string pack(const rules::MatterFacts& facts);
std::string pack(const rules::FindingDecision& decision);

// Errc::corruption when `text` is not what pack() made.
Result<rules::Standings> unpack_standings(std::string_view text, const Subject& matter,
                                          std::span<const rules::Rule> rules);
Result<rules::MatterFacts> unpack_facts(std::string_view text, const Subject& matter);
Result<rules::FindingDecision> unpack_decision(std::string_view text);

}  // namespace minutebook::projections::findings
