#pragma once

#include "ledger/verify/run.h"

/// RFC 3161 tokens beside checkpoints: a bound on time from outside of the ledger.
namespace minutebook::verify {

/// Takes over the anchors that the options give, if they can be used. It is a fault when they were
/// asked for and cannot.
void load_time_stamp_anchors(Run& run);

/// A kept token of the checkpoint of `size`, whose text has the SHA-256 `stamped`: form, what it is
/// over, its time against the newest event that the checkpoint covers and, with anchors, its
/// signature at its own time. Any thread.
void check_time_stamp(Run& run, std::uint64_t size, const crypto::Digest& stamped, ByteSpan token);

}  // namespace minutebook::verify
