#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "ledger/store/environment.h"

namespace minutebook {

/// A file system that stops at a chosen operation, as a machine does that loses power, or that
/// fails operations for a while. It knows what had been synced, so that a test can take away the
/// rest. Operations are appends, syncs, creations, renames and deletions. Thread-safe.
class FaultyFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  FaultyFileSystem();
  const char* Name() const override { return "FaultyFileSystem"; }

  /// From operation number `operation` (0-based) on, nothing reaches the disk any more.
  void crash_at(std::uint64_t operation);
  /// Appends to and syncs of the write-ahead log fail with `status`, `count` times from now.
  void fail_log_writes(rocksdb::IOStatus status, std::uint64_t count);
  std::uint64_t operations() const;

  enum class Loss {
    nothing,        ///< the process died, the machine went on
    all_unsynced,   ///< every byte that was not synced is gone
    half_unsynced,  ///< the first half of them made it
    garbled_log,    ///< as all_unsynced, but the write-ahead log keeps its length, with garbage
  };
  /// After the crash and with all files closed: what the power loss leaves.
  void lose(Loss loss);

  /// For StoreOptions::environment.
  const store::Environment* environment() const { return &environment_; }

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* result,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus ReopenWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                       std::unique_ptr<rocksdb::FSWritableFile>* result,
                                       rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus DeleteFile(const std::string& name, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;

 private:
  friend class FaultyFile;
  /// Counts an operation; an error when it must not happen.
  rocksdb::IOStatus begin(const std::string& name);

  struct Sizes {
    std::uint64_t written = 0;
    std::uint64_t synced = 0;
  };

  mutable std::mutex mutex_;
  std::uint64_t operations_ = 0;
  std::uint64_t crash_at_ = ~std::uint64_t{0};
  std::uint64_t failures_left_ = 0;
  rocksdb::IOStatus failure_;
  std::map<std::string, Sizes> files_;
  std::unique_ptr<rocksdb::Env> env_;
  store::Environment environment_;
};

}  // namespace minutebook
