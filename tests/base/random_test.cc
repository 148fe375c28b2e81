#include "ledger/base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <vector>

namespace minutebook {
namespace {

std::vector<std::uint8_t> drawn(Random& random, std::size_t size) {
  std::vector<std::uint8_t> bytes(size);
  random.fill(bytes);
  return bytes;
}

TEST(SystemRandom, NeverGivesTheSameSaltTwice) {
  SystemRandom random;
  std::set<std::vector<std::uint8_t>> salts;
  for (int i = 0; i < 2'000; ++i) salts.insert(drawn(random, 32));
  EXPECT_EQ(salts.size(), 2'000U);
}

TEST(SystemRandom, FillsAnySizeToTheLastByte) {
  SystemRandom random;
  for (const std::size_t size : {0, 1, 31, 255, 256, 257, 16'384, 16'385, 50'000}) {
    // A byte left alone would be 0 in all of 8 draws; by chance that happens once in 2^64.
    std::vector<std::uint8_t> any(size);
    for (int draw = 0; draw < 8; ++draw) {
      const auto bytes = drawn(random, size);
      for (std::size_t i = 0; i < size; ++i) any[i] |= bytes[i];
    }
    EXPECT_EQ(std::count(any.begin(), any.end(), 0), 0) << size;
  }
}

TEST(SystemRandom, DiffersBetweenInstances) {
  SystemRandom one;
  SystemRandom other;
  EXPECT_NE(drawn(one, 32), drawn(other, 32));
}

TEST(SeededRandom, GivesTheSequenceOfSplitMix64) {
  SeededRandom random(1234567);
  for (const std::uint64_t expected :
       {6457827717110365317ULL, 3203168211198807973ULL, 9817491932198370423ULL,
        4593380528125082431ULL, 16408922859458223821ULL}) {
    EXPECT_EQ(random.next(), expected);
  }
}

TEST(SeededRandom, IsTheSameForOneSeedAndOtherForAnother) {
  SeededRandom one(7);
  SeededRandom same(7);
  SeededRandom other(8);
  const auto bytes = drawn(one, 100);
  EXPECT_EQ(drawn(same, 100), bytes);
  EXPECT_NE(drawn(other, 100), bytes);
}

TEST(SeededRandom, StaysBelowItsBoundAndReachesEveryValue) {
  SeededRandom random(1);
  std::array<int, 6> counts{};
  for (int i = 0; i < 6'000; ++i) ++counts.at(random.below(6));
  for (const int count : counts) EXPECT_GT(count, 800);
}

}  // namespace
}  // namespace minutebook
