#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/ids.h"
#include "ledger/crypto/digest.h"
#include "ledger/domain/directory.h"
#include "ledger/domain/partnership.h"
#include "tools/export/ocds/cursor.h"
#include "tools/export/ocds/input.h"

/// A published process as the commands that record it. Only what it says is recorded; what no
/// command can say is listed as left out.
namespace minutebook::ocds {

struct ImportOptions {
  Subject actor;                        ///< the supervisor who records
  std::optional<Subject> organization;  ///< who the buyer is here, where its id does not say
  std::optional<Subject> venue;         ///< where the release names none
  std::string mode;                     ///< the same; empty: none given
  bool register_parties = false;
  crypto::Digest source{};  ///< of the file, stored as evidence
};

/// A command, ready to be submitted.
struct PlannedCommand {
  CommandId id;      ///< the same for the same fact, whichever file says it
  std::string line;  ///< JSON
  std::string type;
  std::string pointer;      ///< into the source
  std::string registers;    ///< the partner or organization that it registers; empty: none
  bool is_further = false;  ///< its subject, or its id in the matter, is there already
};

struct ImportPlan {
  Subject matter;
  std::vector<PlannedCommand> commands;  ///< in the order in which they happened
  std::vector<Remark> missing;           ///< without which nothing can be imported
  std::vector<Remark> left_out;          ///< what the release says and no command can
};

/// The matter that an ocid is imported as: the ocid itself where that can be an id.
Subject matter_of_ocid(const std::string& ocid);

/// `existing` is the matter as it stands, null when there is none yet. Pure.
ImportPlan plan_import(const PublishedProcess& process, const domain::Directory& directory,
                       const domain::Partnership* existing, const ImportOptions& options);

}  // namespace minutebook::ocds
