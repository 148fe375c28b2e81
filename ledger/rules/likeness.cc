#include "ledger/rules/likeness.h"

#include <algorithm>
#include <array>

namespace minutebook::rules {
namespace {

/// The code point that begins `rest`, and its bytes; bytes that begin none are U+FEFF, of 1 byte.
std::pair<char32_t, std::size_t> first_of(std::string_view rest) {
  constexpr std::pair<char32_t, std::size_t> none{0xfeff, 1};
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(rest[i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc0 || rest.size() < size) return none;
  char32_t point = lead & (0xffU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return none;
    point = (point << 6) | (byte(i) & 0x3fU);
  }
  return {point, size};
}

bool counts(char32_t point) {
  if (point < 0x80) {
    return (point >= U'0' && point <= U'9') || (point >= U'a' && point <= U'z');
  }
  constexpr std::array<std::pair<char32_t, char32_t>, 7> silent{{{0x80, 0xbf},
                                                                 {0x2000, 0x206f},
                                                                 {0x3000, 0x303f},
                                                                 {0xfe10, 0xfe1f},
                                                                 {0xfe30, 0xfe6f},
                                                                 {0xff5f, 0xff65},
                                                                 {0xfeff, 0xfeff}}};
  return std::ranges::none_of(
      silent, [&](const auto& range) { return range.first <= point && point <= range.second; });
}

/// A bijection of 64-bit numbers (the finalizer of SplitMix64): order without collisions.
std::uint64_t mixed(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15ULL;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

std::vector<std::uint64_t> smallest_trigrams(const std::u32string& text) {
  std::vector<std::uint64_t> all;
  all.reserve(text.size());
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    // Three code points of 21 bits each: different trigrams, different numbers.
    all.push_back(mixed(std::uint64_t{text[i]} << 42 | std::uint64_t{text[i + 1]} << 21 |
                        std::uint64_t{text[i + 2]}));
  }
  // Of long texts only as many are sorted as give enough different ones.
  for (std::size_t taken = 2 * Sketch::max_kept;; taken *= 2) {
    taken = std::min(taken, all.size());
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(taken);
    if (end != all.end()) std::nth_element(all.begin(), end, all.end());
    std::vector<std::uint64_t> kept(all.begin(), end);
    std::ranges::sort(kept);
    const auto repeated = std::ranges::unique(kept);
    kept.erase(repeated.begin(), repeated.end());
    if (kept.size() < Sketch::max_kept && end != all.end()) continue;
    if (kept.size() > Sketch::max_kept) kept.resize(Sketch::max_kept);
    return kept;
  }
}

}  // namespace

std::u32string counted_text(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  while (!text.empty()) {
    auto [point, size] = first_of(text);
    text.remove_prefix(size);
    if (point >= 0xff01 && point <= 0xff5e) point -= 0xff01 - U'!';
    if (point >= U'A' && point <= U'Z') point += U'a' - U'A';
    if (counts(point)) out.push_back(point);
  }
  return out;
}

std::uint64_t fingerprint(std::string_view text) {
  std::uint64_t out = 0;
  for (const char32_t point : counted_text(text)) out = mixed(out ^ point);
  return out;
}

Sketch::Sketch(std::string_view text) : counted_(counted_text(text)) {
  if (counted_.empty()) raw_ = text;
  if (counted_.size() < 3) return;
  kept_ = smallest_trigrams(counted_);
  counted_ = {};
}

bool Sketch::is_like(const Sketch& other, Share share) const {
  if (kept_.empty() || other.kept_.empty()) {
    return kept_ == other.kept_ && counted_ == other.counted_ && raw_ == other.raw_;
  }
  std::uint64_t common = 0;
  std::uint64_t either = 0;
  auto a = kept_.begin();
  auto b = other.kept_.begin();
  const bool whole = kept_.size() < max_kept && other.kept_.size() < max_kept;
  while ((a != kept_.end() || b != other.kept_.end()) && (whole || either < max_kept)) {
    ++either;
    if (b == other.kept_.end() || (a != kept_.end() && *a < *b)) {
      ++a;
    } else if (a == kept_.end() || *b < *a) {
      ++b;
    } else {
      ++common, ++a, ++b;
    }
  }
  return common * share.denominator >= either * share.numerator;
}

}  // namespace minutebook::rules
