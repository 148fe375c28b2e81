#include "ledger/crypto/key.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/x509.h>

#include <utility>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/crypto/openssl_error.h"

namespace minutebook::crypto {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

constexpr std::string_view name_of_algorithm[] = {"ed25519", "sm2"};

const char* digest_name(Algorithm algorithm) {
  return algorithm == Algorithm::sm2 ? "SM3" : nullptr;  // Ed25519 hashes inside
}

/// SM2 mixes the signer's id into the digest; OpenSSL has no default for it. Given after the
/// initialisation: some releases of 3.0 refuse it as one of its parameters.
bool set_user_id(EVP_PKEY_CTX* context, Algorithm algorithm) {
  if (algorithm != Algorithm::sm2) return true;
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_octet_string(OSSL_PKEY_PARAM_DIST_ID, const_cast<char*>(sm2_user_id.data()),
                              sm2_user_id.size()),
      OSSL_PARAM_END};
  return EVP_PKEY_CTX_set_params(context, parameters) == 1;
}

Result<Algorithm> algorithm_of_key(const EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "ED25519") == 1) return Algorithm::ed25519;
  if (EVP_PKEY_is_a(key, "SM2") == 1) return Algorithm::sm2;
  return fail(Errc::invalid_input, "only Ed25519 and SM2 keys are accepted",
              "只接受 Ed25519 和 SM2 密钥");
}

Bytes der_of(const EVP_PKEY* key) {
  unsigned char* encoded = nullptr;
  const int size = i2d_PUBKEY(key, &encoded);
  MB_CHECK(size > 0);
  Bytes der(encoded, encoded + size);
  OPENSSL_free(encoded);
  return der;
}

tl::unexpected<Error> not_a_public_key() {
  return fail(Errc::invalid_input, "not a DER public key (SubjectPublicKeyInfo)",
              "不是 DER 格式的公钥（SubjectPublicKeyInfo）");
}

}  // namespace

void FreeKey::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

std::string_view name_of(Algorithm algorithm) {
  return name_of_algorithm[static_cast<std::size_t>(algorithm)];
}

Result<Algorithm> parse_algorithm(std::string_view name) {
  if (name == name_of(Algorithm::ed25519)) return Algorithm::ed25519;
  if (name == name_of(Algorithm::sm2)) return Algorithm::sm2;
  const std::string shown = printable(name);
  return fail(Errc::invalid_input,
              "there is no key algorithm \"" + shown + "\": write ed25519 or sm2",
              "没有“" + shown + "”这种密钥算法：请写 ed25519 或 sm2");
}

Algorithm algorithm_of(Suite suite) {
  return suite == Suite::gm ? Algorithm::sm2 : Algorithm::ed25519;
}

struct PublicKey::Shared {
  KeyHandle key;
  Algorithm algorithm;
  Bytes der;
  std::string key_id;
};

Result<PublicKey> PublicKey::adopt(KeyHandle key) {
  MB_TRY(algorithm, algorithm_of_key(key.get()));
  Bytes der = der_of(key.get());
  std::string key_id = hex_of(hash(Suite::standard, {der}));
  return PublicKey(std::make_shared<const Shared>(
      Shared{std::move(key), algorithm, std::move(der), std::move(key_id)}));
}

Result<PublicKey> PublicKey::from_der(ByteSpan spki) {
  if (spki.empty() || spki.size() > limits::max_public_key_bytes) return not_a_public_key();
  const ForgetOpensslErrors forget;
  const unsigned char* at = spki.data();
  KeyHandle key(d2i_PUBKEY(nullptr, &at, static_cast<long>(spki.size())));
  if (key == nullptr) return not_a_public_key();
  MB_TRY(public_key, adopt(std::move(key)));
  // A second encoding of one key would give it a second key id.
  if (public_key.der() != Bytes(spki.begin(), spki.end())) return not_a_public_key();
  return public_key;
}

Algorithm PublicKey::algorithm() const { return shared_->algorithm; }
const Bytes& PublicKey::der() const { return shared_->der; }
const std::string& PublicKey::key_id() const { return shared_->key_id; }

bool PublicKey::verify(ByteSpan message, ByteSpan signature) const {
  const ForgetOpensslErrors forget;
  const Context context(EVP_MD_CTX_new());
  MB_CHECK(context != nullptr);
  EVP_PKEY_CTX* parameters = nullptr;  // owned by the context
  MB_CHECK_EQ(EVP_DigestVerifyInit_ex(context.get(), &parameters, digest_name(algorithm()), nullptr,
                                      nullptr, shared_->key.get(), nullptr),
              1);
  MB_CHECK(set_user_id(parameters, algorithm()));
  return EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                          message.size()) == 1;
}

Result<PrivateKey> PrivateKey::adopt(KeyHandle key) {
  // The public half gets a handle of its own, so that copies of it never keep the secret alive.
  MB_TRY_VOID(algorithm_of_key(key.get()));
  MB_TRY(public_key, PublicKey::from_der(der_of(key.get())));
  return PrivateKey(std::move(key), std::move(public_key));
}

PrivateKey PrivateKey::generate(Algorithm algorithm) {
  const char* const name = algorithm == Algorithm::sm2 ? "SM2" : "ED25519";
  KeyHandle key(EVP_PKEY_Q_keygen(nullptr, nullptr, name));
  MB_CHECK(key != nullptr);
  auto made = adopt(std::move(key));
  MB_CHECK(made.has_value());
  return *std::move(made);
}

PrivateKey PrivateKey::ed25519_from_seed(std::span<const std::uint8_t, 32> seed) {
  KeyHandle key(
      EVP_PKEY_new_raw_private_key_ex(nullptr, "ED25519", nullptr, seed.data(), seed.size()));
  MB_CHECK(key != nullptr);
  auto made = adopt(std::move(key));
  MB_CHECK(made.has_value());
  return *std::move(made);
}

Bytes PrivateKey::sign(ByteSpan message) const {
  const Algorithm algorithm = public_key_.algorithm();
  const Context context(EVP_MD_CTX_new());
  MB_CHECK(context != nullptr);
  EVP_PKEY_CTX* parameters = nullptr;  // owned by the context
  MB_CHECK_EQ(EVP_DigestSignInit_ex(context.get(), &parameters, digest_name(algorithm), nullptr,
                                    nullptr, key_.get(), nullptr),
              1);
  MB_CHECK(set_user_id(parameters, algorithm));
  auto size = static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()));
  Bytes signature(size);
  MB_CHECK_EQ(
      EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()), 1);
  signature.resize(size);
  return signature;
}

}  // namespace minutebook::crypto
