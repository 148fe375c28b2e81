#pragma once

#include <optional>
#include <string_view>

/// Unified social credit codes (统一社会信用代码) of GB 32100-2015: 17 characters and one that
/// checks them, all of 0-9 A-Z without I O S V Z.
namespace minutebook::domain {

/// The check character of the 17 characters `base`; none when they are not 17 characters of the
/// alphabet.
std::optional<char> check_character(std::string_view base);

/// True for 18 characters of which the last checks the others.
bool is_credit_code(std::string_view code);

}  // namespace minutebook::domain
