#pragma once

#include "ledger/service/ledger.h"

namespace minutebook::cli {

/// `error`, and when it says that `subject` was not found, with the most similar name of its kind.
Error with_hint(Error error, const service::Ledger& ledger, const Subject& subject);

}  // namespace minutebook::cli
