#include "ledger/crypto/key.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

#include "ledger/base/limits.h"

namespace minutebook::crypto {
namespace {

Bytes from_hex(std::string_view hex) {
  Bytes bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    bytes.push_back(
        static_cast<std::uint8_t>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  }
  return bytes;
}

PrivateKey key_of_seed(std::string_view hex) {
  const Bytes seed = from_hex(hex);
  return PrivateKey::ed25519_from_seed(std::span<const std::uint8_t, 32>(seed.data(), 32));
}

class EveryAlgorithm : public testing::TestWithParam<Algorithm> {};
INSTANTIATE_TEST_SUITE_P(Keys, EveryAlgorithm, testing::Values(Algorithm::ed25519, Algorithm::sm2),
                         [](const auto& made) { return std::string(name_of(made.param)); });

static_assert(!std::is_copy_constructible_v<PrivateKey>);
static_assert(std::is_nothrow_move_constructible_v<PrivateKey>);
static_assert(std::is_copy_constructible_v<PublicKey>);

TEST(Ed25519, GivesTheSignaturesOfRfc8032) {
  struct Vector {
    const char *seed, *public_key, *message, *signature;
  };
  for (const Vector& v :
       {Vector{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
               "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
               "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
               "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
        Vector{"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
               "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
               "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
               "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"}}) {
    const PrivateKey key = key_of_seed(v.seed);
    const Bytes message = from_hex(v.message);
    EXPECT_EQ(key.public_key().der(),
              from_hex("302a300506032b6570032100" + std::string(v.public_key)));
    EXPECT_EQ(key.sign(message), from_hex(v.signature));
    EXPECT_TRUE(key.public_key().verify(message, from_hex(v.signature)));
  }
}

TEST(PublicKey, IsNamedByTheDigestOfItsDer) {
  const PrivateKey key =
      key_of_seed("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  EXPECT_EQ(key.public_key().key_id(), hex_of(hash(Suite::standard, {key.public_key().der()})));
  EXPECT_EQ(key.public_key().key_id().size(), 64U);
}

TEST_P(EveryAlgorithm, VerifiesItsOwnSignatureOnly) {
  const PrivateKey key = PrivateKey::generate(GetParam());
  const PrivateKey other = PrivateKey::generate(GetParam());
  const Bytes signature = key.sign(as_bytes("a ballot"));
  EXPECT_TRUE(key.public_key().verify(as_bytes("a ballot"), signature));
  EXPECT_FALSE(key.public_key().verify(as_bytes("a ballot."), signature));
  EXPECT_FALSE(key.public_key().verify(as_bytes(""), signature));
  EXPECT_FALSE(other.public_key().verify(as_bytes("a ballot"), signature));
}

TEST_P(EveryAlgorithm, RefusesADamagedSignature) {
  const PrivateKey key = PrivateKey::generate(GetParam());
  const Bytes signature = key.sign(as_bytes("a ballot"));
  for (std::size_t i = 0; i < signature.size(); ++i) {
    Bytes damaged = signature;
    damaged[i] ^= 0x10;
    EXPECT_FALSE(key.public_key().verify(as_bytes("a ballot"), damaged)) << i;
  }
  Bytes longer = signature;
  longer.push_back(0);
  EXPECT_FALSE(key.public_key().verify(as_bytes("a ballot"), longer));
  EXPECT_FALSE(key.public_key().verify(as_bytes("a ballot"),
                                       ByteSpan(signature).first(signature.size() - 1)));
  EXPECT_FALSE(key.public_key().verify(as_bytes("a ballot"), {}));
}

TEST_P(EveryAlgorithm, ReadsAPublicKeyBackFromDerAndPem) {
  const PublicKey key = PrivateKey::generate(GetParam()).public_key();
  const auto from_der = PublicKey::from_der(key.der());
  const auto from_pem = PublicKey::from_pem(key.pem());
  ASSERT_TRUE(from_der.has_value());
  ASSERT_TRUE(from_pem.has_value());
  EXPECT_EQ(*from_der, key);
  EXPECT_EQ(*from_pem, key);
  EXPECT_EQ(from_der->key_id(), key.key_id());
  EXPECT_EQ(from_der->algorithm(), GetParam());
  EXPECT_LE(key.der().size(), limits::max_public_key_bytes);
}

TEST_P(EveryAlgorithm, RefusesADamagedPublicKey) {
  const Bytes der = PrivateKey::generate(GetParam()).public_key().der();
  for (std::size_t size = 0; size < der.size(); ++size) {
    EXPECT_FALSE(PublicKey::from_der(ByteSpan(der).first(size)).has_value()) << size;
  }
  Bytes longer = der;
  longer.push_back(0);
  EXPECT_FALSE(PublicKey::from_der(longer).has_value());
  Bytes other_algorithm = der;
  other_algorithm[6] ^= 1;
  EXPECT_FALSE(PublicKey::from_der(other_algorithm).has_value());
}

TEST_P(EveryAlgorithm, ReadsAPrivateKeyBackFromPem) {
  const PrivateKey key = PrivateKey::generate(GetParam());
  const std::string pem = key.pem("");
  EXPECT_FALSE(is_encrypted_pem(pem));
  const auto again = PrivateKey::from_pem(pem, "");
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->public_key(), key.public_key());
  EXPECT_TRUE(key.public_key().verify(as_bytes("x"), again->sign(as_bytes("x"))));
}

TEST_P(EveryAlgorithm, OpensAnEncryptedKeyWithItsPassphraseOnly) {
  const PrivateKey key = PrivateKey::generate(GetParam());
  const std::string pem = key.pem("纪检 passphrase");
  EXPECT_TRUE(is_encrypted_pem(pem));
  const auto again = PrivateKey::from_pem(pem, "纪检 passphrase");
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->public_key(), key.public_key());
  EXPECT_EQ(PrivateKey::from_pem(pem, "").error().code, Errc::unauthorised);
  EXPECT_EQ(PrivateKey::from_pem(pem, "wrong").error().code, Errc::unauthorised);
  EXPECT_EQ(PrivateKey::from_pem(pem, std::string(5000, 'x')).error().code, Errc::unauthorised);
}

TEST(Sm2, MakesAFreshSignatureEachTime) {
  const PrivateKey key = PrivateKey::generate(Algorithm::sm2);
  EXPECT_NE(key.sign(as_bytes("x")), key.sign(as_bytes("x")));
}

TEST(PublicKey, OutlivesItsPrivateKeyAndVerifiesOnManyThreads) {
  PublicKey key = PrivateKey::generate(Algorithm::ed25519).public_key();
  Bytes signature;
  {
    const PrivateKey signer = PrivateKey::generate(Algorithm::ed25519);
    key = signer.public_key();
    signature = signer.sign(as_bytes("x"));
  }
  std::vector<int> verified(4, 0);
  std::vector<std::thread> threads;
  for (int& count : verified) {
    threads.emplace_back([&count, &key, &signature] {
      for (int i = 0; i < 50; ++i) count += key.verify(as_bytes("x"), signature) ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(verified, std::vector<int>(4, 50));
}

// A NIST P-256 key: well-formed, but of no algorithm accepted here.
constexpr const char* p256_pem =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEkZHUOXYw/HJDr443mrjBTv/Zne5Z\n"
    "+vbow1SdT7C14xbxd3TmcJrqvcZpGuYclzOQppMN1dp5W/QmEBWRD3f5Kw==\n"
    "-----END PUBLIC KEY-----\n";

TEST(PublicKey, OfAnotherAlgorithmIsRefused) {
  const auto key = PublicKey::from_pem(p256_pem);
  ASSERT_FALSE(key.has_value());
  EXPECT_EQ(key.error().code, Errc::invalid_input);
  EXPECT_THAT(key.error().message.en, testing::HasSubstr("only Ed25519 and SM2"));
}

TEST(PrivateKey, IsNotReadFromSomethingElse) {
  for (const char* text :
       {"", "hello", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", p256_pem,
        "-----BEGIN PRIVATE KEY-----"}) {
    const auto key = PrivateKey::from_pem(text, "");
    ASSERT_FALSE(key.has_value()) << text;
    EXPECT_EQ(key.error().code, Errc::invalid_input);
    EXPECT_FALSE(key.error().message.zh.empty());
  }
}

TEST(Algorithm, IsReadBackFromItsNameAndFollowsTheSuite) {
  EXPECT_EQ(*parse_algorithm("ed25519"), Algorithm::ed25519);
  EXPECT_EQ(*parse_algorithm("sm2"), Algorithm::sm2);
  EXPECT_EQ(parse_algorithm("rsa").error().code, Errc::invalid_input);
  EXPECT_EQ(algorithm_of(Suite::standard), Algorithm::ed25519);
  EXPECT_EQ(algorithm_of(Suite::gm), Algorithm::sm2);
}

}  // namespace
}  // namespace minutebook::crypto
