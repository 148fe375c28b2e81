#pragma once

#include <string>

#include "ledger/base/clock.h"
#include "ledger/base/random.h"
#include "ledger/base/result.h"
#include "ledger/rules/rulebook_file.h"
#include "ledger/service/ledger.h"
#include "ledger/service/writer.h"

namespace minutebook::service {

/// A rulebook file for a ledger that is yet to be made.
struct FirstRulebook {
  Subject subject;  ///< such as rulebook/zhejiang-2019
  rules::RulebookFile file;
  std::string text;  ///< from which `file` was read
};

/// Errc::invalid_input unless it is of the whole ledger and version 1.
Result<void> check_first_rulebook(const FirstRulebook& rulebook);

/// The founder adopts it for the whole ledger, with a writer of its own; the position of the event.
/// It occurred when the command is given or, for rules that have been in force for longer, on their
/// first day: the ledger then also judges facts that are recorded later than they occurred. The
/// ledger is open for writing, without a writer. Errc::conflict when it is refused.
Result<Position> adopt_first_rulebook(Ledger& ledger, const FirstRulebook& rulebook, Clock& clock,
                                      Random& random, const WriterOptions& options);

}  // namespace minutebook::service
