#include <algorithm>
#include <bit>
#include <string>

#include "ledger/base/check.h"
#include "ledger/merkle/proof.h"

namespace minutebook::merkle {
namespace {

tl::unexpected<Error> too_large(std::uint64_t size) {
  return fail(Errc::invalid_input, "a tree of " + std::to_string(size) + " leaves is too large",
              std::to_string(size) + " 个叶子的树过大");
}

/// The perfect subtrees that leaves [begin, end) are made of, largest first; `begin` is a multiple
/// of the largest's size.
Result<std::vector<Digest>> subtrees(std::uint64_t begin, std::uint64_t end,
                                     const NodeReader& read) {
  std::vector<Digest> hashes;
  while (begin < end) {
    const auto level = static_cast<unsigned>(std::bit_width(end - begin) - 1);
    MB_TRY(hash, read(Node{level, begin >> level}));
    hashes.push_back(hash);
    begin += 1ULL << level;
  }
  return hashes;
}

/// MTH of the leaves [begin, end), of which there is at least one.
Result<Digest> range_hash(Suite suite, std::uint64_t begin, std::uint64_t end,
                          const NodeReader& read) {
  MB_TRY(hashes, subtrees(begin, end, read));
  Digest hash = hashes.back();
  for (std::size_t i = hashes.size() - 1; i > 0; --i) hash = node_hash(suite, hashes[i - 1], hash);
  return hash;
}

/// Where the leaves [begin, end) divide: after the largest power of two below their number.
std::uint64_t middle(std::uint64_t begin, std::uint64_t end) {
  return begin + std::bit_floor(end - begin - 1);
}

}  // namespace

Result<std::vector<Digest>> edge_hashes(std::uint64_t size, const NodeReader& read) {
  if (size > max_tree_size) return too_large(size);
  return subtrees(0, size, read);
}

Result<Digest> root_at(Suite suite, std::uint64_t size, const NodeReader& read) {
  if (size > max_tree_size) return too_large(size);
  if (size == 0) return empty_root(suite);
  return range_hash(suite, 0, size, read);
}

Result<Proof> inclusion_proof(Suite suite, std::uint64_t size, std::uint64_t index,
                              const NodeReader& read) {
  if (size > max_tree_size) return too_large(size);
  if (index >= size) {
    return fail(Errc::invalid_input,
                "no leaf " + std::to_string(index) + " in a tree of " + std::to_string(size),
                std::to_string(size) + " 个叶子的树中没有第 " + std::to_string(index) + " 号叶子");
  }
  Proof proof;
  std::uint64_t begin = 0;
  for (std::uint64_t end = size; end - begin > 1;) {
    const std::uint64_t half = middle(begin, end);
    const bool left = index < half;
    MB_TRY(sibling,
           left ? range_hash(suite, half, end, read) : range_hash(suite, begin, half, read));
    proof.push_back(sibling);
    (left ? end : begin) = half;
  }
  std::reverse(proof.begin(), proof.end());
  MB_CHECK(proof.size() <= max_proof_hashes);
  return proof;
}

Result<Proof> consistency_proof(Suite suite, std::uint64_t older_size, std::uint64_t newer_size,
                                const NodeReader& read) {
  if (newer_size > max_tree_size) return too_large(newer_size);
  if (older_size > newer_size) {
    return fail(Errc::invalid_input,
                "a tree of " + std::to_string(newer_size) + " leaves cannot begin with " +
                    std::to_string(older_size),
                std::to_string(newer_size) + " 个叶子的树不能以 " + std::to_string(older_size) +
                    " 个叶子开头");
  }
  Proof proof;
  if (older_size == 0) return proof;
  std::uint64_t begin = 0;
  std::uint64_t end = newer_size;
  while (end != older_size) {
    const std::uint64_t half = middle(begin, end);
    const bool left = older_size <= half;
    MB_TRY(sibling,
           left ? range_hash(suite, half, end, read) : range_hash(suite, begin, half, read));
    proof.push_back(sibling);
    (left ? end : begin) = half;
  }
  if (begin > 0) {  // otherwise this subtree is the older tree, whose root the verifier has
    MB_TRY(shared, range_hash(suite, begin, end, read));
    proof.push_back(shared);
  }
  std::reverse(proof.begin(), proof.end());
  MB_CHECK(proof.size() <= max_proof_hashes);
  return proof;
}

}  // namespace minutebook::merkle
