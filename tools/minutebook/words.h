#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "ledger/base/text.h"

namespace minutebook::cli {

/// The label under `key` in the product's catalogue, or the key itself when there is none.
std::string word(std::string_view key, Language language);
/// The label of an event type, field, enum value …: `prefix` + "." + `name`, else `name`.
std::string word_or(std::string_view prefix, std::string_view name, Language language);
/// The label with {0}, {1} … replaced by `values`.
std::string phrase(std::string_view key, Language language,
                   std::initializer_list<std::string> values);

/// "en" or "zh-CN".
constexpr const char* name_of(Language language) {
  return language == Language::en ? "en" : "zh-CN";
}

}  // namespace minutebook::cli
