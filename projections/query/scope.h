#pragma once

#include <vector>

#include "ledger/base/ids.h"
#include "projections/query/kind.h"
#include "projections/query/sql.h"

namespace minutebook::projections {

/// What a reader may see: the whole ledger, or what some organizations and those below them answer
/// for. Rights are today's: the tree is the one known now, whatever moment is asked about. A row
/// that nobody answers for is for readers of the whole ledger, unless its list is shared.
class Scope {
 public:
  static Scope whole_ledger() { return Scope(true, {}); }
  /// Of no organization: shared lists only. At most limits::max_scope_organizations.
  static Result<Scope> of(const std::vector<Subject>& organizations);

  bool is_whole() const { return whole_; }
  /// A condition on rows `r` of the kind's table. `looked_up`: rows may be found by it; else it is
  /// asked of rows that were found otherwise.
  Sql sql(const Kind& kind, bool looked_up) const;
  /// The share of all organizations that the reader answers for, 0 to 1.
  Result<double> share(const Database& database) const;
  /// A condition that the organization named by `column` is one of the reader's.
  Sql holds(const std::string& column) const;

 private:
  Scope(bool whole, std::vector<std::string> organizations)
      : whole_(whole), organizations_(std::move(organizations)) {}
  bool whole_;
  std::vector<std::string> organizations_;
};

/// What a condition depends on beside what it says. Borrows.
struct Asked {
  const Kind& kind;
  const Scope& scope;
  QuestionTime time;
};

}  // namespace minutebook::projections
