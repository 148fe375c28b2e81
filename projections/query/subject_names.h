#pragma once

#include <map>
#include <string>
#include <string_view>

#include "projections/query/statistics.h"

namespace minutebook::projections {

/// What people call a subject: a person's title, a partner's name … as of a question; the first
/// known one where it was entered only later. Remembers. Borrows the database; one thread.
class SubjectNames {
 public:
  SubjectNames(const Database& database, const QuarterQuestion& question)
      : database_(database), question_(question) {}

  /// The subject's own text where there is no name.
  Result<std::string> of(std::string_view subject);

 private:
  const Database& database_;
  const QuarterQuestion& question_;
  std::map<std::string, Statement, std::less<>> queries_;  // by kind of subject
  std::map<std::string, std::string, std::less<>> known_;
};

}  // namespace minutebook::projections
