#include "ledger/crypto/digest.h"

#include <openssl/evp.h>

#include "ledger/base/check.h"

namespace minutebook::crypto {
namespace {

/// Fetched once and kept for the life of the process: in OpenSSL 3 an implicit fetch on each
/// digest costs more than hashing a header.
const EVP_MD* algorithm(Suite suite) {
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  static const EVP_MD* const sm3 = EVP_MD_fetch(nullptr, "SM3", nullptr);
  const EVP_MD* const md = suite == Suite::gm ? sm3 : sha256;
  MB_CHECK(md != nullptr);
  return md;
}

Hasher& thread_hasher(Suite suite) {
  if (suite == Suite::gm) {
    thread_local Hasher gm(Suite::gm);
    return gm;
  }
  thread_local Hasher standard(Suite::standard);
  return standard;
}

int lower_hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

std::string_view name_of(Suite suite) { return suite == Suite::gm ? "gm" : "standard"; }

Result<Suite> parse_suite(std::string_view name) {
  if (name == "standard") return Suite::standard;
  if (name == "gm") return Suite::gm;
  const std::string shown = printable(name);
  return fail(Errc::invalid_input, "there is no suite \"" + shown + "\": write standard or gm",
              "没有“" + shown + "”这种算法套件：请写 standard 或 gm");
}

void Hasher::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Hasher::Hasher(Suite suite) : suite_(suite), context_(EVP_MD_CTX_new()) {
  MB_CHECK(context_ != nullptr);
  start();
}

void Hasher::start() {
  MB_CHECK_EQ(EVP_DigestInit_ex2(context_.get(), algorithm(suite_), nullptr), 1);
}

Hasher& Hasher::update(ByteSpan bytes) {
  MB_CHECK_EQ(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()), 1);
  return *this;
}

Digest Hasher::finish() {
  Digest digest;
  unsigned size = 0;
  MB_CHECK_EQ(EVP_DigestFinal_ex(context_.get(), digest.data(), &size), 1);
  MB_CHECK_EQ(size, digest.size());
  start();
  return digest;
}

Digest hash(Suite suite, std::initializer_list<ByteSpan> parts) {
  Hasher& hasher = thread_hasher(suite);
  for (const ByteSpan part : parts) hasher.update(part);
  return hasher.finish();
}

Digest commitment(Suite suite, ByteSpan salt, ByteSpan payload) {
  MB_CHECK_EQ(salt.size(), salt_bytes);
  return hash(suite, {salt, payload});
}

std::string hex_of(const Digest& digest) { return to_hex(as_text(digest)); }

Result<Digest> parse_digest(std::string_view hex) {
  Digest digest{};
  bool valid = hex.size() == digest.size() * 2;
  for (std::size_t i = 0; valid && i < hex.size(); ++i) {
    const int value = lower_hex_digit(hex[i]);
    valid = value >= 0;
    digest[i / 2] = static_cast<std::uint8_t>(digest[i / 2] << 4 | (value & 15));
  }
  if (!valid) {
    const std::string shown = printable(hex);
    return fail(Errc::invalid_input,
                "\"" + shown + "\" is not a digest: write 64 lower-case hexadecimal digits",
                "“" + shown + "”不是摘要：须为 64 位小写十六进制");
  }
  return digest;
}

}  // namespace minutebook::crypto
