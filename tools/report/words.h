#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "ledger/schema/labels.h"

namespace minutebook::report {

/// The label report.KEY with {0}, {1} … replaced by `values`.
inline std::string phrase(Language language, std::string_view key,
                          std::initializer_list<std::string> values = {}) {
  std::string text = schema::label(language, "report." + std::string(key));
  std::size_t number = 0;
  for (const std::string& value : values) {
    const std::string mark = "{" + std::to_string(number++) + "}";
    const std::size_t at = text.find(mark);
    if (at != std::string::npos) text.replace(at, mark.size(), value);
  }
  return text;
}

}  // namespace minutebook::report
