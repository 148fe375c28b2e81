#include "ledger/schema/labels.h"

#include <algorithm>

namespace minutebook::schema {

std::string_view find_label(Language language, std::string_view key) {
  const auto labels = all_labels();
  const auto found = std::lower_bound(labels.begin(), labels.end(), key,
                                      [](const Label& l, std::string_view k) { return l.key < k; });
  if (found == labels.end() || found->key != key) return {};
  return language == Language::en ? found->en : found->zh;
}

std::string label(Language language, std::string_view key) {
  const auto found = find_label(language, key);
  return std::string(found.empty() ? key : found);
}

std::string field_label(Language language, std::string_view structure, std::string_view field) {
  std::string key = "field.";
  key.append(structure).append(".").append(field);
  const auto own = find_label(language, key);
  if (!own.empty()) return std::string(own);
  return label(language, std::string("field.").append(field));
}

std::string enum_label(Language language, std::string_view enumeration,
                       std::string_view enumerant) {
  return label(language, std::string("enum.").append(enumeration).append(".").append(enumerant));
}

}  // namespace minutebook::schema
