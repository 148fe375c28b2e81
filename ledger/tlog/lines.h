#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"
#include "ledger/crypto/digest.h"

/// The pieces that all text formats of this room are made of. For this room's .cc files.
namespace minutebook::tlog {

/// Takes lines off the front of a text; each ends in a newline.
class LineReader {
 public:
  explicit LineReader(std::string_view text) : rest_(text) {}

  /// The next line without its newline; nothing when no newline is left.
  std::optional<std::string_view> next();
  /// What was not taken yet.
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

/// ASCII decimal without leading zeros (but "0") or sign, of a number that 64 bits hold.
std::optional<std::uint64_t> parse_decimal(std::string_view text);

/// RFC 4648 §4 only: standard alphabet, padding, unused bits zero.
std::optional<Bytes> parse_base64(std::string_view text);

/// `left` and then `right`.
Bytes joined(ByteSpan left, ByteSpan right);

/// A 32-byte hash in base64.
std::optional<crypto::Digest> parse_hash(std::string_view text);

/// Errc::invalid_input: "malformed <what>: <why>".
struct What {
  const char* en;
  const char* zh;
};
tl::unexpected<Error> malformed(What what, std::string en, std::string zh);

/// Refuses more than `limit` bytes before anything is read of them.
Result<void> check_size(What what, std::string_view text, std::size_t limit);

}  // namespace minutebook::tlog
