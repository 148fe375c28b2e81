#pragma once

#include <openssl/err.h>

namespace minutebook::crypto {

/// Leaves the thread's OpenSSL error queue empty: an expected failure (a bad signature, a bad key)
/// must not surface in a later, unrelated call. For the .cc files of this room only.
class ForgetOpensslErrors {
 public:
  ForgetOpensslErrors() = default;
  ForgetOpensslErrors(const ForgetOpensslErrors&) = delete;
  ForgetOpensslErrors& operator=(const ForgetOpensslErrors&) = delete;
  ~ForgetOpensslErrors() { ERR_clear_error(); }
};

}  // namespace minutebook::crypto
