#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cstring>

#include "ledger/base/check.h"
#include "ledger/crypto/key.h"
#include "ledger/crypto/openssl_error.h"

namespace minutebook::crypto {
namespace {

constexpr std::string_view plain_header = "-----BEGIN PRIVATE KEY-----";
constexpr std::string_view encrypted_header = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

/// OpenSSL's own default, 2048, is guessed at too fast; this costs a reader a fraction of a second.
constexpr int pbkdf2_iterations = 600'000;

template <auto free_function>
struct FreeWith {
  template <typename T>
  void operator()(T* object) const {
    free_function(object);
  }
};
using Bio = std::unique_ptr<BIO, FreeWith<BIO_free>>;
using Pkcs8 = std::unique_ptr<PKCS8_PRIV_KEY_INFO, FreeWith<PKCS8_PRIV_KEY_INFO_free>>;
using EncryptedPkcs8 = std::unique_ptr<X509_SIG, FreeWith<X509_SIG_free>>;
using AlgorithmId = std::unique_ptr<X509_ALGOR, FreeWith<X509_ALGOR_free>>;

Bio reader_of(std::string_view text) {
  Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  MB_CHECK(bio != nullptr);
  return bio;
}

/// A memory buffer that is wiped when freed.
Bio secret_writer() {
  Bio bio(BIO_new(BIO_s_secmem()));
  MB_CHECK(bio != nullptr);
  return bio;
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

/// Gives OpenSSL the passphrase; it would ask on the terminal if there were no callback.
int give_passphrase(char* buffer, int size, int /*writing*/, void* passphrase) {
  const auto& text = *static_cast<const std::string_view*>(passphrase);
  if (text.size() > static_cast<std::size_t>(size)) return -1;
  std::copy(text.begin(), text.end(), buffer);
  return static_cast<int>(text.size());
}

EncryptedPkcs8 encrypt(PKCS8_PRIV_KEY_INFO* plain, std::string_view passphrase) {
  AlgorithmId method(PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), pbkdf2_iterations, nullptr, 0, nullptr,
                                       NID_hmacWithSHA256));
  MB_CHECK(method != nullptr);
  EncryptedPkcs8 encrypted(
      PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()), plain, method.get()));
  MB_CHECK(encrypted != nullptr);
  (void)method.release();  // now owned by `encrypted`
  return encrypted;
}

}  // namespace

bool is_encrypted_pem(std::string_view pem) {
  return pem.find(encrypted_header) != std::string_view::npos;
}

Result<PublicKey> PublicKey::from_pem(std::string_view pem) {
  const ForgetOpensslErrors forget;
  const KeyHandle key(PEM_read_bio_PUBKEY(reader_of(pem).get(), nullptr, nullptr, nullptr));
  if (key == nullptr) {
    return fail(Errc::invalid_input, "no PEM \"PUBLIC KEY\" block was found",
                "找不到 PEM 格式的“PUBLIC KEY”");
  }
  unsigned char* encoded = nullptr;
  const int size = i2d_PUBKEY(key.get(), &encoded);
  MB_CHECK(size > 0);
  const Bytes der(encoded, encoded + size);
  OPENSSL_free(encoded);
  return from_der(der);
}

std::string PublicKey::pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  MB_CHECK(bio != nullptr);
  const unsigned char* at = der().data();
  const KeyHandle key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der().size())));
  MB_CHECK_EQ(PEM_write_bio_PUBKEY(bio.get(), key.get()), 1);
  return text_of(bio.get());
}

Result<PrivateKey> PrivateKey::from_pem(std::string_view pem, std::string_view passphrase) {
  const bool encrypted = is_encrypted_pem(pem);
  if (!encrypted && pem.find(plain_header) == std::string_view::npos) {
    return fail(Errc::invalid_input, "no PEM \"PRIVATE KEY\" block (PKCS#8) was found",
                "找不到 PEM 格式的“PRIVATE KEY”（PKCS#8）");
  }
  if (encrypted && passphrase.empty()) {
    return fail(Errc::unauthorised, "the key is encrypted: a passphrase is needed",
                "密钥已加密：需要口令");
  }
  const ForgetOpensslErrors forget;
  KeyHandle key(
      PEM_read_bio_PrivateKey(reader_of(pem).get(), nullptr, give_passphrase, &passphrase));
  if (key == nullptr && encrypted) {
    return fail(Errc::unauthorised, "the passphrase is wrong or the key is damaged",
                "口令错误或密钥已损坏");
  }
  if (key == nullptr) {
    return fail(Errc::invalid_input, "the private key is damaged", "私钥已损坏");
  }
  return adopt(std::move(key));
}

std::string PrivateKey::pem(std::string_view passphrase) const {
  const Bio bio = secret_writer();
  const Pkcs8 plain(EVP_PKEY2PKCS8(key_.get()));
  MB_CHECK(plain != nullptr);
  if (passphrase.empty()) {
    MB_CHECK_EQ(PEM_write_bio_PKCS8_PRIV_KEY_INFO(bio.get(), plain.get()), 1);
  } else {
    const EncryptedPkcs8 encrypted = encrypt(plain.get(), passphrase);
    MB_CHECK_EQ(PEM_write_bio_PKCS8(bio.get(), encrypted.get()), 1);
  }
  return text_of(bio.get());
}

}  // namespace minutebook::crypto
