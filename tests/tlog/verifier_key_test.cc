#include "ledger/tlog/verifier_key.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/tlog/sample.h"
#include "tests/tlog/vectors.h"

namespace minutebook::tlog {
namespace {

TEST(VerifierKey, OfOtherProgramsIsReadAndWrittenBack) {
  for (const std::string& text : {vectors::first_key, vectors::second_key}) {
    const auto key = VerifierKey::parse(text);
    ASSERT_TRUE(key.has_value()) << key.error().message.en;
    EXPECT_EQ(key->text(), text);
    EXPECT_EQ(key->role(), KeyRole::log);
    EXPECT_EQ(VerifierKey::make(key->name(), KeyRole::log, key->public_key()).value(), *key);
  }
  const auto witness = VerifierKey::parse(vectors::cosigner_key).value();
  EXPECT_EQ(witness.role(), KeyRole::cosigner);
  EXPECT_EQ(witness.name(), "remora.n621.de");
  EXPECT_EQ(witness.text(), vectors::cosigner_key);
}

TEST(VerifierKey, IsNotReadFromAPartOfItself) {
  const std::string& text = vectors::first_key;
  for (std::size_t begin = 0; begin <= text.size(); ++begin) {
    for (std::size_t end = begin; end <= text.size(); ++end) {
      if (begin == 0 && end == text.size()) continue;
      ASSERT_FALSE(VerifierKey::parse(text.substr(begin, end - begin)).has_value());
    }
  }
}

TEST(VerifierKey, IsNotReadWithOneCharacterChanged) {
  for (std::size_t i = 0; i < vectors::first_key.size(); ++i) {
    std::string text = vectors::first_key;
    ++text[i];
    ASSERT_FALSE(VerifierKey::parse(text).has_value()) << text;
  }
}

TEST(VerifierKey, OfAnUnknownTypeIsUnsupported) {
  const auto key =
      VerifierKey::parse("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  ASSERT_FALSE(key.has_value());
  EXPECT_EQ(key.error().code, Errc::unsupported);
}

TEST(VerifierKey, OfAWrongLengthIsRefused) {
  EXPECT_FALSE(VerifierKey::parse("PeterNeumann+cc469956+"
                                  "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==")
                   .has_value());
  EXPECT_FALSE(VerifierKey::parse(std::string(1'000'000, 'a')).has_value());
}

TEST(VerifierKey, OfSm2HasTypesOfItsOwn) {
  auto key = crypto::PrivateKey::generate(crypto::Algorithm::sm2);
  const auto log = VerifierKey::make("example.com/gm", KeyRole::log, key.public_key()).value();
  const auto witness =
      VerifierKey::make("example.com/gm", KeyRole::cosigner, key.public_key()).value();
  EXPECT_NE(log.id(), witness.id());
  EXPECT_EQ(VerifierKey::parse(log.text()).value(), log);
  EXPECT_EQ(VerifierKey::parse(witness.text()).value(), witness);
  EXPECT_NE(log.text().find("+/21pbnV0ZWJvb2suZXhhbXBsZS9ub3RlLXNtMi92MQow"), std::string::npos);
}

TEST(VerifierKey, OfOneRoleDoesNotVerifyTheOther) {
  const Signer log = ed25519_signer("example.com/a", KeyRole::log, 1);
  const Signer witness = ed25519_signer("example.com/a", KeyRole::cosigner, 1);
  EXPECT_NE(log.verifier().id(), witness.verifier().id());
  const Checkpoint checkpoint{"example.com/a", SmallTree(3).head, {}};
  const std::string text = serialize(checkpoint).value();
  const auto signature = log.sign(checkpoint).value();
  const auto cosignature = witness.cosign(checkpoint, 1'700'000'000).value();
  EXPECT_TRUE(log.verifier().verify(text, signature.bytes));
  EXPECT_TRUE(witness.verifier().verify(text, cosignature.bytes));
  EXPECT_FALSE(log.verifier().verify(text, cosignature.bytes));
  EXPECT_FALSE(witness.verifier().verify(text, signature.bytes));
}

TEST(KeyName, HasNoSpaceOfAnyKindNoPlusAndNoControlCharacter) {
  EXPECT_TRUE(is_key_name("example.com/log42"));
  EXPECT_TRUE(is_key_name("minutebook.example/浙江"));
  EXPECT_TRUE(is_key_name(std::string(255, 'a')));
  for (const std::string& name :
       {std::string(), std::string(256, 'a'), std::string("a b"), std::string("a+b"),
        std::string("a\tb"), std::string("a\nb"), std::string("a\u00A0b"), std::string("a\u3000b"),
        std::string("a\u2028b"), std::string("a\u0085"), std::string("\xff"),
        std::string("a\0b", 3)}) {
    EXPECT_FALSE(is_key_name(name)) << printable(name);
  }
}

TEST(Signer, OfOtherProgramsIsReadAndSignsAsTheyDo) {
  const auto signer = Signer::parse(vectors::first_signer);
  ASSERT_TRUE(signer.has_value()) << signer.error().message.en;
  EXPECT_EQ(signer->verifier().text(), vectors::first_key);
  EXPECT_EQ(signature_line(signer->sign(vectors::text).value()), vectors::first_line);
}

TEST(Signer, IsNotReadFromAMangledText) {
  const std::string& text = vectors::first_signer;
  for (std::size_t i = 0; i < text.size(); ++i) {
    EXPECT_FALSE(Signer::parse(text.substr(0, i)).has_value());
    EXPECT_FALSE(Signer::parse(text.substr(i + 1)).has_value());
    std::string changed = text;
    ++changed[i];
    EXPECT_FALSE(Signer::parse(changed).has_value()) << changed;
  }
}

TEST(Signer, IsWrittenAsItIsRead) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(9);
  for (const KeyRole role : {KeyRole::log, KeyRole::cosigner}) {
    const auto text = signer_text("example.com/w", role, seed).value();
    EXPECT_EQ(Signer::parse(text)->verifier(), ed25519_signer("example.com/w", role, 9).verifier());
  }
  EXPECT_FALSE(signer_text("two words", KeyRole::log, seed).has_value());
}

TEST(Signer, DoesNotSignWhatIsNoNote) {
  const Signer signer = ed25519_signer("example.com/a", KeyRole::log, 1);
  EXPECT_FALSE(signer.sign("no newline").has_value());
  EXPECT_FALSE(signer.sign("control \x01\n").has_value());
  EXPECT_FALSE(signer.sign("\xff\n").has_value());
}

}  // namespace
}  // namespace minutebook::tlog
