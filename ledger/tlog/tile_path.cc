#include "ledger/tlog/tile_path.h"

#include <algorithm>
#include <optional>

#include "ledger/base/check.h"
#include "ledger/tlog/lines.h"

namespace minutebook::tlog {
namespace {

constexpr What what{"tile path", "瓦片路径"};
constexpr unsigned max_level = 63;
constexpr std::uint64_t max_index = merkle::max_tree_size >> merkle::tile_height;
constexpr std::size_t max_path_bytes = 64;  // the longest is 36

std::string digits(std::uint64_t index) {
  std::string text = std::to_string(index);
  text.insert(0, (3 - text.size() % 3) % 3, '0');
  std::string path;
  for (std::size_t at = 0; at < text.size(); at += 3) {
    const bool last = at + 3 == text.size();
    path += (last ? "" : "x") + text.substr(at, 3) + (last ? "" : "/");
  }
  return path;
}

bool is_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The number of a path of three-digit elements, well-formed or not: format() tells.
std::optional<std::uint64_t> parse_index(std::string_view text) {
  std::uint64_t index = 0;
  while (true) {
    const std::size_t slash = text.find('/');
    std::string_view element = text.substr(0, slash);
    if (slash != text.npos && element.starts_with('x')) element.remove_prefix(1);
    if (element.size() != 3 || !is_digits(element) || index > max_index) return std::nullopt;
    for (const char c : element) index = index * 10 + static_cast<std::uint64_t>(c - '0');
    if (slash == text.npos) break;
    text.remove_prefix(slash + 1);
  }
  if (index > max_index) return std::nullopt;
  return index;
}

/// The path without checking that it is spelled as it must be.
std::optional<TilePath> read(std::string_view text) {
  constexpr std::string_view root = "tile/";
  if (!text.starts_with(root)) return std::nullopt;
  text.remove_prefix(root.size());
  const std::size_t slash = text.find('/');
  if (slash == text.npos) return std::nullopt;
  const std::string_view level_text = text.substr(0, slash);
  TilePath path;
  path.entries = level_text == "entries";
  const auto level = path.entries ? 0 : parse_decimal(level_text);
  if (!level || *level > max_level) return std::nullopt;
  path.tile.level = static_cast<unsigned>(*level);
  std::string_view index_text = text.substr(slash + 1);
  if (const std::size_t partial = index_text.find(".p/"); partial != text.npos) {
    const auto width = parse_decimal(index_text.substr(partial + 3));
    if (!width || *width == 0 || *width >= merkle::full_tile_width) return std::nullopt;
    path.tile.width = static_cast<unsigned>(*width);
    index_text = index_text.substr(0, partial);
  }
  const auto index = parse_index(index_text);
  if (!index) return std::nullopt;
  path.tile.index = *index;
  return path;
}

}  // namespace

std::string format(const TilePath& path) {
  MB_CHECK(path.tile.width >= 1 && path.tile.width <= merkle::full_tile_width);
  MB_CHECK(path.tile.level <= max_level && (!path.entries || path.tile.level == 0));
  std::string text = "tile/" + (path.entries ? "entries" : std::to_string(path.tile.level)) + "/" +
                     digits(path.tile.index);
  if (path.tile.width < merkle::full_tile_width) text += ".p/" + std::to_string(path.tile.width);
  return text;
}

Result<TilePath> parse_tile_path(std::string_view text) {
  MB_TRY_VOID(check_size(what, text, max_path_bytes));
  const auto path = read(text);
  if (!path || format(*path) != text) return malformed(what, printable(text), printable(text));
  return *path;
}

}  // namespace minutebook::tlog
