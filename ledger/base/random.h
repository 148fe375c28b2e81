#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace minutebook {

/// Where salts and ids come from; passed in, so that tests and simulation choose it.
class Random {
 public:
  virtual ~Random() = default;
  /// Fills `out`. Stops the process when the operating system gives no randomness.
  virtual void fill(std::span<std::uint8_t> out) = 0;
};

/// getrandom(2), read in blocks: one system call serves some hundred salts. Not thread-safe.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override;

 private:
  std::vector<std::uint8_t> block_;
  std::size_t used_ = 0;
};

/// SplitMix64 from a seed: for tests and generated data, never for salts of a real ledger.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<std::uint8_t> out) override;
  std::uint64_t next();
  /// Uniform in [0, bound), bound > 0 (bias below 2^-32 for bounds under 2^32).
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }

 private:
  std::uint64_t state_;
};

}  // namespace minutebook
