#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"

/// What a witness signs and returns (C2SP tlog-cosignature, `cosignature/v1`). Pure.
namespace minutebook::tlog {

/// Seconds since 1970-01-01T00:00:00Z, at most 2^63 - 1.
using PosixSeconds = std::uint64_t;
inline constexpr PosixSeconds max_posix_seconds = (1ULL << 63) - 1;

/// The bytes of a cosignature inside its signature line, after the key id:
///   time u64 big-endian ‖ signature over cosigned_message(time, checkpoint text)
struct Cosignature {
  PosixSeconds time = 0;
  Bytes signature;
  bool operator==(const Cosignature&) const = default;
};

/// "cosignature/v1\ntime <seconds>\n" and the checkpoint's whole text.
std::string cosigned_message(PosixSeconds time, std::string_view checkpoint_text);

Bytes serialize(const Cosignature& cosignature);
/// Errc::invalid_input when there is no signature after the time or the time is past the limit.
Result<Cosignature> parse_cosignature(ByteSpan bytes);

}  // namespace minutebook::tlog
