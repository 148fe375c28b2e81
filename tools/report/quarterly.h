#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "projections/query/statistics.h"
#include "tools/report/report.h"

namespace minutebook::report {

/// The signed tree head that covers what a report says.
struct Covering {
  std::uint64_t size = 0;
  std::string root;  ///< as the checkpoint's note has it
};

/// What a report says of its own making.
struct Provenance {
  std::string ledger_name;
  std::string ledger_id;
  std::string program;  ///< name and version
  Instant recorded_at;  ///< of the last event that is known
  std::optional<Covering> checkpoint;
  std::string options;  ///< of the command that makes it again, beside organization and quarter
  bool whole = true;    ///< the quarter was over
};

/// Tables that the quarter is made of. Findings and what falls due are there when `database` has
/// them: tables `findings` and `worklist`.
/// Errc::not_found: no such organization. Borrows the database; reads one state of it when the
/// caller holds a transaction open.
Result<Report> quarterly_report(const projections::Database& database,
                                const projections::QuarterQuestion& question,
                                const Provenance& provenance);

}  // namespace minutebook::report
