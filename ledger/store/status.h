#pragma once

#include <rocksdb/status.h>

#include <string_view>

#include "ledger/base/result.h"

namespace minutebook::store {

/// RocksDB's answer as an Error: no space, no permission, damage and the rest told apart, with the
/// file that RocksDB names. For a status that is not ok.
tl::unexpected<Error> failure(const rocksdb::Status& status, std::string_view doing_en,
                              std::string_view doing_zh);

}  // namespace minutebook::store
