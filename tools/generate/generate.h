#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "ledger/base/result.h"
#include "ledger/crypto/digest.h"

/// Realistic histories for trials and measurements: commands as NDJSON, all of which a fresh ledger
/// made by `init … --founder service/founder` (zone +08:00) accepts in this order.
namespace minutebook::generate {

struct Options {
  std::uint64_t partnerships = 1;
  std::uint64_t seed = 0;
  crypto::Suite suite = crypto::Suite::standard;  ///< of the ledger: sealed bids are digests
  /// Another world: every matter is clean under every rule, but so many in a million of them get
  /// breaches, and as many more near misses. At most half a million.
  std::optional<std::uint32_t> breaches = {};
};

inline constexpr std::uint32_t max_breaches_per_million = 500'000;

struct Summary {
  std::uint64_t commands = 0;
  std::uint64_t partnerships = 0;
  std::uint64_t bytes = 0;
};

/// Takes some whole lines, each ending in a newline; an error stops the generation.
using Sink = std::function<Result<void>(std::string_view lines)>;

/// Writes the histories to `sink`. The same options give the same bytes on every machine and
/// compiler. A partnership's commands follow from the seed and its number alone, however many
/// others there are. Memory is bounded by a few cities' histories, whatever the count. One thread.
/// With Options::breaches, `labels` gets what a perfect judge would say at the end of that world
/// (docs/formats/labels.md), if there is one.
Result<Summary> generate(const Options& options, const Sink& sink, const Sink& labels = {});

/// Upper bound of `partnerships`: beyond it ids would no longer be unique.
inline constexpr std::uint64_t max_partnerships = 100'000'000;

}  // namespace minutebook::generate
