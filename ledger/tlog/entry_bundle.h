#pragma once

#include <span>
#include <vector>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"

/// The entries under one level-0 tile (C2SP tlog-tiles): each as u16 big-endian length ‖ bytes.
/// Pure.
namespace minutebook::tlog {

/// Errc::invalid_input unless there are 1 to 256 entries of at most limits::max_header_bytes each.
Result<Bytes> encode_bundle(std::span<const ByteSpan> entries);

/// The entries, as views into `bytes`. Errc::invalid_input unless there are exactly `count` of them
/// and nothing after.
Result<std::vector<ByteSpan>> parse_bundle(ByteSpan bytes, std::size_t count);

}  // namespace minutebook::tlog
