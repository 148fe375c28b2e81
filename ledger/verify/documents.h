#pragma once

#include <cstdint>

#include "ledger/verify/run.h"

/// Cited documents, at the level payload.
namespace minutebook::verify {

/// An event cites the document of that digest. Stored: over the whole log check_documents() reads
/// it, otherwise it is read here. Not stored: counted, and a fault with
/// Options::require_documents; a fault in any case when a part of it is there. Any thread.
void check_citation(Run& run, std::uint64_t position, ByteSpan digest);

/// Reads every stored document and compares its digest.
void check_documents(Run& run);

/// Holds every redacted event against the orders in its stream. After all events.
void check_redactions(Run& run);

}  // namespace minutebook::verify
