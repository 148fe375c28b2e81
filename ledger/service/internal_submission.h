#pragma once

#include <string>

#include "ledger/base/result.h"
#include "ledger/service/submission.h"

namespace minutebook::service {

/// A command by which the ledger itself records a fact (RotateLedgerKey, RecordVerification), for
/// Writer::submit. `json` is the command as text, in the role `ledger`, made by this program and
/// never read from outside: authenticate() refuses that role. Errc::invalid_input names the field
/// that is wrong, a reason that a person typed, say. Any thread.
Result<Submission> internal_submission(std::string json, crypto::Suite suite);

}  // namespace minutebook::service
