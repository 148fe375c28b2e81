// Tokens of an authority that OpenSSL's own command line plays: `openssl ts`.

#include "ledger/crypto/time_stamp.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "ledger/base/limits.h"
#include "tests/crypto/temporary_folder.h"

namespace minutebook::crypto {
namespace {

constexpr const char* configuration = R"([req]
distinguished_name = name
prompt = no
[name]
CN = Test Root
[root]
basicConstraints = critical,CA:true
[tsa]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[ca]
default_ca = issuing
[issuing]
database = index
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[authority]
serial = tsa.serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
)";

class TimeStamps : public testing::Test {
 protected:
  void SetUp() override {
    if (std::system("openssl version >/dev/null 2>&1") != 0) GTEST_SKIP() << "no openssl command";
    write("conf", configuration);
    write("index", "");
    write("serial", "01\n");
    write("tsa.serial", "0A\n");
    run("req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -config conf "
        "-extensions root -days 9999 -subj '/CN=Test Root'");
    run("req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -config conf "
        "-subj '/CN=Test Authority'");
    issue("-startdate 20200101000000Z -enddate 20991231000000Z");
    digest_.fill(0x5a);
    request_ = make_time_stamp_request(digest_, 0x0102030405060708);
  }

  /// A certificate for the authority's key, tsa.pem.
  void issue(const std::string& dates) const {
    run("ca -batch -notext -config conf -cert root.pem -keyfile root.key -extensions tsa -in "
        "tsa.csr -out tsa.pem " +
        dates);
  }
  /// The authority's answer.
  Bytes answer(ByteSpan request, const std::string& more = "-chain root.pem") const {
    write("request", as_text(request));
    run("ts -reply -config conf -section authority -queryfile request -signer tsa.pem -inkey "
        "tsa.key -out answer " +
        more);
    return bytes_of(read("answer"));
  }
  Bytes token(const std::string& more = "-chain root.pem") const {
    const auto made = token_of_response(answer(request_, more), request_);
    EXPECT_TRUE(made) << made.error().message.en;
    return made.value_or(Bytes());
  }
  Errc error_of(ByteSpan token, const std::string& anchors) const {
    const auto verified = verify_time_stamp(token, digest_, {anchors, {}});
    if (verified) return Errc::io;
    EXPECT_FALSE(verified.error().message.zh.empty());
    return verified.error().code;
  }

  void run(const std::string& arguments) const {
    const std::string line =
        "cd '" + folder_.path().string() + "' && openssl " + arguments + " >out 2>&1";
    ASSERT_EQ(std::system(line.c_str()), 0) << arguments << "\n" << read("out");
  }
  void write(const char* name, std::string_view text) const {
    std::ofstream(folder_.path() / name, std::ios::binary) << text;
  }
  std::string read(const char* name) const {
    std::ifstream in(folder_.path() / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static Bytes bytes_of(const std::string& text) {
    return Bytes(as_bytes(text).begin(), as_bytes(text).end());
  }

  TemporaryFolder folder_;
  Digest digest_{};
  Bytes request_;
};

TEST_F(TimeStamps, TellWhenAndByWhom) {
  const auto stamp = verify_time_stamp(token(), digest_, {read("root.pem"), {}});
  ASSERT_TRUE(stamp) << stamp.error().message.en;
  EXPECT_EQ(stamp->tsa, "CN=Test Authority");
  EXPECT_EQ(stamp->policy, "1.2.3.4.1");
  EXPECT_EQ(stamp->serial, "0B");
  const Instant now = SystemClock().now();
  EXPECT_LT(stamp->time.ns, now.ns + 60'000'000'000);
  EXPECT_GT(stamp->time.ns, now.ns - 600'000'000'000);
}

TEST_F(TimeStamps, OurRequestIsUnderstoodByOpenssl) {
  write("request", as_text(request_));
  run("ts -query -in request -text");
  const std::string text = read("out");
  EXPECT_NE(text.find("Hash Algorithm: sha256"), std::string::npos);
  EXPECT_NE(text.find("Certificate required: yes"), std::string::npos);
  EXPECT_NE(text.find("0x0102030405060708"), std::string::npos) << text;
}

TEST_F(TimeStamps, OfAnotherDigestAreRefused) {
  const Bytes made = token();
  digest_[0] ^= 1;
  EXPECT_EQ(error_of(made, read("root.pem")), Errc::invalid_input);
  const Bytes other = make_time_stamp_request(digest_, 0x0102030405060708);
  EXPECT_FALSE(token_of_response(answer(request_), other));
}

TEST_F(TimeStamps, OfAnotherNonceAreRefused) {
  const Bytes other = make_time_stamp_request(digest_, 0x0102030405060709);
  const auto made = token_of_response(answer(request_), other);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, Errc::invalid_input);
  EXPECT_NE(made.error().message.en.find("nonce"), std::string::npos) << made.error().message.en;
}

TEST_F(TimeStamps, NotGrantedAreRefused) {
  const auto made = token_of_response(answer(as_bytes("not a request")), request_);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, Errc::invalid_input);
}

TEST_F(TimeStamps, OfAnUnknownAuthorityAreRefused) {
  const Bytes made = token();
  run("req -x509 -newkey rsa:2048 -nodes -keyout other.key -out other.pem -config conf "
      "-extensions root -days 9999 -subj '/CN=Test Root'");
  EXPECT_EQ(error_of(made, read("other.pem")), Errc::unauthorised);
  EXPECT_EQ(error_of(made, ""), Errc::unauthorised);
  EXPECT_EQ(error_of(made, "no certificates"), Errc::invalid_input);
}

TEST_F(TimeStamps, ByACertificateThatHadExpiredAreRefused) {
  issue("-startdate 20190101000000Z -enddate 20200101000000Z");
  const auto verified = verify_time_stamp(token(), digest_, {read("root.pem"), {}});
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().code, Errc::unauthorised);
  EXPECT_NE(verified.error().message.en.find("expired"), std::string::npos)
      << verified.error().message.en;
}

TEST_F(TimeStamps, WithoutCertificatesNeedThemFromElsewhere) {
  const Bytes whole = request_;
  write("digest.hex", "");
  run("ts -query -digest " + hex_of(digest_) + " -sha256 -out bare");
  request_ = bytes_of(read("bare"));  // asks for no certificate
  const Bytes made = token("");
  EXPECT_EQ(error_of(made, read("root.pem")), Errc::unauthorised);
  const auto verified = verify_time_stamp(made, digest_, {read("root.pem"), read("tsa.pem")});
  ASSERT_TRUE(verified) << verified.error().message.en;
  EXPECT_EQ(verified->tsa, "CN=Test Authority");
}

TEST_F(TimeStamps, ThatAreDamagedAreRefused) {
  const Bytes made = token();
  const std::string anchors = read("root.pem");
  for (std::size_t size = 0; size < made.size(); size += 97) {
    EXPECT_EQ(error_of(ByteSpan(made).first(size), anchors), Errc::invalid_input) << size;
  }
  Bytes longer = made;
  longer.push_back(0);
  EXPECT_EQ(error_of(longer, anchors), Errc::invalid_input);
  Bytes flipped = made;
  flipped[flipped.size() - 5] ^= 1;  // in the signature
  EXPECT_EQ(error_of(flipped, anchors), Errc::unauthorised);
  EXPECT_EQ(error_of(as_bytes("noise"), anchors), Errc::invalid_input);
  const Bytes huge(limits::max_time_stamp_bytes + 1, 0x30);
  EXPECT_EQ(error_of(huge, anchors), Errc::invalid_input);
  EXPECT_FALSE(token_of_response(huge, request_));
  EXPECT_FALSE(token_of_response({}, request_));
  EXPECT_FALSE(token_of_response(answer(request_), as_bytes("noise")));
}

}  // namespace
}  // namespace minutebook::crypto
