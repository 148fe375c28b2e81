#include "tools/minutebook/words.h"

#include "ledger/schema/labels.h"

namespace minutebook::cli {

std::string word(std::string_view key, Language language) { return schema::label(language, key); }

std::string word_or(std::string_view prefix, std::string_view name, Language language) {
  const std::string key = std::string(prefix) + "." + std::string(name);
  const std::string_view found = schema::find_label(language, key);
  return std::string(found.empty() ? name : found);
}

std::string phrase(std::string_view key, Language language,
                   std::initializer_list<std::string> values) {
  const std::string form = word(key, language);
  std::string out;
  for (std::size_t at = 0; at < form.size(); ++at) {
    // {0} … {9}; a value is never looked at again, so that no input becomes a placeholder.
    const bool placeholder = form[at] == '{' && at + 2 < form.size() && form[at + 2] == '}';
    const std::size_t index = placeholder ? static_cast<std::size_t>(form[at + 1] - '0') : 10;
    if (index < values.size()) {
      out += *(values.begin() + index);
      at += 2;
    } else {
      out += form[at];
    }
  }
  return out;
}

}  // namespace minutebook::cli
