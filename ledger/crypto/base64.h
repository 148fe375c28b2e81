#pragma once

#include <string>
#include <string_view>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"

namespace minutebook::crypto {

/// Standard alphabet (RFC 4648 §4), with padding, on one line.
std::string to_base64(ByteSpan bytes);

/// Strict inverse: padding required, no white space, unused bits zero, so that one value has one
/// spelling in each alphabet. The standard or the URL-safe alphabet, never both in one text.
Result<Bytes> from_base64(std::string_view text);

}  // namespace minutebook::crypto
