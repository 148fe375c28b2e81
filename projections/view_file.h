#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "ledger/base/ids.h"
#include "ledger/crypto/digest.h"
#include "projections/database.h"
#include "projections/table.h"

namespace minutebook::projections {

/// What a file of read models says of itself, in its table `meta`.
struct ViewIdentity {
  std::string name;          ///< "register"
  std::int64_t version = 0;  ///< of its meaning: another one is built anew
  std::string schema;        ///< digest of its tables' SQL
  std::string ledger;        ///< id of the ledger it was made from
  bool operator==(const ViewIdentity&) const = default;
};

/// How far a file has followed the log. Written in one transaction with the rows.
struct ViewCursor {
  Position next;          ///< events before it are in the rows
  std::string last_leaf;  ///< leaf hash of the event before `next`, hexadecimal; empty at 0
  bool operator==(const ViewCursor&) const = default;
};

/// SQL that makes the tables of a file, meta included.
std::string create_meta();
Result<void> write_identity(const Database& database, const ViewIdentity& identity);
Result<void> write_cursor(const Database& database, const ViewCursor& cursor);
/// Errc::corruption when the file is no view.
Result<ViewIdentity> read_identity(const Database& database);
Result<ViewCursor> read_cursor(const Database& database);

/// Digest of every row of a table with its intervals, in the order in which they were written.
Result<crypto::Digest> digest_of(const Database& database, const Table& table);

}  // namespace minutebook::projections
