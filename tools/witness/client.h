#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/result.h"
#include "ledger/merkle/proof.h"
#include "ledger/tlog/cosignature.h"
#include "ledger/tlog/note.h"
#include "tools/server/http_client.h"

/// How a ledger asks a witness, ours or another's, for its cosignature (C2SP tlog-witness).
namespace minutebook::witness {

/// A witness as a policy names it.
struct WitnessAddress {
  std::string url;  ///< http://; "/add-checkpoint" goes behind it
  tlog::VerifierKey key;
};

/// Gives the proof that the checkpoint's tree begins with the one of `old_size` leaves, such as
/// merkle::consistency_proof over the store; its error is passed on.
using ProofReader = std::function<Result<merkle::Proof>(std::uint64_t old_size)>;

/// What the witness made of a checkpoint. All but the first are for people to look into.
enum class Verdict {
  cosigned,
  ahead,    ///< it cosigned a larger tree: this ledger is an old copy, or another one goes ahead
  forked,   ///< it cosigned another tree of this size
  refused,  ///< it does not know the log, its key, or finds no proof: see `status` and `said`
};

struct CosignOutcome {
  Verdict verdict = Verdict::refused;
  std::optional<tlog::NoteSignature> cosignature;  ///< verified; only when it cosigned
  tlog::PosixSeconds time = 0;                     ///< of the cosignature
  /// The size that the witness holds now, as far as it said: the next `old_size`.
  std::uint64_t witness_size = 0;
  unsigned status = 0;  ///< as of HTTP
  std::string said;     ///< its own words, printable
};

/// Asks once, and once more from the size that the witness names when `old_size` is not what it
/// has. Blocks for at most twice the limits' time. Errc::unreachable when the witness does not
/// answer or is overloaded (429, 5xx); Errc::unauthorised when what it answers is not its
/// cosignature of this checkpoint. Thread-safe as far as `proof_from` is.
Result<CosignOutcome> cosign(const WitnessAddress& witness, std::string_view signed_checkpoint,
                             std::uint64_t old_size, const ProofReader& proof_from,
                             const server::ClientLimits& limits = {});

}  // namespace minutebook::witness
