#include "tools/minutebook/hint.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace minutebook::cli {
namespace {

constexpr std::size_t most_streams_looked_at = 200'000;

/// Levenshtein distance.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < right.size(); ++j) {
      const std::size_t replaced = diagonal + (left[i] == right[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

Error with_hint(Error error, const service::Ledger& ledger, const Subject& subject) {
  if (error.code != Errc::not_found) return error;
  std::string best;
  std::size_t closest = subject.id().size() / 3 + 2;
  std::size_t looked_at = 0;
  const auto look = [&](const Subject& other) {
    if (++looked_at > most_streams_looked_at || other == subject) return;
    const std::size_t away = distance(subject.id(), other.id());
    if (away >= closest) return;
    closest = away;
    best = other.text();
  };
  if (!ledger.store().each_stream(subject.kind(), look) || best.empty()) return error;
  error.message.en += "; did you mean " + best + "?";
  error.message.zh += "；是否指 " + best + "？";
  return error;
}

}  // namespace minutebook::cli
