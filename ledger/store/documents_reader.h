#pragma once

#include "ledger/store/database.h"

namespace minutebook::store {

/// The database as the family of a reading is to be read from it; keeps it open. RocksDB 7.8 cannot
/// read blob files through a secondary instance (its BlobSource refers to strings that are gone),
/// so a store opened for reading reads the family `blobs` through a read-only instance of its own.
/// That one also refuses files that a secondary instance passes over. Opened when it is first
/// needed and again after each catch_up().
struct FamilyReader {
  std::shared_ptr<void> keep;  ///< outlives every use of the two below
  rocksdb::DB* db = nullptr;
  rocksdb::ColumnFamilyHandle* handle = nullptr;
};
Result<FamilyReader> reader_of(const EventStore::Impl& store, Family family);

}  // namespace minutebook::store
