#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "ledger/base/bytes.h"

/// Tells a torn end of RocksDB's write-ahead log from damage in its middle. Every write is synced
/// before the next one begins, so after a power loss at most the last batch is torn, and no batch
/// begins after it. A batch that begins after a bad record is one that was acknowledged.
namespace minutebook::store {

/// Does a whole, valid batch begin after the first bad record of this log file's content?
bool is_damaged_before_its_end(ByteSpan log);

/// The first log file in the database's directory of which that is true, or that cannot be read.
std::optional<std::filesystem::path> find_damaged_log(const std::filesystem::path& database);

}  // namespace minutebook::store
