#pragma once

#include <cstdint>

#include "ledger/service/ledger.h"
#include "tools/minutebook/session.h"

namespace minutebook::cli {

/// Says on stderr, as a sentence or with --json as an object, that the ledger named by the session
/// is a restored copy, until that is settled. Nothing without a ledger, or with --quiet.
void tell_of_restoring(Session& session);

/// Witnesses cosigned the checkpoint of that size: settles it when the checkpoint is past the
/// restored one.
void settle_by_witnesses(Session& session, const service::Ledger& ledger, std::uint64_t size);

/// `backup acknowledge`: an operator knows, and need not be told any more.
ExitStatus acknowledge_restoring(Session& session);

}  // namespace minutebook::cli
