#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/result.h"
#include "ledger/merkle/proof.h"

/// What is posted to a witness's add-checkpoint (C2SP tlog-witness). Pure.
///
///   old <size of the last checkpoint it cosigned, decimal>
///   <base64 of a hash>    one line each, the consistency proof; 0 to 63 of them
///   <empty line>
///   <signed checkpoint, verbatim>
namespace minutebook::tlog {

struct WitnessRequest {
  std::uint64_t old_size = 0;
  merkle::Proof hashes;
  std::string checkpoint;  ///< the signed note's bytes
  bool operator==(const WitnessRequest&) const = default;
};

/// Errc::invalid_input unless serialize() would give back the same bytes. What the request claims
/// is not verified; an old size past the checkpoint's is for the caller to refuse.
Result<WitnessRequest> parse_witness_request(std::string_view bytes);
/// The request's body. Errc::invalid_input when it would not be read back.
Result<std::string> serialize(const WitnessRequest& request);

/// The body of a witness's 409 answer: the size it last cosigned, and a newline.
std::string format_size_answer(std::uint64_t size);
Result<std::uint64_t> parse_size_answer(std::string_view body);

}  // namespace minutebook::tlog
