#include "ledger/crypto/digest.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace minutebook::crypto {
namespace {

constexpr const char* sha256_abc =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr const char* sm3_abc = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";

TEST(Digest, OfTheStandardSuiteIsSha256) {
  EXPECT_EQ(hex_of(hash(Suite::standard, {as_bytes("abc")})), sha256_abc);
  EXPECT_EQ(hex_of(hash(Suite::standard, {})),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex_of(hash(Suite::standard,
                        {as_bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")})),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Digest, OfTheGmSuiteIsSm3) {
  EXPECT_EQ(hex_of(hash(Suite::gm, {as_bytes("abc")})), sm3_abc);
  std::string sixteen_times;
  for (int i = 0; i < 16; ++i) sixteen_times += "abcd";
  EXPECT_EQ(hex_of(hash(Suite::gm, {as_bytes(sixteen_times)})),
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST(Digest, DoesNotDependOnHowTheInputIsCut) {
  EXPECT_EQ(hex_of(hash(Suite::standard, {as_bytes("a"), as_bytes(""), as_bytes("bc")})),
            sha256_abc);
}

TEST(Hasher, StartsAfreshAfterFinish) {
  Hasher hasher(Suite::gm);
  EXPECT_EQ(hex_of(hasher.update(as_bytes("ab")).update(as_bytes("c")).finish()), sm3_abc);
  EXPECT_EQ(hex_of(hasher.update(as_bytes("abc")).finish()), sm3_abc);
}

TEST(Hasher, IsNotDisturbedByOneShotDigestsOfTheSameThread) {
  Hasher hasher(Suite::standard);
  hasher.update(as_bytes("ab"));
  EXPECT_EQ(hex_of(hash(Suite::standard, {as_bytes("abc")})), sha256_abc);
  EXPECT_EQ(hex_of(hash(Suite::gm, {as_bytes("abc")})), sm3_abc);
  EXPECT_EQ(hex_of(hasher.update(as_bytes("c")).finish()), sha256_abc);
}

TEST(Digest, IsTheSameOnManyThreads) {
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  for (auto& one : found) {
    threads.emplace_back([&one] {
      for (int i = 0; i < 1000; ++i) one = hex_of(hash(Suite::standard, {as_bytes("abc")}));
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& one : found) EXPECT_EQ(one, sha256_abc);
}

TEST(Commitment, IsTheDigestOfSaltThenPayload) {
  const Bytes salt(salt_bytes, 7);
  EXPECT_EQ(commitment(Suite::standard, salt, as_bytes("abc")),
            hash(Suite::standard, {salt, as_bytes("abc")}));
  EXPECT_NE(commitment(Suite::standard, salt, as_bytes("abc")),
            commitment(Suite::standard, Bytes(salt_bytes, 8), as_bytes("abc")));
  EXPECT_NE(commitment(Suite::standard, salt, as_bytes("abc")),
            commitment(Suite::gm, salt, as_bytes("abc")));
}

TEST(CommitmentDeathTest, TakesNoSaltOfAnotherLength) {
  EXPECT_DEATH(commitment(Suite::standard, Bytes(31), as_bytes("abc")), "31 vs 32");
}

TEST(Digest, IsReadBackFromItsHexadecimalForm) {
  const Digest digest = hash(Suite::standard, {as_bytes("abc")});
  const auto again = parse_digest(hex_of(digest));
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(*again, digest);
}

TEST(Digest, HasOneSpellingOnly) {
  const std::string good(sha256_abc);
  std::string capital = good;
  capital[0] = 'B';
  std::string letter = good;
  letter[63] = 'g';
  for (const std::string& bad : {std::string(), good.substr(1), good + "0", capital, letter}) {
    const auto digest = parse_digest(bad);
    ASSERT_FALSE(digest.has_value()) << bad;
    EXPECT_EQ(digest.error().code, Errc::invalid_input);
  }
}

TEST(Suite, IsReadBackFromItsName) {
  EXPECT_EQ(*parse_suite(name_of(Suite::standard)), Suite::standard);
  EXPECT_EQ(*parse_suite(name_of(Suite::gm)), Suite::gm);
  EXPECT_EQ(parse_suite("GM").error().code, Errc::invalid_input);
}

}  // namespace
}  // namespace minutebook::crypto
