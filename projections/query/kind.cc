#include "projections/query/kind.h"

#include <algorithm>
#include <numeric>

#include "ledger/schema/labels.h"

namespace minutebook::projections {
namespace {

/// Letters to put in, take out or exchange to make one of the other (Levenshtein).
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t exchanged = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, exchanged});
    }
  }
  return row.back();
}

/// Of the labels of an enumeration's words. Event types are labelled by themselves.
std::string prefix_of(std::string_view enumeration) {
  return enumeration == "Event" ? "event." : "enum." + std::string(enumeration) + ".";
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

}  // namespace

const Column* Kind::column(std::string_view field) const {
  const auto place = table->find(field);
  return place ? &table->columns[*place] : nullptr;
}

std::vector<const Column*> Kind::fields() const {
  std::vector<const Column*> out;
  for (const Column& column : table->columns) {
    if (column.indexed) out.push_back(&column);
  }
  return out;
}

std::string Kind::field_names() const {
  std::string out;
  for (const Column* column : fields()) {
    out += (out.empty() ? "" : ", ") + std::string(column->name);
  }
  return has_text() ? out + ", text" : out;
}

std::string kind_label(Language language, const Kind& kind) {
  return schema::label(language, "kind." + std::string(kind.name));
}

std::string column_label(Language language, const Kind& kind, std::string_view field) {
  const std::string own = "column_of." + std::string(kind.name) + ".";
  for (const std::string& prefix : {own, std::string("column."), std::string("field.")}) {
    const auto label = schema::find_label(language, prefix + std::string(field));
    if (!label.empty()) return std::string(label);
  }
  return std::string(field);
}

std::string word_label(Language language, const Column& column, std::string_view word) {
  const auto label =
      schema::find_label(language, prefix_of(column.enumeration) + std::string(word));
  return std::string(label.empty() ? word : label);
}

std::vector<std::string_view> words_of(std::string_view enumeration) {
  const std::string prefix = prefix_of(enumeration);
  const auto labels = schema::all_labels();
  std::vector<std::string_view> out;
  auto label = std::ranges::lower_bound(labels, std::string_view(prefix), {}, &schema::Label::key);
  for (; label != labels.end() && label->key.starts_with(prefix); ++label) {
    out.push_back(label->key.substr(prefix.size()));
  }
  return out;
}

std::string_view nearest(std::string_view name, std::span<const std::string_view> names) {
  // Long words only cost time: none of ours is as long.
  if (name.size() > 64) return {};
  std::string_view best;
  std::size_t least = std::max<std::size_t>(1, name.size() / 3) + 1;
  for (const std::string_view candidate : names) {
    const std::size_t away = distance(lower(name), lower(candidate));
    if (away < least) {
      least = away;
      best = candidate;
    }
  }
  return best;
}

}  // namespace minutebook::projections
