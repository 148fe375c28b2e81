#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"
#include "ledger/store/event_store.h"
#include "ledger/store/family.h"

/// The families as their bytes lie, nothing interpreted: for the verifier, which must also get past
/// what cannot be read.
namespace minutebook::store {

/// Walks the entries of one family in the order of their keys. Borrows the store. One thread.
class RawScan {
 public:
  /// The entries with keys from `from` up to and without `to`; an empty `to` is the end.
  RawScan(const EventStore& store, Family family, std::string from = {}, std::string to = {});
  RawScan(RawScan&&) noexcept;
  RawScan& operator=(RawScan&&) noexcept;
  ~RawScan();

  struct Entry {
    std::string_view key;
    ByteSpan value;
  };
  /// The next entry, valid until the next call; nothing at the end. An error is a place that cannot
  /// be read; the scan goes on behind it with the next call: at the key given to skip_to(), else at
  /// the first key from which everything up to the end can be read.
  Result<std::optional<Entry>> next();
  /// The next entry is the first one whose key is `key` or later.
  void skip_to(std::string_view key);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Can every file that the database names be opened? A store opened for reading would pass over a
/// bad one in silence and show an older state of its family. One opened for writing was held to
/// that.
Result<void> check_files(const EventStore& store);

/// The value under `key`, or nothing.
Result<std::optional<std::string>> raw_value(const EventStore& store, Family family,
                                             std::string_view key);

}  // namespace minutebook::store
