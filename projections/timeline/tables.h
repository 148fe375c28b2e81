#pragma once

#include "projections/table.h"

/// The tables of the timeline: facts of one event each.
namespace minutebook::projections::timeline {

extern const Table events;         ///< each event
extern const Table mentions;       ///< each subject that an event names, its actor included
extern const Table documents;      ///< each document that an event cites
extern const Table corrections;    ///< what was corrected afterwards, by whom and why
extern const Table refusals;       ///< what a rule refused
extern const Table verifications;  ///< what the ledger recorded of its own verification

}  // namespace minutebook::projections::timeline
