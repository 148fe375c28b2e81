#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"

namespace minutebook::projections {

struct FilterToken {
  enum class Sort : std::uint8_t {
    word,    ///< a name, a keyword, a number, a time, an id
    quoted,  ///< text between quotation marks, escapes resolved
    sign,    ///< = != < <= > >= ~
    range,   ///< ..
    open,
    close,
    comma,
    end,
  };
  Sort sort = Sort::end;
  std::string text;
  std::size_t at = 0;  ///< its first byte
};

/// The tokens of a filter, the end among them. Full-width brackets, commas and quotation marks, as
/// Chinese keyboards write them, are the ordinary ones.
Result<std::vector<FilterToken>> lex_filter(std::string_view filter);

/// True when `text` reads as one word without quotation marks.
bool is_bare_word(std::string_view text);

/// Errc::invalid_input: the reason, with the place in the filter in words and below it.
tl::unexpected<Error> filter_fault(std::string_view filter, std::size_t at,
                                   const Bilingual& reason);

}  // namespace minutebook::projections
