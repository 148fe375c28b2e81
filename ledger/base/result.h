#pragma once

#include <tl/expected.hpp>

#include <utility>

#include "ledger/base/text.h"

namespace minutebook {

/// Why an operation failed. Refusals by a rule are not here: they are values.
enum class Errc {
  invalid_input,  ///< the caller's bytes or arguments are wrong
  not_found,
  conflict,      ///< the expected version is not the current one
  unauthorised,  ///< no valid signature or session
  io,            ///< the operating system or the store said no
  no_space,
  locked,      ///< another process holds the ledger
  corruption,  ///< stored bytes are not what was written; latches the writer
  unsupported,
  cancelled,
  unreachable,  ///< another machine did not answer, or not in time
};

/// An operating failure: a code for programs, one sentence for people.
struct Error {
  Errc code = Errc::io;
  Bilingual message;
};

/// A value or an Error. Never ignored.
template <typename T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

/// `return fail(Errc::io, "cannot read …", "无法读取…");`
inline tl::unexpected<Error> fail(Errc code, std::string en, std::string zh) {
  return tl::unexpected<Error>(Error{code, {std::move(en), std::move(zh)}});
}

}  // namespace minutebook

#define MB_CONCAT_INNER(left, right) left##right
#define MB_CONCAT(left, right) MB_CONCAT_INNER(left, right)

/// Declares `name` as the value of `expression`, or returns its error. A statement, never an
/// expression: g++ 12 miscompiles statement expressions around co_await.
#define MB_TRY(name, expression)                                                 \
  auto MB_CONCAT(mb_result_, __LINE__) = (expression);                           \
  if (!MB_CONCAT(mb_result_, __LINE__))                                          \
    return ::tl::unexpected(std::move(MB_CONCAT(mb_result_, __LINE__)).error()); \
  auto name = std::move(*MB_CONCAT(mb_result_, __LINE__))

/// As MB_TRY for Result<void>.
#define MB_TRY_VOID(expression)                              \
  do {                                                       \
    if (auto mb_result = (expression); !mb_result)           \
      return ::tl::unexpected(std::move(mb_result).error()); \
  } while (false)
