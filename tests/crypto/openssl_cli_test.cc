// Keys and signatures must be understood by OpenSSL's own command line, and the other way round.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "ledger/crypto/pem_file.h"
#include "tests/crypto/temporary_folder.h"

namespace minutebook::crypto {
namespace {

class OpensslCli : public testing::TestWithParam<Algorithm> {
 protected:
  void SetUp() override {
    if (std::system("openssl version >/dev/null 2>&1") != 0) GTEST_SKIP() << "no openssl command";
  }

  bool run(const std::string& arguments) const {
    return std::system(
               ("cd '" + folder_.path().string() + "' && openssl " + arguments + " >out 2>&1")
                   .c_str()) == 0;
  }

  void write(const char* name, ByteSpan bytes) const {
    std::ofstream(folder_.path() / name, std::ios::binary) << as_text(bytes);
  }

  Bytes read(const char* name) const {
    std::ifstream in(folder_.path() / name, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(in), {});
  }

  std::string signature_options() const {
    return GetParam() == Algorithm::sm2
               ? " -rawin -digest sm3 -pkeyopt distid:" + std::string(sm2_user_id)
               : " -rawin";
  }

  std::filesystem::path file(const char* name) const { return folder_.path() / name; }
  TemporaryFolder folder_;
};

INSTANTIATE_TEST_SUITE_P(Keys, OpensslCli, testing::Values(Algorithm::ed25519, Algorithm::sm2),
                         [](const auto& made) { return std::string(name_of(made.param)); });

TEST_P(OpensslCli, VerifiesOurSignature) {
  const PrivateKey key = PrivateKey::generate(GetParam());
  ASSERT_TRUE(write_public_key(file("key.pub"), key.public_key()).has_value());
  write("message", as_bytes("a ballot"));
  write("signature", key.sign(as_bytes("a ballot")));
  const std::string verify =
      "pkeyutl -verify -pubin -inkey key.pub -in message -sigfile signature" + signature_options();
  EXPECT_TRUE(run(verify)) << as_text(read("out"));
  write("message", as_bytes("another"));
  EXPECT_FALSE(run(verify));
}

TEST_P(OpensslCli, MakesASignatureThatWeVerify) {
  const PrivateKey key = PrivateKey::generate(GetParam());
  ASSERT_TRUE(write_private_key(file("key.pem"), key, "secret").has_value());
  write("message", as_bytes("a ballot"));
  ASSERT_TRUE(run("pkeyutl -sign -inkey key.pem -passin pass:secret -in message -out signature" +
                  signature_options()))
      << as_text(read("out"));
  EXPECT_TRUE(key.public_key().verify(as_bytes("a ballot"), read("signature")));
}

TEST_P(OpensslCli, MakesAKeyThatWeRead) {
  const std::string name = GetParam() == Algorithm::sm2 ? "SM2" : "ED25519";
  ASSERT_TRUE(run("genpkey -algorithm " + name + " -out key.pem")) << as_text(read("out"));
  ASSERT_TRUE(run("pkey -in key.pem -pubout -outform DER -out key.der")) << as_text(read("out"));
  std::filesystem::permissions(file("key.pem"), std::filesystem::perms(0600));
  const auto key = read_private_key(file("key.pem"), "");
  ASSERT_TRUE(key.has_value()) << key.error().message.en;
  EXPECT_EQ(key->public_key().algorithm(), GetParam());
  EXPECT_EQ(key->public_key().der(), read("key.der"));
}

TEST_P(OpensslCli, SeesAStrongEncryptionOfOurKey) {
  const PrivateKey key = PrivateKey::generate(GetParam());
  ASSERT_TRUE(write_private_key(file("key.pem"), key, "secret").has_value());
  ASSERT_TRUE(run("asn1parse -in key.pem"));
  const std::string structure(as_text(read("out")));
  for (const char* part : {"PBES2", "PBKDF2", "hmacWithSHA256", "aes-256-cbc", "0927C0"}) {
    EXPECT_THAT(structure, testing::HasSubstr(part));  // 0x0927C0 = 600,000 rounds
  }
}

}  // namespace
}  // namespace minutebook::crypto
