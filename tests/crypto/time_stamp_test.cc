#include "ledger/crypto/time_stamp.h"

#include <gtest/gtest.h>

#include <openssl/pem.h>
#include <openssl/ts.h>

#include <memory>
#include <optional>
#include <string>

#include "ledger/base/limits.h"
#include "tests/crypto/authority.h"

namespace minutebook::crypto {
namespace {

class TimeStamps : public testing::Test {
 protected:
  void SetUp() override {
    if (!Authority::is_possible()) GTEST_SKIP() << "no openssl command";
    authority_.emplace();
    digest_.fill(0x5a);
    request_ = make_time_stamp_request(digest_, 0x0102030405060708);
  }

  void issue(const std::string& dates) const { authority_->issue(dates); }
  Bytes answer(ByteSpan request, const std::string& more = "-chain root.pem") const {
    return authority_->answer(request, more);
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

  void run(const std::string& arguments) const { authority_->run(arguments); }
  void write(const char* name, std::string_view text) const { authority_->write(name, text); }
  std::string read(const char* name) const { return authority_->read(name); }
  static Bytes bytes_of(const std::string& text) { return Authority::bytes_of(text); }

  std::optional<Authority> authority_;
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

template <auto free>
struct Free {
  template <typename T>
  void operator()(T* value) const {
    free(value);
  }
};
template <typename T, auto free>
using Handle = std::unique_ptr<T, Free<free>>;
using Bio = Handle<BIO, BIO_free_all>;

Bio reading(const std::string& text) {
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

/// 2021-01-12T01:41:00Z, as the clock of an authority gives it.
constexpr std::int64_t stamped_second = 1'610'415'660;
int time_of_2021(TS_RESP_CTX*, void*, long* seconds, long* microseconds) {
  *seconds = stamped_second;
  *microseconds = 0;
  return 1;
}
ASN1_INTEGER* any_serial(TS_RESP_CTX*, void*) {
  ASN1_INTEGER* const serial = ASN1_INTEGER_new();
  ASN1_INTEGER_set(serial, 11);
  return serial;
}

/// The answer that an authority of that certificate and key gave in 2021.
Bytes answer_of_2021(ByteSpan request, const std::string& certificate, const std::string& key) {
  const Handle<TS_RESP_CTX, TS_RESP_CTX_free> authority(TS_RESP_CTX_new());
  const Handle<X509, X509_free> signer(
      PEM_read_bio_X509(reading(certificate).get(), nullptr, nullptr, nullptr));
  const Handle<EVP_PKEY, EVP_PKEY_free> signs(
      PEM_read_bio_PrivateKey(reading(key).get(), nullptr, nullptr, nullptr));
  const Handle<ASN1_OBJECT, ASN1_OBJECT_free> policy(OBJ_txt2obj("1.2.3.4.1", 1));
  EXPECT_EQ(TS_RESP_CTX_set_signer_cert(authority.get(), signer.get()), 1);
  EXPECT_EQ(TS_RESP_CTX_set_signer_key(authority.get(), signs.get()), 1);
  EXPECT_EQ(TS_RESP_CTX_set_def_policy(authority.get(), policy.get()), 1);
  EXPECT_EQ(TS_RESP_CTX_add_md(authority.get(), EVP_sha256()), 1);
  TS_RESP_CTX_set_time_cb(authority.get(), time_of_2021, nullptr);
  TS_RESP_CTX_set_serial_cb(authority.get(), any_serial, nullptr);
  const std::string der(as_text(request));
  const Handle<TS_RESP, TS_RESP_free> response(
      TS_RESP_create_response(authority.get(), reading(der).get()));
  unsigned char* encoded = nullptr;
  const int size = i2d_TS_RESP(response.get(), &encoded);
  Bytes answer(encoded, encoded + size);
  OPENSSL_free(encoded);
  return answer;
}

TEST_F(TimeStamps, OutliveTheirCertificate) {
  issue("-startdate 20200601000000Z -enddate 20220101000000Z");
  const auto made =
      token_of_response(answer_of_2021(request_, read("tsa.pem"), read("tsa.key")), request_);
  ASSERT_TRUE(made) << made.error().message.en;
  const auto stamp = verify_time_stamp(*made, digest_, {read("root.pem"), {}});
  ASSERT_TRUE(stamp) << stamp.error().message.en;
  EXPECT_EQ(stamp->time.ns, stamped_second * 1'000'000'000);
}

TEST_F(TimeStamps, AreReadWithoutBeingBelieved) {
  const Bytes made = token();
  const auto said = read_time_stamp(made, digest_);
  ASSERT_TRUE(said) << said.error().message.en;
  EXPECT_EQ(said->tsa, "CN=Test Authority");
  EXPECT_EQ(said->time, verify_time_stamp(made, digest_, {read("root.pem"), {}})->time);
  digest_[0] ^= 1;
  EXPECT_EQ(read_time_stamp(made, digest_).error().code, Errc::invalid_input);
}

TEST_F(TimeStamps, NeedCertificatesThatAreSome) {
  EXPECT_TRUE(check_certificates(read("root.pem")));
  EXPECT_TRUE(check_certificates(read("root.pem") + read("tsa.pem")));
  for (const std::string& wrong : {std::string(), std::string("none"), read("tsa.key"),
                                   std::string(limits::max_certificates_bytes + 1, '\n')}) {
    const auto checked = check_certificates(wrong);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, Errc::invalid_input);
  }
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
