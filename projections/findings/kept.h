#pragma once

#include <map>

#include "ledger/rules/finding_decision.h"
#include "ledger/rules/landscape.h"
#include "projections/database.h"

namespace minutebook::projections::findings {

/// What is known of the log as a whole, in memory and in the file: what matters have to know of one
/// another (some hundred bytes a contract), what inspectors decided, and two moments. Borrows the
/// database; one thread.
class Kept {
 public:
  static Result<Kept> load(const Database& database);

  const rules::Landscape& landscape() const { return landscape_; }
  Result<void> update_landscape(const Subject& matter, rules::MatterFacts facts);

  /// Those about the subject, in the order recorded.
  const std::vector<rules::FindingDecision>& decisions(const Subject& subject) const;
  Result<void> add_decision(const rules::FindingDecision& decision);

  /// The earliest time at which any event occurred.
  Instant began() const { return began_; }
  /// Until when deadlines that recur for ever are told.
  Instant horizon() const { return horizon_; }
  Result<void> set_moments(Instant began, Instant horizon);

 private:
  Kept() = default;
  Result<void> load_landscape(const Database& database);
  Result<void> load_decisions(const Database& database);

  Statement put_facts_;
  Statement put_decision_;
  Statement put_mark_;
  rules::Landscape landscape_;
  std::map<Subject, std::vector<rules::FindingDecision>> decisions_;
  Instant began_{INT64_MAX};
  Instant horizon_{INT64_MIN};
};

}  // namespace minutebook::projections::findings
