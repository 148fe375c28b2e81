#include "ledger/crypto/time_stamp.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509_vfy.h>

#include <ctime>
#include <memory>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/base/rfc3339.h"
#include "ledger/crypto/openssl_error.h"

namespace minutebook::crypto {
namespace {

template <auto free>
struct Free {
  template <typename T>
  void operator()(T* value) const {
    free(value);
  }
};
template <typename T, auto free>
using Handle = std::unique_ptr<T, Free<free>>;
using Request = Handle<TS_REQ, TS_REQ_free>;
using Response = Handle<TS_RESP, TS_RESP_free>;
using Token = Handle<PKCS7, PKCS7_free>;
using Info = Handle<TS_TST_INFO, TS_TST_INFO_free>;
using Check = Handle<TS_VERIFY_CTX, TS_VERIFY_CTX_free>;
using Store = Handle<X509_STORE, X509_STORE_free>;
using Bio = Handle<BIO, BIO_free_all>;
using Integer = Handle<ASN1_INTEGER, ASN1_INTEGER_free>;
using Certificate = Handle<X509, X509_free>;

struct FreeCertificates {
  void operator()(STACK_OF(X509) * list) const { sk_X509_pop_free(list, X509_free); }
};
using Certificates = std::unique_ptr<STACK_OF(X509), FreeCertificates>;

tl::unexpected<Error> bad(const std::string& en, const std::string& zh) {
  return fail(Errc::invalid_input, "the time stamp " + en, "时间戳" + zh);
}

/// OpenSSL's own words for what it found, oldest first; they name the certificate's fault.
std::string reasons() {
  std::string out;
  const char* data = nullptr;
  int flags = 0;
  while (const unsigned long code = ERR_get_error_all(nullptr, nullptr, nullptr, &data, &flags)) {
    const char* const reason = ERR_reason_error_string(code);
    if (!out.empty()) out += "; ";
    out += reason != nullptr ? reason : "unknown";
    if ((flags & ERR_TXT_STRING) != 0 && data != nullptr && *data != 0) {
      out += std::string(" (") + data + ")";
    }
  }
  return printable(out, 300);
}

/// The value of exactly these DER bytes, or null.
template <typename Made, typename Decode>
Made decode(ByteSpan der, Decode d2i) {
  if (der.empty() || der.size() > limits::max_time_stamp_bytes) return nullptr;
  const unsigned char* at = der.data();
  Made made(d2i(nullptr, &at, static_cast<long>(der.size())));
  if (at != der.data() + der.size()) return nullptr;
  return made;
}

template <typename T, typename Encode>
Bytes encode(T* value, Encode i2d) {
  unsigned char* encoded = nullptr;
  const int size = i2d(value, &encoded);
  MB_CHECK(size > 0);
  Bytes der(encoded, encoded + size);
  OPENSSL_free(encoded);
  return der;
}

Bio reading(std::string_view text) {
  Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  MB_CHECK(bio != nullptr);
  return bio;
}

int no_passphrase(char*, int, int, void*) { return -1; }

Result<Certificates> read_certificates(std::string_view pem) {
  Certificates list(sk_X509_new_null());
  MB_CHECK(list != nullptr);
  if (pem.empty()) return list;
  if (pem.size() > limits::max_certificates_bytes) {
    const std::string limit = std::to_string(limits::max_certificates_bytes);
    return fail(Errc::invalid_input, "the certificates are longer than " + limit + " bytes",
                "证书超过 " + limit + " 字节");
  }
  const Bio bio = reading(pem);
  while (Certificate one{PEM_read_bio_X509(bio.get(), nullptr, no_passphrase, nullptr)}) {
    MB_CHECK(sk_X509_push(list.get(), one.get()) > 0);
    static_cast<void>(one.release());
  }
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  if (at_end && sk_X509_num(list.get()) > 0) return list;
  return fail(Errc::invalid_input, "the certificates are not a bundle of PEM certificates",
              "证书不是 PEM 格式的证书文件");
}

bool is_sha256(TS_TST_INFO* info) {
  const X509_ALGOR* const algorithm = TS_MSG_IMPRINT_get_algo(TS_TST_INFO_get_msg_imprint(info));
  const ASN1_OBJECT* object = nullptr;
  X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
  return OBJ_obj2nid(object) == NID_sha256;
}

bool covers(TS_TST_INFO* info, const Digest& digest) {
  const ASN1_OCTET_STRING* const said = TS_MSG_IMPRINT_get_msg(TS_TST_INFO_get_msg_imprint(info));
  const unsigned char* const bytes = ASN1_STRING_get0_data(said);
  return is_sha256(info) && ASN1_STRING_length(said) == static_cast<int>(digest.size()) &&
         std::equal(digest.begin(), digest.end(), bytes);
}

/// "20210112014100.5Z" (RFC 3161 §2.4.2).
Result<Instant> time_of(TS_TST_INFO* info) {
  const ASN1_GENERALIZEDTIME* const time = TS_TST_INFO_get_time(info);
  const std::string text(
      as_text({ASN1_STRING_get0_data(time), static_cast<std::size_t>(ASN1_STRING_length(time))}));
  if (text.size() < 15) return bad("has a malformed time", "的时间格式有误");
  const std::string rfc3339 = text.substr(0, 4) + "-" + text.substr(4, 2) + "-" +
                              text.substr(6, 2) + "T" + text.substr(8, 2) + ":" +
                              text.substr(10, 2) + ":" + text.substr(12);
  const auto parsed = parse_time(rfc3339);
  if (!parsed || text.back() != 'Z') return bad("has a malformed time", "的时间格式有误");
  return parsed->instant;
}

std::string policy_of(TS_TST_INFO* info) {
  char text[128] = {};
  OBJ_obj2txt(text, sizeof text, TS_TST_INFO_get_policy_id(info), 1);
  return text;
}

std::string serial_of(const TS_TST_INFO* info) {
  const Handle<BIGNUM, BN_free> number(ASN1_INTEGER_to_BN(TS_TST_INFO_get_serial(info), nullptr));
  if (number == nullptr) return "";
  char* const hex = BN_bn2hex(number.get());
  std::string text = hex != nullptr ? hex : "";
  OPENSSL_free(hex);
  return text;
}

/// Of the certificate that signed; the name that the token claims is not used.
std::string signer_of(PKCS7* token, STACK_OF(X509) * extra) {
  STACK_OF(X509)* const signers = PKCS7_get0_signers(token, extra, 0);
  const Bio out(BIO_new(BIO_s_mem()));
  MB_CHECK(out != nullptr);
  if (sk_X509_num(signers) > 0) {
    X509_NAME_print_ex(out.get(), X509_get_subject_name(sk_X509_value(signers, 0)), 0,
                       XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
  }
  sk_X509_free(signers);
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return printable(std::string_view(text, static_cast<std::size_t>(std::max(size, 0L))), 300);
}

/// A store that judges certificates by the token's time.
Result<Store> store_of(std::string_view anchors, Instant time) {
  MB_TRY(trusted, read_certificates(anchors));
  Store store(X509_STORE_new());
  MB_CHECK(store != nullptr);
  for (int i = 0; i < sk_X509_num(trusted.get()); ++i) {
    X509_STORE_add_cert(store.get(), sk_X509_value(trusted.get(), i));
  }
  constexpr std::int64_t second = 1'000'000'000;
  X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()),
                             static_cast<std::time_t>(time.ns / second));
  return store;
}

/// A token over the digest that was asked about.
struct OpenedToken {
  Token token;
  Info info;
  Instant time;
};

Result<OpenedToken> open_token(ByteSpan der, const Digest& digest) {
  auto token = decode<Token>(der, d2i_PKCS7);
  if (token == nullptr) return bad("is malformed or too long", "格式有误或过长");
  Info info(PKCS7_to_TS_TST_INFO(token.get()));
  if (info == nullptr) return bad("is no RFC 3161 token", "不是 RFC 3161 时间戳");
  if (!covers(info.get(), digest)) {
    return bad("is over something else than this digest", "所覆盖的不是该摘要");
  }
  MB_TRY(time, time_of(info.get()));
  return OpenedToken{std::move(token), std::move(info), time};
}

TimeStamp what_is_said(const OpenedToken& opened, STACK_OF(X509) * extra) {
  return {opened.time, signer_of(opened.token.get(), extra), policy_of(opened.info.get()),
          serial_of(opened.info.get())};
}

Result<void> check_signature(PKCS7* token, const TimeStampTrust& trust, Instant time) {
  MB_TRY(store, store_of(trust.anchors, time));
  MB_TRY(extra, read_certificates(trust.extra));
  const Check check(TS_VERIFY_CTX_new());
  MB_CHECK(check != nullptr);
  TS_VERIFY_CTX_set_flags(check.get(), TS_VFY_SIGNATURE | TS_VFY_VERSION | TS_VFY_SIGNER);
  TS_VERIFY_CTX_set_store(check.get(), store.release());
  TS_VERIFY_CTX_set_certs(check.get(), extra.release());
  if (TS_RESP_verify_token(check.get(), token) == 1) return {};
  const std::string why = reasons();
  return fail(Errc::unauthorised, "the time stamp's signature does not hold: " + why,
              "时间戳的签名无效：" + why);
}

}  // namespace

Bytes make_time_stamp_request(const Digest& digest, std::uint64_t nonce) {
  const Request request(TS_REQ_new());
  const Handle<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free> imprint(TS_MSG_IMPRINT_new());
  const Handle<X509_ALGOR, X509_ALGOR_free> algorithm(X509_ALGOR_new());
  const Integer number(ASN1_INTEGER_new());
  MB_CHECK(request && imprint && algorithm && number);
  Digest bytes = digest;  // OpenSSL's parameter is not const
  MB_CHECK(X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) == 1);
  MB_CHECK(TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1);
  MB_CHECK(TS_MSG_IMPRINT_set_msg(imprint.get(), bytes.data(), static_cast<int>(bytes.size())) ==
           1);
  MB_CHECK(ASN1_INTEGER_set_uint64(number.get(), nonce) == 1);
  MB_CHECK(TS_REQ_set_version(request.get(), 1) == 1);
  MB_CHECK(TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1);
  MB_CHECK(TS_REQ_set_nonce(request.get(), number.get()) == 1);
  MB_CHECK(TS_REQ_set_cert_req(request.get(), 1) == 1);
  return encode(request.get(), i2d_TS_REQ);
}

Result<Bytes> token_of_response(ByteSpan response_der, ByteSpan request_der) {
  const ForgetOpensslErrors forget;
  const auto request = decode<Request>(request_der, d2i_TS_REQ);
  if (request == nullptr) return bad("request is malformed", "请求格式有误");
  const auto response = decode<Response>(response_der, d2i_TS_RESP);
  if (response == nullptr) return bad("response is malformed or too long", "响应格式有误或过长");
  const Check check(TS_REQ_to_TS_VERIFY_CTX(request.get(), nullptr));
  MB_CHECK(check != nullptr);
  if (TS_RESP_verify_response(check.get(), response.get()) != 1) {
    const std::string why = reasons();
    return bad("was not granted as requested: " + why, "未按请求签发：" + why);
  }
  const Bytes token = encode(TS_RESP_get_token(response.get()), i2d_PKCS7);
  return token;
}

Result<void> check_certificates(std::string_view pem) {
  const ForgetOpensslErrors forget;
  MB_TRY(list, read_certificates(pem));
  if (sk_X509_num(list.get()) > 0) return {};
  return fail(Errc::invalid_input, "there are no certificates", "其中没有证书");
}

Result<TimeStamp> read_time_stamp(ByteSpan token, const Digest& digest) {
  const ForgetOpensslErrors forget;
  MB_TRY(opened, open_token(token, digest));
  return what_is_said(opened, nullptr);
}

Result<TimeStamp> verify_time_stamp(ByteSpan token, const Digest& digest,
                                    const TimeStampTrust& trust) {
  const ForgetOpensslErrors forget;
  MB_TRY(opened, open_token(token, digest));
  MB_TRY_VOID(check_signature(opened.token.get(), trust, opened.time));
  MB_TRY(extra, read_certificates(trust.extra));
  return what_is_said(opened, extra.get());
}

}  // namespace minutebook::crypto
