#include "ledger/merkle/proof.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "ledger/merkle/compact_range.h"
#include "tests/merkle/reference.h"

namespace minutebook::merkle {
namespace {

constexpr Suite standard = Suite::standard;

/// A reader of a tree too large to make: every node has a hash of its own.
Result<Digest> made_up(const Node& node) {
  const std::string name = std::to_string(node.level) + "/" + std::to_string(node.index);
  return crypto::hash(standard, {as_bytes(name)});
}

bool includes(const Leaf& leaf, const TreeHead& head, std::span<const Digest> proof) {
  return verify_inclusion(standard, leaf, head, proof).has_value();
}

bool consistent(const TreeHead& older, const TreeHead& newer, std::span<const Digest> proof) {
  return verify_consistency(standard, older, newer, proof).has_value();
}

/// Every proof that differs from `proof` in one small thing.
std::vector<Proof> mutations(const Proof& proof) {
  std::vector<Proof> mutated;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    for (const std::size_t bit : {0U, 100U, 255U}) {
      mutated.push_back(proof);
      mutated.back()[i][bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    }
    mutated.push_back(proof);
    mutated.back().erase(mutated.back().begin() + static_cast<std::ptrdiff_t>(i));
    for (std::size_t j = i + 1; j < proof.size(); ++j) {
      mutated.push_back(proof);
      std::swap(mutated.back()[i], mutated.back()[j]);
    }
  }
  for (std::size_t i = 0; i <= proof.size(); ++i) {
    mutated.push_back(proof);
    const Digest added = i < proof.size() ? proof[i] : Digest{};
    mutated.back().insert(mutated.back().begin() + static_cast<std::ptrdiff_t>(i), added);
  }
  return mutated;
}

TEST(Roots, AgreeWithTheDefinitionAtEverySizeUpTo2000) {
  for (const Suite suite : {Suite::standard, Suite::gm}) {
    Reference reference(suite, 2000);
    CompactRange range(suite);
    for (std::uint64_t size = 0;; ++size) {
      ASSERT_EQ(range.root(), reference.mth(0, size)) << size;
      ASSERT_EQ(root_at(suite, size, reference.reader()).value(), range.root()) << size;
      ASSERT_EQ(edge_hashes(size, reference.reader()).value(), range.hashes()) << size;
      if (size == 2000) break;
      range.append(reference.leaf(size));
    }
  }
}

TEST(Proofs, AgreeWithTheDefinitionForAllTreesUpTo130) {
  Reference reference(standard, 130);
  for (std::uint64_t size = 1; size <= 130; ++size) {
    const TreeHead head = reference.head(size);
    for (std::uint64_t m = 0; m < size; ++m) {
      const auto path = inclusion_proof(standard, size, m, reference.reader()).value();
      ASSERT_EQ(path, reference.path(m, 0, size)) << m << " of " << size;
      ASSERT_TRUE(includes({m, reference.leaf(m)}, head, path)) << m << " of " << size;
      const auto proof = consistency_proof(standard, m, size, reference.reader()).value();
      ASSERT_EQ(proof, reference.proof(m, size)) << m << " to " << size;
      ASSERT_TRUE(consistent(reference.head(m), head, proof)) << m << " to " << size;
    }
  }
}

TEST(Proofs, AgreeWithTheDefinitionAtEverySizeUpTo2000) {
  Reference reference(standard, 2000);
  for (std::uint64_t size = 131; size <= 2000; ++size) {
    const TreeHead head = reference.head(size);
    const std::set<std::uint64_t> some{0, 1, size / 3, size / 2, size * 7 / 9, size - 2, size - 1};
    for (const std::uint64_t m : some) {
      const auto path = inclusion_proof(standard, size, m, reference.reader()).value();
      ASSERT_EQ(path, reference.path(m, 0, size)) << m << " of " << size;
      ASSERT_TRUE(includes({m, reference.leaf(m)}, head, path)) << m << " of " << size;
      const auto proof = consistency_proof(standard, m, size, reference.reader()).value();
      ASSERT_EQ(proof, reference.proof(m, size)) << m << " to " << size;
      ASSERT_TRUE(consistent(reference.head(m), head, proof)) << m << " to " << size;
    }
  }
}

TEST(Proofs, VerifyInTheGmSuiteAndInNoOther) {
  Reference reference(Suite::gm, 100);
  const auto path = inclusion_proof(Suite::gm, 100, 37, reference.reader()).value();
  const Leaf leaf{37, reference.leaf(37)};
  EXPECT_TRUE(verify_inclusion(Suite::gm, leaf, reference.head(100), path).has_value());
  EXPECT_FALSE(verify_inclusion(standard, leaf, reference.head(100), path).has_value());
  const auto proof = consistency_proof(Suite::gm, 37, 100, reference.reader()).value();
  const auto verified = [&](Suite suite) {
    return verify_consistency(suite, reference.head(37), reference.head(100), proof).has_value();
  };
  EXPECT_TRUE(verified(Suite::gm));
  EXPECT_FALSE(verified(standard));
}

TEST(Proofs, OfOneSmallChangeDoNotVerify) {
  Reference reference(standard, 40);
  for (const std::uint64_t size : {1U, 2U, 3U, 6U, 7U, 8U, 9U, 31U, 32U, 33U, 40U}) {
    for (std::uint64_t m = 0; m < size; ++m) {
      const auto path = reference.path(m, 0, size);
      for (const Proof& wrong : mutations(path)) {
        ASSERT_FALSE(includes({m, reference.leaf(m)}, reference.head(size), wrong))
            << m << " of " << size;
      }
      const auto proof = reference.proof(m, size);
      for (const Proof& wrong : mutations(proof)) {
        ASSERT_FALSE(consistent(reference.head(m), reference.head(size), wrong))
            << m << " to " << size;
      }
    }
  }
}

TEST(InclusionProof, DoesNotVerifyForAnotherLeafIndexSizeOrRoot) {
  Reference reference(standard, 70);
  const auto path = reference.path(20, 0, 64);
  const Leaf leaf{20, reference.leaf(20)};
  ASSERT_TRUE(includes(leaf, reference.head(64), path));
  for (std::uint64_t other = 0; other < 70; ++other) {
    if (other != 20) {
      EXPECT_FALSE(includes({other, leaf.hash}, reference.head(64), path)) << other;
      EXPECT_FALSE(includes({20, reference.leaf(other)}, reference.head(64), path)) << other;
    }
    if (other != 64) {
      EXPECT_FALSE(includes(leaf, reference.head(other), path)) << other;
    }
  }
  // The shape of the path is that of the size: 64 leaves are not 32 or 128.
  EXPECT_FALSE(includes(leaf, {32, reference.head(64).root}, path));
  EXPECT_FALSE(includes(leaf, {128, reference.head(64).root}, path));
  EXPECT_FALSE(includes({0, {}}, {0, empty_root(standard)}, {}));
}

TEST(ConsistencyProof, OfAnEmptyTreeIsEmptyAndNeedsTheEmptyRoot) {
  Reference reference(standard, 5);
  const TreeHead empty{0, empty_root(standard)};
  EXPECT_TRUE(consistent(empty, empty, {}));
  EXPECT_TRUE(consistent(empty, reference.head(5), {}));
  EXPECT_FALSE(consistent({0, reference.leaf(0)}, reference.head(5), {}));
  EXPECT_FALSE(consistent({0, Digest{}}, {0, Digest{}}, {}));
  EXPECT_FALSE(consistent(empty, reference.head(5), Proof{reference.leaf(0)}));
}

TEST(ConsistencyProof, OfTreesOfOneSizeIsEmptyAndNeedsOneRoot) {
  Reference reference(standard, 5);
  EXPECT_TRUE(consistent(reference.head(5), reference.head(5), {}));
  EXPECT_FALSE(consistent(reference.head(5), {5, reference.leaf(0)}, {}));
  EXPECT_FALSE(consistent(reference.head(5), reference.head(5), Proof{reference.leaf(0)}));
}

TEST(ConsistencyProof, DoesNotGoBackInTimeNorToAFork) {
  Reference reference(standard, 9);
  const auto proof = reference.proof(6, 9);
  ASSERT_TRUE(consistent(reference.head(6), reference.head(9), proof));
  EXPECT_FALSE(consistent(reference.head(9), reference.head(6), proof));
  TreeHead fork = reference.head(6);
  fork.root[31] ^= 1;
  EXPECT_FALSE(consistent(fork, reference.head(9), proof));
  EXPECT_FALSE(consistent(reference.head(6), {9, reference.head(8).root}, proof));
  EXPECT_FALSE(consistent({5, reference.head(6).root}, reference.head(9), proof));
}

TEST(Proofs, OfMoreThan63HashesAreRefused) {
  const Proof proof(64);
  const auto inclusion = verify_inclusion(standard, {0, {}}, {max_tree_size, {}}, proof);
  ASSERT_FALSE(inclusion.has_value());
  EXPECT_NE(inclusion.error().message.en.find("at most 63"), std::string::npos);
  const auto consistency = verify_consistency(standard, {3, {}}, {max_tree_size, {}}, proof);
  ASSERT_FALSE(consistency.has_value());
  EXPECT_NE(consistency.error().message.en.find("at most 63"), std::string::npos);
}

TEST(Proofs, OfTheLargestTreesStayWithinTheLimit) {
  for (const std::uint64_t size : {max_tree_size, max_tree_size - 1, max_tree_size / 2 + 1}) {
    const auto last = inclusion_proof(standard, size, size - 1, made_up).value();
    const auto first = inclusion_proof(standard, size, 0, made_up).value();
    EXPECT_LE(std::max(last.size(), first.size()), 62U);
    const auto consistency = consistency_proof(standard, size / 2 + 1, size, made_up).value();
    EXPECT_LE(consistency.size(), max_proof_hashes);
  }
  // The leaf's neighbour makes the longest: up to the root on one side, with itself first.
  EXPECT_EQ(consistency_proof(standard, max_tree_size - 1, max_tree_size, made_up)->size(), 63U);
}

TEST(Proofs, AreNotMadeOutsideOfATreeOrOfTooLargeAOne) {
  EXPECT_FALSE(inclusion_proof(standard, 5, 5, made_up).has_value());
  EXPECT_FALSE(inclusion_proof(standard, 0, 0, made_up).has_value());
  EXPECT_FALSE(inclusion_proof(standard, max_tree_size + 1, 0, made_up).has_value());
  EXPECT_FALSE(consistency_proof(standard, 6, 5, made_up).has_value());
  EXPECT_FALSE(consistency_proof(standard, 6, max_tree_size + 1, made_up).has_value());
  EXPECT_FALSE(root_at(standard, max_tree_size + 1, made_up).has_value());
  EXPECT_FALSE(edge_hashes(max_tree_size + 1, made_up).has_value());
  EXPECT_FALSE(includes({0, {}}, {max_tree_size + 1, {}}, {}));
}

TEST(Proofs, PassTheReadersErrorOn) {
  const NodeReader broken = [](const Node& node) -> Result<Digest> {
    if (node.level == 2) return fail(Errc::corruption, "lost", "丢失");
    return Digest{};
  };
  for (const auto& result :
       {inclusion_proof(standard, 8, 1, broken), consistency_proof(standard, 3, 8, broken)}) {
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, Errc::corruption);
  }
  EXPECT_EQ(root_at(standard, 7, broken).error().code, Errc::corruption);
}

RC_GTEST_PROP(Proofs, OfAnyKindVerifyForRandomSizes, (std::uint64_t seed)) {
  Reference reference(standard, 700);
  const auto newer = *rc::gen::inRange<std::uint64_t>(1, 701);
  const auto older = *rc::gen::inRange<std::uint64_t>(0, newer + 1);
  const auto index = seed % newer;
  const auto path = inclusion_proof(standard, newer, index, reference.reader());
  RC_ASSERT(includes({index, reference.leaf(index)}, reference.head(newer), *path));
  const auto proof = consistency_proof(standard, older, newer, reference.reader());
  RC_ASSERT(consistent(reference.head(older), reference.head(newer), *proof));
}

}  // namespace
}  // namespace minutebook::merkle
