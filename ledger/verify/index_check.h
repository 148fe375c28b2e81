#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "ledger/verify/event_check.h"
#include "ledger/verify/run.h"

/// The indexes against the events, both ways. Over the whole log, events and index entries are
/// compared as sums of fingerprints, chunk by chunk, in two sequential readings; only chunks with a
/// difference are looked up entry by entry. Over a part, each event is looked up.
namespace minutebook::verify {

/// By chunk. Those of positions past the head are never in it.
using SumsByChunk = std::map<std::uint64_t, IndexSums>;

/// What one reading of an index gives, for its member of IndexSums.
using IndexReading = std::map<std::uint64_t, std::uint64_t>;

// Read one index from end to end; entries that cannot be of this log are faults. Any thread.
IndexReading read_streams(Run& run);
IndexReading read_categories(Run& run);
IndexReading read_commands(Run& run);

/// Looks up the events of positions [begin, end) in the indexes.
void look_up_events(Run& run, std::uint64_t begin, std::uint64_t end);

/// Compares sums, and finds the entries behind each difference.
void compare_indexes(Run& run, const SumsByChunk& events, const IndexReading& streams,
                     const IndexReading& categories, const IndexReading& commands);

}  // namespace minutebook::verify
