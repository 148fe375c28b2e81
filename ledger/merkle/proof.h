#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/merkle/hash.h"

/// Inclusion and consistency proofs of RFC 6962 §2.1 (verified as RFC 9162 §2.1 says). Pure.
namespace minutebook::merkle {

/// Trees are at most this large, so that a proof never has more than max_proof_hashes.
inline constexpr std::uint64_t max_tree_size = 1ULL << 62;
inline constexpr std::size_t max_proof_hashes = 63;

/// A tree by its number of leaves and its root.
struct TreeHead {
  std::uint64_t size = 0;
  Digest root{};
  bool operator==(const TreeHead&) const = default;
};

/// A leaf by its 0-based index and its leaf_hash().
struct Leaf {
  std::uint64_t index = 0;
  Digest hash{};
};

/// A perfect subtree: the 2^level leaves from index·2^level on. Level 0 are the leaves.
struct Node {
  unsigned level = 0;
  std::uint64_t index = 0;
  bool operator==(const Node&) const = default;
};

/// Gives the hash of a perfect subtree; its error is passed on. Only asked for subtrees that lie
/// wholly in the tree.
using NodeReader = std::function<Result<Digest>(const Node&)>;

using Proof = std::vector<Digest>;

/// The roots of the perfect subtrees that `size` is made of, largest first: what
/// CompactRange::from_hashes takes.
Result<std::vector<Digest>> edge_hashes(std::uint64_t size, const NodeReader& read);
/// The root of the tree of the first `size` leaves.
Result<Digest> root_at(Suite suite, std::uint64_t size, const NodeReader& read);

/// The proof that leaf `index` is in the tree of the first `size` leaves: the sibling hashes from
/// the leaf up. Reads O(log size) nodes. Errc::invalid_input unless index < size <= max_tree_size.
Result<Proof> inclusion_proof(Suite suite, std::uint64_t size, std::uint64_t index,
                              const NodeReader& read);
/// The proof that the tree of `newer_size` leaves begins with the one of `older_size`. Empty when
/// the older is empty or the sizes are equal. Errc::invalid_input unless
/// older_size <= newer_size <= max_tree_size.
Result<Proof> consistency_proof(Suite suite, std::uint64_t older_size, std::uint64_t newer_size,
                                const NodeReader& read);

/// Errc::invalid_input unless `proof` shows exactly that the leaf is in the tree of that head.
Result<void> verify_inclusion(Suite suite, const Leaf& leaf, const TreeHead& head,
                              std::span<const Digest> proof);
/// Errc::invalid_input unless `proof` shows exactly that `newer` begins with `older`. Of an empty
/// tree only the empty root is consistent with anything.
Result<void> verify_consistency(Suite suite, const TreeHead& older, const TreeHead& newer,
                                std::span<const Digest> proof);

}  // namespace minutebook::merkle
