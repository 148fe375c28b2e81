#pragma once

#include <sstream>
#include <string>

namespace minutebook {

/// Prints "file:line: expression (detail)" to stderr and aborts. For bugs only: never for outside
/// input, which gets a Result or a refusal.
[[noreturn]] void check_failed(const char* file, int line, const char* expression,
                               const std::string& detail);

namespace internal {
template <typename Left, typename Right>
std::string operands(const Left& left, const Right& right) {
  std::ostringstream out;
  out << left << " vs " << right;
  return out.str();
}
}  // namespace internal

}  // namespace minutebook

/// Always on, in every build type: a ledger that goes on with a broken invariant lies.
#define MB_CHECK(expression)                                                      \
  do {                                                                            \
    if (!(expression)) [[unlikely]]                                               \
      ::minutebook::check_failed(__FILE__, __LINE__, #expression, std::string{}); \
  } while (false)

/// As MB_CHECK for a comparison; both operands are printed.
#define MB_CHECK_EQ(left, right)                                                 \
  do {                                                                           \
    if (!((left) == (right))) [[unlikely]]                                       \
      ::minutebook::check_failed(__FILE__, __LINE__, #left " == " #right,        \
                                 ::minutebook::internal::operands(left, right)); \
  } while (false)
