#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/base/ids.h"
#include "ledger/base/result.h"
#include "ledger/crypto/digest.h"

/// What a verification says. Values.
namespace minutebook::verify {

/// How much is checked; each level includes those before it.
enum class Level : std::uint8_t { structure, tree, payload, signatures, replay, projections };
inline constexpr std::size_t level_count = 6;

/// "structure", "tree" …
std::string_view name_of(Level level);
Result<Level> parse_level(std::string_view name);

/// Positions, both ends included.
struct Range {
  Position first;
  Position last;
  bool operator==(const Range&) const = default;
};

/// One thing that is not as it must be, or that could not be checked.
struct Fault {
  Level level = Level::structure;
  std::string what;              ///< a stable word, such as "leaf": see fault_words()
  std::optional<Range> at = {};  ///< absent when it is not about positions
  std::string place;  ///< "57", "57-60", "tile:0/3", "checkpoint:120", "file:checkpoint" …
  std::string expected;
  std::string found;
};

/// Every word that a fault may have, with what it means to people.
struct FaultWord {
  std::string_view what;
  std::string_view en;
  std::string_view zh;
};
std::span<const FaultWord> fault_words();
/// The fault in a sentence, with its place.
Bilingual sentence_of(const Fault& fault);

/// How many of what were checked at a level.
struct Count {
  Level level = Level::structure;
  std::string_view what;  ///< a stable word, such as "events", "tiles"
  std::uint64_t number = 0;
};

/// What was not checked although somebody might think so, and why. No fault.
struct Note {
  std::string what;  ///< a stable word
  Bilingual text;
};

/// A time stamp that was verified.
struct StampedCheckpoint {
  std::uint64_t size = 0;  ///< of the checkpoint: its events were there …
  Instant time;            ///< … not later than this
  std::string tsa;         ///< who says so: subject of the authority's certificate, RFC 2253
};

struct Report {
  LedgerId ledger;
  std::string name;
  crypto::Suite suite = crypto::Suite::standard;
  Level level = Level::structure;
  std::uint64_t head = 0;       ///< events in the log when the run began
  std::optional<Range> range;   ///< the positions checked; absent when there are none
  bool whole = false;           ///< the whole log, not a range or what is new
  bool complete = false;        ///< all that was asked for was looked at
  std::uint64_t since = 0;      ///< with since_verified: the size that an earlier run vouched for
  std::uint64_t tree_size = 0;  ///< of the newest checkpoint kept; 0 without one
  crypto::Digest root{};        ///< its root
  std::string checkpoint;       ///< its note
  /// The largest of those checked that has a verified time stamp; of its stamps the earliest.
  std::optional<StampedCheckpoint> stamped = {};
  Instant started;
  Instant finished;
  std::vector<Count> counts;
  std::vector<Note> notes;
  std::vector<Fault> faults;      ///< sorted by level and place; the first max_faults
  std::uint64_t fault_count = 0;  ///< of all

  /// Everything that was asked for was checked and held.
  bool holds() const { return complete && fault_count == 0; }
};

/// How many faults a report lists; more are only counted.
inline constexpr std::size_t max_faults = 10'000;

}  // namespace minutebook::verify
