#include "ledger/crypto/pem_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/crypto/temporary_folder.h"

namespace minutebook::crypto {
namespace {

namespace fs = std::filesystem;

class PemFile : public testing::Test {
 protected:
  fs::path file(const char* name) const { return folder_.path() / name; }
  TemporaryFolder folder_;
  PrivateKey key_ = PrivateKey::generate(Algorithm::ed25519);
};

TEST_F(PemFile, IsReadBackAndOnlyItsOwnersToRead) {
  ASSERT_TRUE(write_private_key(file("key.pem"), key_, "").has_value());
  EXPECT_EQ(fs::status(file("key.pem")).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
  const auto again = read_private_key(file("key.pem"), "");
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->public_key(), key_.public_key());
  EXPECT_FALSE(*is_encrypted_key(file("key.pem")));
}

TEST_F(PemFile, IsEncryptedWhenThereIsAPassphrase) {
  ASSERT_TRUE(write_private_key(file("key.pem"), key_, "secret").has_value());
  EXPECT_TRUE(*is_encrypted_key(file("key.pem")));
  EXPECT_TRUE(read_private_key(file("key.pem"), "secret").has_value());
  const auto refused = read_private_key(file("key.pem"), "guess");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, Errc::unauthorised);
  EXPECT_THAT(refused.error().message.en, testing::HasSubstr("key.pem: the passphrase is wrong"));
}

TEST_F(PemFile, ThatOthersMayReadIsRefusedWithTheRemedy) {
  ASSERT_TRUE(write_private_key(file("key.pem"), key_, "").has_value());
  for (const mode_t mode : {0640, 0604, 0620, 0601}) {
    ASSERT_EQ(::chmod(file("key.pem").c_str(), mode), 0);
    const auto refused = read_private_key(file("key.pem"), "");
    ASSERT_FALSE(refused.has_value()) << mode;
    EXPECT_EQ(refused.error().code, Errc::unauthorised);
    EXPECT_THAT(refused.error().message.en,
                testing::EndsWith("chmod 600 " + file("key.pem").string()));
    EXPECT_THAT(refused.error().message.zh, testing::HasSubstr("chmod 600"));
  }
}

TEST_F(PemFile, IsNeverReplaced) {
  ASSERT_TRUE(write_private_key(file("key.pem"), key_, "").has_value());
  const auto refused =
      write_private_key(file("key.pem"), PrivateKey::generate(Algorithm::ed25519), "");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, Errc::conflict);
  EXPECT_EQ(read_private_key(file("key.pem"), "")->public_key(), key_.public_key());
}

TEST_F(PemFile, ThatIsMissingOrNoKeyFileIsRefused) {
  EXPECT_EQ(read_private_key(file("none.pem"), "").error().code, Errc::not_found);
  EXPECT_EQ(read_private_key(folder_.path(), "").error().code, Errc::invalid_input);
  ASSERT_EQ(::mkfifo(file("pipe").c_str(), 0600), 0);
  EXPECT_EQ(read_private_key(file("pipe"), "").error().code, Errc::invalid_input);
  std::ofstream(file("large.pem")) << std::string(20'000, 'x');
  ASSERT_EQ(::chmod(file("large.pem").c_str(), 0600), 0);
  EXPECT_EQ(read_private_key(file("large.pem"), "").error().code, Errc::invalid_input);
  std::ofstream(file("text.pem")) << "hello";
  ASSERT_EQ(::chmod(file("text.pem").c_str(), 0600), 0);
  EXPECT_EQ(read_private_key(file("text.pem"), "").error().code, Errc::invalid_input);
  EXPECT_EQ(write_private_key(file("none/key.pem"), key_, "").error().code, Errc::not_found);
}

TEST_F(PemFile, OfAPublicKeyIsReadBack) {
  ASSERT_TRUE(write_public_key(file("key.pub"), key_.public_key()).has_value());
  EXPECT_EQ(*read_public_key(file("key.pub")), key_.public_key());
  EXPECT_EQ(write_public_key(file("key.pub"), key_.public_key()).error().code, Errc::conflict);
  ASSERT_TRUE(write_private_key(file("key.pem"), key_, "").has_value());
  EXPECT_EQ(read_public_key(file("key.pem")).error().code, Errc::invalid_input);
}

}  // namespace
}  // namespace minutebook::crypto
