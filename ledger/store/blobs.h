#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"
#include "ledger/crypto/digest.h"
#include "ledger/store/event_store.h"

namespace minutebook::store {

/// Gives the next bytes of a document, at most `buffer.size()`; 0 at the end.
using BlobSource = std::function<Result<std::size_t>(std::span<std::uint8_t> buffer)>;
/// Takes the next bytes of a document.
using BlobSink = std::function<Result<void>(ByteSpan)>;

struct BlobInfo {
  crypto::Digest digest{};
  std::uint64_t bytes = 0;
  bool was_there = false;  ///< put: it had been stored before
};

/// Cited documents, by the digest of their content (the ledger's suite). Streamed: memory is
/// bounded by limits::blob_chunk_bytes whatever the size. Borrows the store. One thread at a time
/// may put; any number may get.
class BlobStore {
 public:
  explicit BlobStore(EventStore& store) : store_(store) {}

  /// Stores a regular file: read once for its digest and once for its content; a file that changes
  /// meanwhile is Errc::conflict.
  Result<BlobInfo> put_file(const std::filesystem::path& file);
  /// Stores what `source` gives. It is spooled to a nameless file in `spool_directory` first,
  /// because the digest is the key.
  Result<BlobInfo> put(const BlobSource& source, const std::filesystem::path& spool_directory);

  /// Streams the content out and checks its digest: a mismatch is Errc::corruption, known at the
  /// end, so the sink must not act on the bytes before get() returns. Errc::not_found.
  Result<BlobInfo> get(const crypto::Digest& digest, const BlobSink& sink) const;
  Result<bool> exists(const crypto::Digest& digest) const;

 private:
  Result<BlobInfo> put_descriptor(int descriptor, const std::filesystem::path& path);

  EventStore& store_;
};

}  // namespace minutebook::store
