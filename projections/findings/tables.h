#pragma once

#include <string_view>

#include "projections/table.h"

namespace minutebook::projections::findings {

/// Breaches, each as long as it is told of: while it holds, and after it ended.
extern const Table findings;
/// What falls due by itself, until it does.
extern const Table worklist;
/// Documents that matters cite, for the rule which asks whether they are stored (REC-3): the answer
/// is not in the log, so it is given when somebody asks.
extern const Table citations;

/// Tables that the view keeps for itself, to go on where it stopped:
/// examinations  the standings of each matter before the rules, packed
/// facts         what others have to know of a matter, packed
/// concerned     which matters an event about a subject of master data can concern
/// decisions     what inspectors decided about findings
/// marks         moments of the log as a whole
extern const std::string_view kept_tables;

}  // namespace minutebook::projections::findings
