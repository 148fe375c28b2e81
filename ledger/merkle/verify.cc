#include <string>

#include "ledger/merkle/proof.h"

namespace minutebook::merkle {
namespace {

tl::unexpected<Error> refuse(std::string en, std::string zh) {
  return fail(Errc::invalid_input, std::move(en), std::move(zh));
}

tl::unexpected<Error> wrong_length() {
  return refuse("the proof has a wrong number of hashes for these tree sizes",
                "证明的哈希个数与树的大小不符");
}

Result<void> check_limits(std::uint64_t size, std::span<const Digest> proof) {
  if (size > max_tree_size) {
    return refuse("a tree of " + std::to_string(size) + " leaves is too large",
                  std::to_string(size) + " 个叶子的树过大");
  }
  if (proof.size() > max_proof_hashes) {
    return refuse("a proof has at most 63 hashes, not " + std::to_string(proof.size()),
                  "证明至多含 63 个哈希，实有 " + std::to_string(proof.size()) + " 个");
  }
  return {};
}

/// The path from a node up to the root, as the bits of the node's index (`at`) and of the last
/// node's at the same level (`last`).
struct Climb {
  std::uint64_t at;
  std::uint64_t last;

  /// True when the next hash of the proof is to the left.
  bool joins_left() const { return (at & 1) != 0 || at == last; }
  /// Passes the levels where the node, being the last, has no sibling.
  void skip_lonely() {
    while ((at & 1) == 0 && at != 0) up();
  }
  void up() {
    at >>= 1;
    last >>= 1;
  }
};

/// Both roots as the consistency proof has them.
struct Roots {
  Digest older;
  Digest newer;
};

}  // namespace

Result<void> verify_inclusion(Suite suite, const Leaf& leaf, const TreeHead& head,
                              std::span<const Digest> proof) {
  MB_TRY_VOID(check_limits(head.size, proof));
  if (leaf.index >= head.size) {
    return refuse(
        "leaf " + std::to_string(leaf.index) + " is not in a tree of " + std::to_string(head.size),
        "第 " + std::to_string(leaf.index) + " 号叶子不在 " + std::to_string(head.size) +
            " 个叶子的树中");
  }
  Climb climb{leaf.index, head.size - 1};
  Digest hash = leaf.hash;
  for (const Digest& sibling : proof) {
    if (climb.last == 0) return wrong_length();
    if (climb.joins_left()) {
      hash = node_hash(suite, sibling, hash);
      climb.skip_lonely();
    } else {
      hash = node_hash(suite, hash, sibling);
    }
    climb.up();
  }
  if (climb.last != 0) return wrong_length();
  if (hash != head.root) {
    return refuse("the proof does not lead from the leaf to the root", "证明不能由叶子推出树根");
  }
  return {};
}

Result<void> verify_consistency(Suite suite, const TreeHead& older, const TreeHead& newer,
                                std::span<const Digest> proof) {
  MB_TRY_VOID(check_limits(newer.size, proof));
  if (older.size > newer.size) {
    return refuse("the older tree is the larger one", "较早的树反而更大");
  }
  if (older.size == 0 || older.size == newer.size) {
    if (!proof.empty()) return wrong_length();
    const Digest expected = older.size == 0 ? empty_root(suite) : newer.root;
    if (older.root == expected && (newer.size > 0 || newer.root == expected)) return {};
    return refuse("two trees of one size have different roots, or an empty tree a root",
                  "大小相同的两棵树树根不同，或空树有树根");
  }
  Climb climb{older.size - 1, newer.size - 1};
  while ((climb.at & 1) != 0) climb.up();
  Roots roots{older.root, older.root};
  if (climb.at != 0) {  // the older tree is not itself a subtree of the newer: its part comes first
    if (proof.empty()) return wrong_length();
    roots = {proof.front(), proof.front()};
    proof = proof.subspan(1);
  }
  for (const Digest& hash : proof) {
    if (climb.last == 0) return wrong_length();
    if (climb.joins_left()) {
      roots = {node_hash(suite, hash, roots.older), node_hash(suite, hash, roots.newer)};
      climb.skip_lonely();
    } else {
      roots.newer = node_hash(suite, roots.newer, hash);
    }
    climb.up();
  }
  if (climb.last != 0) return wrong_length();
  if (roots.older != older.root || roots.newer != newer.root) {
    return refuse("the proof does not lead to both roots: the trees are inconsistent",
                  "证明不能推出两个树根：两棵树不一致");
  }
  return {};
}

}  // namespace minutebook::merkle
