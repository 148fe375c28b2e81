#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/bytes.h"
#include "ledger/base/clock.h"
#include "ledger/base/result.h"
#include "ledger/crypto/digest.h"

/// RFC 3161: a time-stamping authority (TSA) signs a digest together with the time. Digests are
/// SHA-256 in every suite: TSAs know no other that this product knows. Any thread.
namespace minutebook::crypto {

/// What a token says.
struct TimeStamp {
  Instant time;        ///< not later than this the digest existed
  std::string tsa;     ///< subject of the signing certificate, RFC 2253
  std::string policy;  ///< object identifier, such as "1.2.3.4.1"
  std::string serial;  ///< of the token, hexadecimal, unique at the TSA
};

/// DER TimeStampReq for the TSA (application/timestamp-query). Asks for the certificate to be sent
/// along. `nonce` is fresh randomness: it ties the answer to this request.
Bytes make_time_stamp_request(const Digest& digest, std::uint64_t nonce);

/// The token (DER) in a TSA's answer (DER TimeStampResp) to `request`. Errc::invalid_input for
/// anything that is no such answer, for one that grants nothing, and for one whose digest or nonce
/// is not the request's. Neither signature nor certificate is looked at here.
Result<Bytes> token_of_response(ByteSpan response, ByteSpan request);

/// Whom to believe: PEM bundles of at most limits::max_certificates_bytes.
struct TimeStampTrust {
  std::string_view anchors;  ///< certificates in which the chain must end
  std::string_view extra;    ///< the TSA's and intermediate ones, for tokens that bring none
};

/// Errc::invalid_input unless it is a bundle of PEM certificates, one or more, within the limit.
Result<void> check_certificates(std::string_view pem);

/// What a token over `digest` says, believed by nobody yet: only its form and what it is over are
/// looked at, with the errors of verify_time_stamp(). `tsa` is empty when it brings no certificate.
Result<TimeStamp> read_time_stamp(ByteSpan token, const Digest& digest);

/// Verifies a token of at most limits::max_time_stamp_bytes over `digest`. The TSA's chain must
/// have been valid at the token's own time, whatever the time is now: a token outlives its
/// certificate. Errc::invalid_input for what is no token or a token over something else;
/// Errc::unauthorised for a signature or certificate that does not hold.
Result<TimeStamp> verify_time_stamp(ByteSpan token, const Digest& digest,
                                    const TimeStampTrust& trust);

}  // namespace minutebook::crypto
