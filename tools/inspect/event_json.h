#pragma once

#include <string>

#include "ledger/store/stored_event.h"
#include "tools/inspect/changes.h"

namespace minutebook::inspect {

/// "BallotCast"; "unknown" for an event of a later version.
std::string event_type_of(const store::StoredEvent& event);

struct EventJsonOptions {
  /// Also the header's bytes of interest to verifiers (schema, commitment, network address …).
  bool whole_header = false;
  /// Also the command as its author sent it, on the first event of a command.
  bool command = false;
};

/// An event as one JSON object: what its header says under the names that commands use, then
/// "type" and "data". A redacted event has "redacted": true in place of "data".
Json event_json(const store::StoredEvent& event, const EventJsonOptions& options = {});

}  // namespace minutebook::inspect
