#include "ledger/verify/documents.h"

#include <algorithm>
#include <optional>

#include "ledger/base/limits.h"
#include "ledger/store/blobs.h"
#include "ledger/store/keys.h"
#include "ledger/store/raw_scan.h"

namespace minutebook::verify {
namespace {

std::string document_place(const crypto::Digest& digest) {
  return "document:" + crypto::hex_of(digest);
}

bool has_entry(const Run& run, const crypto::Digest& digest, std::uint32_t chunk) {
  const auto value =
      store::raw_value(run.store, store::Family::blobs, store::blob_key(digest, chunk));
  return !value || *value;  // what cannot be read is there
}

void read_document(Run& run, const crypto::Digest& digest) {
  const store::BlobStore blobs(run.ledger.store());
  const auto info = blobs.get(digest, [&](ByteSpan part) -> Result<void> {
    run.throttle.took(part.size(), run.options.stop);
    return {};
  });
  if (info) {
    run.totals.add(Tally::documents);
    run.totals.add(Tally::document_bytes, info->bytes);
    return;
  }
  run.fault(Level::payload, "document", document_place(digest), "its content",
            info.error().message.en);
}

/// The entries of one document after another, in the order of keys: chunks, then the manifest.
class DocumentReading {
 public:
  explicit DocumentReading(Run& run) : run_(run), hasher_(run.suite) {}

  void take(const crypto::Digest& digest, std::uint32_t chunk, ByteSpan value) {
    if (digest_ != digest) begin(digest);
    if (chunk == store::blob_manifest_chunk) return end(value);
    if (chunk != chunks_) bad_ = "chunk " + std::to_string(chunk);
    ++chunks_;
    bytes_ += value.size();
    if (value.empty() || value.size() > limits::blob_chunk_bytes) bad_ = "a chunk of a wrong size";
    hasher_.update(value);
  }

  /// Something between here and the next entry cannot be read.
  void lose() {
    digest_.reset();
    chunks_ = 0;
  }
  /// Chunks without a manifest are what an interrupted put leaves: invisible, and no fault.
  void finish() {
    if (digest_ && chunks_ > 0) run_.totals.add(Tally::orphan_chunks, chunks_);
    lose();
  }

 private:
  void begin(const crypto::Digest& digest) {
    finish();
    digest_ = digest;
    bytes_ = 0;
    bad_.clear();
    static_cast<void>(hasher_.finish());
  }
  void end(ByteSpan value) {
    run_.totals.add(Tally::documents);
    run_.totals.add(Tally::document_bytes, bytes_);
    const crypto::Digest found = hasher_.finish();
    const bool sized = value.size() == 8 && from_big_endian(value) == bytes_;
    if (!bad_.empty() || !sized || found != *digest_) {
      const std::string said = !bad_.empty() ? bad_
                               : !sized      ? std::to_string(bytes_) + " bytes"
                                             : crypto::hex_of(found);
      run_.fault(Level::payload, "document", document_place(*digest_), crypto::hex_of(*digest_),
                 said);
    }
    lose();
  }

  Run& run_;
  crypto::Hasher hasher_;
  std::optional<crypto::Digest> digest_;
  std::uint64_t chunks_ = 0;
  std::uint64_t bytes_ = 0;
  std::string bad_;
};

}  // namespace

void check_citation(Run& run, std::uint64_t position, ByteSpan digest) {
  crypto::Digest key{};
  if (digest.size() != key.size()) {
    run.fault_at(Level::payload, "payload", position, "a digest of 32 bytes",
                 std::to_string(digest.size()) + " bytes");
    return;
  }
  std::copy(digest.begin(), digest.end(), key.begin());
  run.totals.add(Tally::citations);
  if (has_entry(run, key, store::blob_manifest_chunk)) {
    if (!run.whole()) read_document(run, key);
    return;
  }
  if (has_entry(run, key, 0)) {
    run.fault_at(Level::payload, "document-missing", position, crypto::hex_of(key), "a part of it");
    return;
  }
  run.totals.add(Tally::not_stored);
  if (!run.options.require_documents) return;
  run.fault_at(Level::payload, "document-missing", position, crypto::hex_of(key), "nothing");
}

void check_documents(Run& run) {
  store::RawScan entries(run.store, store::Family::blobs);
  DocumentReading reading(run);
  std::string last = "the beginning";
  while (!run.stopped()) {
    const auto entry = entries.next();
    if (!entry) {
      run.fault(Level::payload, "document", "blobs", "readable after " + last,
                entry.error().message.en);
      reading.lose();
      continue;
    }
    if (!*entry) break;
    run.throttle.took((*entry)->value.size(), run.options.stop);
    last = "key " + to_hex((*entry)->key);
    if ((*entry)->key.size() != store::blob_key_bytes) {
      run.fault(Level::payload, "document", "blobs", "a digest and a number for a key",
                to_hex((*entry)->key));
      continue;
    }
    const ByteSpan key = as_bytes((*entry)->key);
    crypto::Digest digest{};
    std::copy_n(key.begin(), digest.size(), digest.begin());
    std::uint32_t chunk = 0;
    for (std::size_t i = digest.size(); i < key.size(); ++i) chunk = chunk << 8U | key[i];
    reading.take(digest, chunk, (*entry)->value);
  }
  reading.finish();
}

}  // namespace minutebook::verify
