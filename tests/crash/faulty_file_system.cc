#include "tests/crash/faulty_file_system.h"

#include <filesystem>
#include <fstream>

namespace minutebook {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

class FaultyFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  FaultyFile(FaultyFileSystem& owner, std::string name,
             std::unique_ptr<rocksdb::FSWritableFile>&& file)
      : FSWritableFileOwnerWrapper(std::move(file)), owner_(owner), name_(std::move(name)) {}

  IOStatus Append(const Slice& data, const IOOptions& options, IODebugContext* debug) override {
    if (auto status = owner_.begin(name_); !status.ok()) return status;
    return note_written(data.size(), target()->Append(data, options, debug));
  }
  IOStatus Append(const Slice& data, const IOOptions& options, const rocksdb::DataVerificationInfo&,
                  IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    if (auto status = owner_.begin(name_); !status.ok()) return status;
    return note_synced(target()->Sync(options, debug));
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    if (auto status = owner_.begin(name_); !status.ok()) return status;
    return note_synced(target()->Fsync(options, debug));
  }
  IOStatus RangeSync(std::uint64_t, std::uint64_t, const IOOptions&, IODebugContext*) override {
    return IOStatus::OK();  // a hint: promises nothing
  }

 private:
  IOStatus note_written(std::size_t bytes, IOStatus status) {
    const std::lock_guard guard(owner_.mutex_);
    if (status.ok()) owner_.files_[name_].written += bytes;
    return status;
  }
  IOStatus note_synced(IOStatus status) {
    const std::lock_guard guard(owner_.mutex_);
    auto& sizes = owner_.files_[name_];
    if (status.ok()) sizes.synced = sizes.written;
    return status;
  }

  FaultyFileSystem& owner_;
  std::string name_;
};

FaultyFileSystem::FaultyFileSystem() : FileSystemWrapper(rocksdb::FileSystem::Default()) {
  // The wrapper outlives the environment: it owns it.
  env_ = rocksdb::NewCompositeEnv(
      std::shared_ptr<rocksdb::FileSystem>(this, [](rocksdb::FileSystem*) {}));
  environment_.env = env_.get();
}

void FaultyFileSystem::crash_at(std::uint64_t operation) {
  const std::lock_guard guard(mutex_);
  crash_at_ = operation;
}

void FaultyFileSystem::fail_log_writes(IOStatus status, std::uint64_t count) {
  const std::lock_guard guard(mutex_);
  failure_ = std::move(status);
  failures_left_ = count;
}

std::uint64_t FaultyFileSystem::operations() const {
  const std::lock_guard guard(mutex_);
  return operations_;
}

IOStatus FaultyFileSystem::begin(const std::string& name) {
  const std::lock_guard guard(mutex_);
  if (operations_++ >= crash_at_) return IOStatus::IOError(name, "the machine is off");
  if (failures_left_ > 0 && name.ends_with(".log")) {
    --failures_left_;
    return failure_;
  }
  return IOStatus::OK();
}

namespace {
void garble(const std::string& name, std::uint64_t from, std::uint64_t bytes) {
  std::fstream file(name, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(from));
  file << std::string(bytes, '\xa5');
}
}  // namespace

void FaultyFileSystem::lose(Loss loss) {
  const std::lock_guard guard(mutex_);
  if (loss == Loss::nothing) return;
  for (const auto& [name, sizes] : files_) {
    std::error_code absent;
    if (!std::filesystem::exists(name, absent)) continue;
    const std::uint64_t unsynced = sizes.written - sizes.synced;
    if (loss == Loss::garbled_log && name.ends_with(".log")) {
      garble(name, sizes.synced, unsynced);
      continue;
    }
    const std::uint64_t kept = loss == Loss::half_unsynced ? unsynced / 2 : 0;
    std::filesystem::resize_file(name, sizes.synced + kept);
  }
}

IOStatus FaultyFileSystem::NewWritableFile(const std::string& name,
                                           const rocksdb::FileOptions& options,
                                           std::unique_ptr<rocksdb::FSWritableFile>* result,
                                           IODebugContext* debug) {
  if (auto status = begin(name); !status.ok()) return status;
  rocksdb::FileOptions plain = options;
  plain.use_mmap_writes = false;
  std::unique_ptr<rocksdb::FSWritableFile> file;
  auto status = target()->NewWritableFile(name, plain, &file, debug);
  if (!status.ok()) return status;
  const std::lock_guard guard(mutex_);
  files_[name] = {};
  *result = std::make_unique<FaultyFile>(*this, name, std::move(file));
  return status;
}

IOStatus FaultyFileSystem::ReopenWritableFile(const std::string& name,
                                              const rocksdb::FileOptions& options,
                                              std::unique_ptr<rocksdb::FSWritableFile>* result,
                                              IODebugContext* debug) {
  if (auto status = begin(name); !status.ok()) return status;
  std::unique_ptr<rocksdb::FSWritableFile> file;
  auto status = target()->ReopenWritableFile(name, options, &file, debug);
  if (!status.ok()) return status;
  const std::lock_guard guard(mutex_);
  files_[name].written = files_[name].synced = std::filesystem::file_size(name);
  *result = std::make_unique<FaultyFile>(*this, name, std::move(file));
  return status;
}

IOStatus FaultyFileSystem::DeleteFile(const std::string& name, const IOOptions& options,
                                      IODebugContext* debug) {
  if (auto status = begin(name); !status.ok()) return status;
  const std::lock_guard guard(mutex_);
  files_.erase(name);
  return target()->DeleteFile(name, options, debug);
}

IOStatus FaultyFileSystem::RenameFile(const std::string& from, const std::string& to,
                                      const IOOptions& options, IODebugContext* debug) {
  if (auto status = begin(from); !status.ok()) return status;
  auto status = target()->RenameFile(from, to, options, debug);
  const std::lock_guard guard(mutex_);
  if (status.ok() && files_.contains(from)) {
    files_[to] = files_[from];
    files_.erase(from);
  }
  return status;
}

}  // namespace minutebook
