#pragma once

#include "ledger/base/bytes.h"
#include "ledger/crypto/digest.h"

/// RFC 6962 trees. Pure.
namespace minutebook::merkle {

using crypto::Digest;
using crypto::Suite;

/// H(0x00 ‖ entry). The prefixes keep a leaf from ever passing for a node.
Digest leaf_hash(Suite suite, ByteSpan entry);
/// H(0x01 ‖ left ‖ right).
Digest node_hash(Suite suite, const Digest& left, const Digest& right);
/// H(""): the root of the tree without leaves.
Digest empty_root(Suite suite);

}  // namespace minutebook::merkle
