#include "tools/minutebook/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace minutebook::cli {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds bar_interval{100};
constexpr milliseconds line_interval{3000};
constexpr std::size_t bar_cells = 24;

std::string bar(double part) {
  const auto full = static_cast<std::size_t>(part * static_cast<double>(bar_cells));
  return "[" + std::string(full, '#') + std::string(bar_cells - full, '.') + "]";
}

}  // namespace

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string duration_text(double seconds, Language language) {
  const bool zh = language == Language::zh_cn;
  if (seconds < 1) return fmt::format("{:.0f} {}", seconds * 1000, zh ? "毫秒" : "ms");
  if (seconds < 60) return fmt::format("{:.1f} {}", seconds, zh ? "秒" : "s");
  const auto whole = static_cast<std::uint64_t>(seconds);
  const char* form = zh ? "{} 分 {} 秒" : "{} min {} s";
  return fmt::format(fmt::runtime(form), whole / 60, whole % 60);
}

Progress::Progress(Style style, std::string what, std::uint64_t total)
    : style_(style),
      what_(std::move(what)),
      total_(total),
      terminal_(isatty(STDERR_FILENO) != 0),
      start_(std::chrono::steady_clock::now()),
      last_(start_) {}

Progress::~Progress() { clear(); }

double Progress::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

std::string Progress::text(std::uint64_t done, std::uint64_t items) const {
  const double elapsed = std::max(seconds(), 0.001);
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(items) / elapsed);
  std::string out = what_ + " ";
  if (total_ != 0) {
    const double part = std::min(1.0, static_cast<double>(done) / static_cast<double>(total_));
    out += (terminal_ ? bar(part) + " " : "") + fmt::format("{:.0f} % · ", part * 100);
    out += phrase("ui.progress.rate", style_.language, {grouped(items), grouped(rate)});
    if (part > 0.01) {
      const double left = elapsed / part - elapsed;
      out += " · " +
             phrase("ui.progress.left", style_.language, {duration_text(left, style_.language)});
    }
    return out;
  }
  return out + phrase("ui.progress.rate", style_.language, {grouped(items), grouped(rate)});
}

void Progress::update(std::uint64_t done, std::uint64_t items) {
  if (!style_.shown) return;
  const Time now = std::chrono::steady_clock::now();
  if (now - last_ < (terminal_ ? bar_interval : line_interval)) return;
  last_ = now;
  const std::string line = text(done, items);
  std::fputs(terminal_ ? ("\r\x1b[K" + line).c_str() : (line + "\n").c_str(), stderr);
  std::fflush(stderr);
  drawn_ = terminal_;
}

void Progress::clear() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

}  // namespace minutebook::cli
