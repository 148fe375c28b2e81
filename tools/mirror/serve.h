#pragma once

#include "ledger/service/ledger.h"
#include "tools/server/http_server.h"

namespace minutebook::mirror {

/// Answers GET /checkpoint and /tile/…, also under /log/: hashes and headers only, no login. A full
/// tile never changes and says so. Takes in what a writer added since. Borrows the ledger, which
/// was opened for reading.
server::Handler tile_handler(service::Ledger& ledger);

}  // namespace minutebook::mirror
