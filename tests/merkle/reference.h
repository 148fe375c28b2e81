#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ledger/merkle/proof.h"

/// RFC 6962 §2.1, word for word, over the first leaves of a fixed sequence: what the room is
/// compared with. Remembers hashes of ranges, nothing else is clever.
namespace minutebook::merkle {

class Reference {
 public:
  Reference(Suite suite, std::uint64_t leaves) : suite_(suite) {
    for (std::uint64_t i = 0; i < leaves; ++i) {
      leaves_.push_back(leaf_hash(suite, as_bytes("entry " + std::to_string(i * 7919))));
    }
  }

  const Digest& leaf(std::uint64_t index) const { return leaves_.at(index); }

  /// MTH(D[begin:end]).
  Digest mth(std::uint64_t begin, std::uint64_t end) {
    const std::uint64_t n = end - begin;
    if (n == 0) return crypto::hash(suite_, {});
    if (n == 1) return leaf(begin);
    const auto known = known_.find({begin, end});
    if (known != known_.end()) return known->second;
    const std::uint64_t k = largest_power_of_two_below(n);
    const Digest hash = node_hash(suite_, mth(begin, begin + k), mth(begin + k, end));
    known_[{begin, end}] = hash;
    return hash;
  }

  TreeHead head(std::uint64_t size) { return {size, mth(0, size)}; }

  /// PATH(m, D[begin:end]).
  Proof path(std::uint64_t m, std::uint64_t begin, std::uint64_t end) {
    const std::uint64_t n = end - begin;
    if (n == 1) return {};
    const std::uint64_t k = largest_power_of_two_below(n);
    Proof proof = m < k ? path(m, begin, begin + k) : path(m - k, begin + k, end);
    proof.push_back(m < k ? mth(begin + k, end) : mth(begin, begin + k));
    return proof;
  }

  /// PROOF(m, D[n]).
  Proof proof(std::uint64_t m, std::uint64_t n) {
    return m == 0 ? Proof{} : subproof(m, {0, n}, true);
  }

  NodeReader reader() {
    return [this](const Node& node) -> Result<Digest> {
      return mth(node.index << node.level, (node.index + 1) << node.level);
    };
  }

 private:
  static std::uint64_t largest_power_of_two_below(std::uint64_t n) {
    std::uint64_t k = 1;
    while (k * 2 < n) k *= 2;
    return k;
  }

  /// SUBPROOF(m, D[range], b).
  Proof subproof(std::uint64_t m, std::pair<std::uint64_t, std::uint64_t> range, bool b) {
    const auto [begin, end] = range;
    const std::uint64_t n = end - begin;
    if (m == n) return b ? Proof{} : Proof{mth(begin, end)};
    const std::uint64_t k = largest_power_of_two_below(n);
    Proof proof =
        m <= k ? subproof(m, {begin, begin + k}, b) : subproof(m - k, {begin + k, end}, false);
    proof.push_back(m <= k ? mth(begin + k, end) : mth(begin, begin + k));
    return proof;
  }

  Suite suite_;
  std::vector<Digest> leaves_;
  std::map<std::pair<std::uint64_t, std::uint64_t>, Digest> known_;
};

}  // namespace minutebook::merkle
