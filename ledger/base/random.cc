#include "ledger/base/random.h"

#include <sys/random.h>

#include <algorithm>

#include "ledger/base/check.h"

namespace minutebook {
namespace {
constexpr std::size_t block_bytes = 16 * 1024;
constexpr std::size_t max_getrandom_bytes = 256;  // larger calls may be cut short by a signal
}  // namespace

void SystemRandom::fill(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    if (used_ == block_.size()) {
      block_.resize(block_bytes);
      for (std::size_t at = 0; at < block_bytes; at += max_getrandom_bytes) {
        MB_CHECK_EQ(::getrandom(&block_[at], max_getrandom_bytes, 0),
                    static_cast<ssize_t>(max_getrandom_bytes));
      }
      used_ = 0;
    }
    const std::size_t size = std::min(out.size(), block_.size() - used_);
    const auto from = block_.begin() + static_cast<std::ptrdiff_t>(used_);
    std::copy_n(from, size, out.begin());
    std::fill_n(from, size, std::uint8_t{0});  // a salt is never left behind in the pool
    used_ += size;
    out = out.subspan(size);
  }
}

std::uint64_t SeededRandom::next() {
  std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

void SeededRandom::fill(std::span<std::uint8_t> out) {
  for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(next() >> 56);
}

}  // namespace minutebook
