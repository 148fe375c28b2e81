#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "ledger/base/ids.h"
#include "ledger/store/stored_event.h"

namespace minutebook::exporting {

using Json = nlohmann::ordered_json;

/// The `source` of every event of that ledger: its id as a URN, the same for the ledger's life.
std::string source_of(const LedgerId& ledger);

/// An event in the structured mode of CloudEvents 1.0, one object. `source` and `id` (the position)
/// together are unique and never change; `data` is the event as `minutebook log --json` has it.
Json cloud_event(const store::StoredEvent& event);

}  // namespace minutebook::exporting
