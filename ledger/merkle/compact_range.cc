#include "ledger/merkle/compact_range.h"

#include <bit>
#include <limits>
#include <string>
#include <utility>

#include "ledger/base/check.h"

namespace minutebook::merkle {

Result<CompactRange> CompactRange::from_hashes(Suite suite, std::uint64_t size,
                                               std::vector<Digest> hashes) {
  const auto expected = static_cast<std::size_t>(std::popcount(size));
  if (hashes.size() != expected) {
    const std::string found = std::to_string(hashes.size());
    return fail(Errc::corruption,
                "a tree of " + std::to_string(size) + " leaves has " + std::to_string(expected) +
                    " edge hashes, not " + found,
                std::to_string(size) + " 个叶子的树应有 " + std::to_string(expected) +
                    " 个边缘哈希，实有 " + found + " 个");
  }
  CompactRange range(suite);
  range.size_ = size;
  range.hashes_ = std::move(hashes);
  return range;
}

void CompactRange::append(const Digest& leaf) {
  MB_CHECK(size_ != std::numeric_limits<std::uint64_t>::max());
  Digest hash = leaf;
  // As in binary addition: each trailing one-bit of the size is a subtree that is now complete.
  for (int carries = std::countr_one(size_); carries > 0; --carries) {
    hash = node_hash(suite_, hashes_.back(), hash);
    hashes_.pop_back();
  }
  hashes_.push_back(hash);
  ++size_;
}

Digest CompactRange::root() const {
  if (hashes_.empty()) return empty_root(suite_);
  Digest root = hashes_.back();
  for (std::size_t i = hashes_.size() - 1; i > 0; --i) {
    root = node_hash(suite_, hashes_[i - 1], root);
  }
  return root;
}

}  // namespace minutebook::merkle
