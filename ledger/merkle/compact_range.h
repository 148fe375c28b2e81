#pragma once

#include <cstdint>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/merkle/hash.h"

namespace minutebook::merkle {

/// The right edge of a growing tree: the roots of the perfect subtrees that its size, in binary,
/// is made of, largest first. Enough to append and to know the root, in O(log size) memory.
///
///     size 7 = 4 + 2 + 1          a
///                               /   \         .
///                              *     *      b
///                             / \   / \    / \        .
///                            0   1 2   3  4   5  c=6     hashes: a b c
///
/// A value. append() costs one node hash on average.
class CompactRange {
 public:
  explicit CompactRange(Suite suite) : suite_(suite) {}
  /// Goes on from a stored edge. Errc::corruption unless there are exactly as many hashes as
  /// `size` has one-bits; that they are the right ones is for the caller to verify.
  static Result<CompactRange> from_hashes(Suite suite, std::uint64_t size,
                                          std::vector<Digest> hashes);

  void append(const Digest& leaf);
  /// Root of the tree over all leaves so far.
  Digest root() const;
  std::uint64_t size() const { return size_; }
  const std::vector<Digest>& hashes() const { return hashes_; }
  Suite suite() const { return suite_; }
  bool operator==(const CompactRange&) const = default;

 private:
  Suite suite_;
  std::uint64_t size_ = 0;
  std::vector<Digest> hashes_;
};

}  // namespace minutebook::merkle
