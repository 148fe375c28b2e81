#pragma once

#include <functional>
#include <string>

#include "ledger/base/result.h"
#include "ledger/service/ledger.h"
#include "ledger/service/reader.h"
#include "ledger/store/stored_event.h"
#include "tools/inspect/changes.h"

namespace minutebook::inspect {

/// A subject's state at some moment.
struct State {
  std::string description;  ///< canonical JSON text: domain::describe
  Version version{0};       ///< events of the subject up to that moment
  Position position;        ///< of the last of them
};

/// The state of any subject, matter or master data, then. Errc::not_found when it had no event.
Result<State> state_of(const service::Ledger& ledger, const Subject& subject,
                       const service::AsOf& as_of = {});

/// An event of a subject's own stream, and the state after it for those who ask. Valid during the
/// visit only.
struct Step {
  const store::StoredEvent& event;
  std::function<std::string()> description;
};

/// Goes through a subject's events in order, as far as `as_of`, with the state after each; stops
/// when `visit` gives false. Errc::not_found when there are none.
Result<void> each_step(const service::Ledger& ledger, const Subject& subject,
                       const service::AsOf& as_of,
                       const std::function<Result<bool>(const Step&)>& visit);

/// Parses a description; one that is not JSON is a bug of describe, not input.
Json parse_description(const std::string& description);

}  // namespace minutebook::inspect
