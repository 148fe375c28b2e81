#include "ledger/store/blobs.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <vector>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/store/documents_reader.h"
#include "ledger/store/keys.h"
#include "ledger/store/status.h"

/// A put writes the chunks and then the manifest, each synced: a blob is there exactly when its
/// manifest is. Chunks without one, left by a crash, are overwritten by the next put of the same
/// content and are invisible until then.
namespace minutebook::store {
namespace {

class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  File& operator=(File&&) = delete;
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

tl::unexpected<Error> cannot(const std::string& en, const std::string& zh,
                             const std::filesystem::path& path) {
  const int number = errno;
  const std::string said = std::generic_category().message(number);
  const Errc code = number == ENOENT   ? Errc::not_found
                    : number == ENOSPC ? Errc::no_space
                                       : Errc::io;
  return fail(code, "cannot " + en + " " + path.string() + ": " + said,
              "无法" + zh + " " + path.string() + "：" + said);
}

tl::unexpected<Error> too_large() {
  const std::string mebibytes = std::to_string(limits::max_blob_bytes >> 20U);
  return fail(Errc::invalid_input, "the document is larger than " + mebibytes + " MiB",
              "文件超过 " + mebibytes + " MiB");
}

/// Reads on until `buffer` is full or the file ends.
Result<std::size_t> read_full(const File& file, std::span<std::uint8_t> buffer,
                              const std::filesystem::path& path) {
  std::size_t filled = 0;
  while (filled < buffer.size()) {
    const ssize_t got = ::read(file.descriptor(), &buffer[filled], buffer.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot("read", "读取", path);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

Result<void> rewind(const File& file, const std::filesystem::path& path) {
  if (::lseek(file.descriptor(), 0, SEEK_SET) == 0) return {};
  return cannot("read", "读取", path);
}

/// Digest and size of the rest of the file.
Result<BlobInfo> measure(const File& file, crypto::Suite suite, const std::filesystem::path& path) {
  Bytes chunk(limits::blob_chunk_bytes);
  crypto::Hasher hasher(suite);
  BlobInfo info;
  while (true) {
    MB_TRY(size, read_full(file, chunk, path));
    if (size == 0) break;
    info.bytes += size;
    if (info.bytes > limits::max_blob_bytes) return too_large();
    hasher.update(ByteSpan(chunk).first(size));
  }
  info.digest = hasher.finish();
  return info;
}

/// A file without a name: gone with the descriptor, whatever happens.
Result<File> open_nameless(const std::filesystem::path& directory) {
  File file(::open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file.descriptor() >= 0) return file;
  std::string name = directory / "spool-XXXXXX";  // a file system without O_TMPFILE
  File named(::mkostemp(name.data(), O_CLOEXEC));
  if (named.descriptor() < 0) return cannot("write in", "写入", directory);
  ::unlink(name.c_str());
  return named;
}

Result<void> write_all(const File& file, ByteSpan bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.descriptor(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return cannot("write in", "写入", path);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace

/// What BlobStore needs of the store, in one place.
class BlobWriter {
 public:
  BlobWriter(EventStore::Impl& store, const BlobInfo& info) : store_(store), info_(info) {}

  /// Stores what `file` holds from its beginning; its digest must be what it was.
  Result<void> copy_from(const File& file, const std::filesystem::path& path) {
    Bytes chunk(limits::blob_chunk_bytes);
    crypto::Hasher hasher(store_.identity.suite);
    std::uint64_t total = 0;
    for (std::uint32_t number = 0;; ++number) {
      MB_TRY(size, read_full(file, chunk, path));
      if (size == 0) break;
      total += size;
      const ByteSpan bytes = ByteSpan(chunk).first(size);
      hasher.update(bytes);
      if (total > info_.bytes) return changed(path);
      MB_TRY_VOID(put(blob_key(info_.digest, number), bytes));
    }
    if (total != info_.bytes || hasher.finish() != info_.digest) return changed(path);
    const auto size = big_endian(info_.bytes);
    return put(blob_key(info_.digest, blob_manifest_chunk), size);
  }

 private:
  static tl::unexpected<Error> changed(const std::filesystem::path& path) {
    return fail(Errc::conflict, path.string() + " changed while it was read",
                path.string() + " 在读取过程中发生了变化");
  }
  Result<void> put(const std::string& key, ByteSpan value) {
    return store_.put(slice(key), slice(value), Family::blobs);
  }

  EventStore::Impl& store_;
  const BlobInfo& info_;
};

namespace {

Result<std::optional<std::uint64_t>> stored_size(const EventStore::Impl& store,
                                                 const crypto::Digest& digest) {
  MB_TRY(reader, reader_of(store, Family::blobs));
  std::string value;
  const auto status =
      reader.db->Get({}, reader.handle, slice(blob_key(digest, blob_manifest_chunk)), &value);
  if (status.IsNotFound()) return std::optional<std::uint64_t>();
  if (!status.ok()) return failure(status, "cannot read the document", "无法读取文件");
  if (value.size() != 8) return fail(Errc::corruption, "a malformed manifest", "文件清单格式有误");
  return std::optional(from_big_endian(as_bytes(value)));
}

}  // namespace

Result<BlobInfo> BlobStore::put_file(const std::filesystem::path& path) {
  MB_CHECK(!store_.is_read_only());
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.descriptor() < 0) return cannot("read", "读取", path);
  struct stat status {};
  if (::fstat(file.descriptor(), &status) != 0) return cannot("read", "读取", path);
  if (!S_ISREG(status.st_mode)) {
    return fail(Errc::invalid_input, path.string() + " is not a regular file",
                path.string() + " 不是普通文件");
  }
  if (static_cast<std::uint64_t>(status.st_size) > limits::max_blob_bytes) return too_large();
  return put_descriptor(file.descriptor(), path);
}

Result<BlobInfo> BlobStore::put(const BlobSource& source,
                                const std::filesystem::path& spool_directory) {
  MB_CHECK(!store_.is_read_only());
  MB_TRY(spool, open_nameless(spool_directory));
  Bytes chunk(limits::blob_chunk_bytes);
  std::uint64_t total = 0;
  while (true) {
    MB_TRY(size, source(chunk));
    if (size == 0) break;
    total += size;
    if (total > limits::max_blob_bytes) return too_large();
    MB_TRY_VOID(write_all(spool, ByteSpan(chunk).first(size), spool_directory));
  }
  return put_descriptor(spool.descriptor(), spool_directory);
}

Result<BlobInfo> BlobStore::put_descriptor(int descriptor, const std::filesystem::path& path) {
  const File file(::fcntl(descriptor, F_DUPFD_CLOEXEC, 0));
  if (file.descriptor() < 0) return cannot("read", "读取", path);
  EventStore::Impl& store = *store_.impl_;
  MB_TRY_VOID(rewind(file, path));
  MB_TRY(info, measure(file, store.identity.suite, path));
  MB_TRY(there, stored_size(store, info.digest));
  info.was_there = there.has_value();
  if (info.was_there) return info;
  MB_TRY_VOID(rewind(file, path));
  MB_TRY_VOID(BlobWriter(store, info).copy_from(file, path));
  return info;
}

Result<BlobInfo> BlobStore::get(const crypto::Digest& digest, const BlobSink& sink) const {
  const EventStore::Impl& store = *store_.impl_;
  MB_TRY(size, stored_size(store, digest));
  const std::string hex = crypto::hex_of(digest);
  if (!size) {
    return fail(Errc::not_found, "no document with digest " + hex, "没有摘要为 " + hex + " 的文件");
  }
  const auto damaged = [&] {
    return fail(Errc::corruption, "the document " + hex + " is not what was stored",
                "文件 " + hex + " 与存入时不符");
  };
  MB_TRY(reader, reader_of(store, Family::blobs));
  crypto::Hasher hasher(store.identity.suite);
  std::uint64_t total = 0;
  for (std::uint32_t number = 0; total < *size; ++number) {
    rocksdb::PinnableSlice chunk;
    const auto status = reader.db->Get({}, reader.handle, slice(blob_key(digest, number)), &chunk);
    if (status.IsNotFound()) return damaged();
    if (!status.ok()) return failure(status, "cannot read the document", "无法读取文件");
    if (chunk.empty()) return damaged();
    const ByteSpan bytes = as_bytes(view(chunk));
    hasher.update(bytes);
    total += bytes.size();
    MB_TRY_VOID(sink(bytes));
  }
  if (total != *size || hasher.finish() != digest) return damaged();
  return BlobInfo{digest, total, true};
}

Result<bool> BlobStore::exists(const crypto::Digest& digest) const {
  MB_TRY(size, stored_size(*store_.impl_, digest));
  return size.has_value();
}

}  // namespace minutebook::store
