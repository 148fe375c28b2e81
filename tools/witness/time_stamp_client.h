#pragma once

#include <cstdint>
#include <string_view>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"
#include "ledger/crypto/digest.h"
#include "tools/server/http_client.h"

namespace minutebook::witness {

/// What an answer of an authority may take: its token may not be longer either.
server::ClientLimits time_stamp_limits(std::chrono::milliseconds total_time);

/// Asks a time-stamping authority (RFC 3161 over http) for a token over `digest`; the token, DER,
/// is over that digest and answers the `nonce`, which is fresh randomness. Its signature is not
/// verified here. Errc::unreachable when there was no answer in time or the authority is overloaded
/// (429, 5xx); Errc::invalid_input when what it answered is no token for this request;
/// Errc::unsupported for https. Blocks for at most the limits' time. Thread-safe.
Result<Bytes> request_time_stamp(std::string_view url, const crypto::Digest& digest,
                                 std::uint64_t nonce, const server::ClientLimits& limits);

}  // namespace minutebook::witness
