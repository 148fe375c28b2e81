#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/rules/finding.h"
#include "ledger/rules/question.h"
#include "projections/database.h"

/// What the view "findings" says at a moment, for those who list it.
namespace minutebook::projections {

/// Which rows are wanted. Absent: any.
struct FindingsQuestion {
  Position known;  ///< the last event known
  Instant time;    ///< what is so then
  std::optional<std::string> rule = {};
  std::optional<Subject> subject = {};
};

struct ListedFinding {
  rules::Finding finding;
  std::optional<Subject> organization;  ///< that answers for its subject
};

struct ListedItem {
  rules::OpenItem item;
  std::optional<Subject> organization;
};

/// As rules::Examiner gives them: by subject, then in the order of the catalogue, then by when they
/// began. Whether documents are stored (REC-3) is asked of `documents` now; null leaves that out.
Result<std::vector<ListedFinding>> list_findings(const Database& database,
                                                 const FindingsQuestion& question,
                                                 const rules::Documents* documents);
/// The earliest first.
Result<std::vector<ListedItem>> list_worklist(const Database& database,
                                              const FindingsQuestion& question);

}  // namespace minutebook::projections
