#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/service/ledger.h"
#include "ledger/service/reader.h"
#include "tools/export/ocds/json.h"

/// A matter's history as releases.
namespace minutebook::ocds {

/// One contracting process, told release by release and as it stands.
struct Process {
  std::string ocid;
  std::vector<Json> releases;  ///< each with what it changed, in the order recorded
  Json compiled;               ///< all of them merged
};

/// PREFIX-LEDGER-MATTER: the same on every machine and for ever. LEDGER is the beginning of the
/// ledger's id.
std::string ocid_of(std::string_view prefix, const LedgerId& ledger, const Subject& matter);

/// "ocds-" and six letters or digits, as the standard's publisher register gives them out.
bool is_ocid_prefix(std::string_view prefix);

struct ReleaseOptions {
  std::string ocid_prefix;
  std::optional<Position> to = {};          ///< the last position looked at
  std::optional<Instant> occurred_by = {};  ///< only what occurred by then
};

/// A release for each group of events of one step and one day, dated by when the last of them was
/// recorded; events that say nothing to the public make none. Nothing when the matter was not
/// proposed, or its proposal redacted. `directory` names who takes part, as of the same moment.
Result<std::optional<Process>> releases_of(const service::Ledger& ledger, const Subject& matter,
                                           const domain::Directory& directory,
                                           const ReleaseOptions& options);

/// The matters of the ledger up to `to`, in the order proposed; of those at or below
/// `organization`, if one is given.
Result<std::vector<Subject>> matters_of(const service::Ledger& ledger,
                                        const domain::Directory& directory,
                                        const std::optional<Subject>& organization,
                                        const std::optional<Position>& to);

}  // namespace minutebook::ocds
