#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/random.h"
#include "tools/generate/ink.h"

namespace minutebook::generate {

/// Draws from a seed and a label: two labels give unrelated draws.
SeededRandom draws(std::uint64_t seed, std::uint64_t label);

/// True in `percent` of 100 draws.
inline bool chance(SeededRandom& random, unsigned percent) { return random.below(100) < percent; }

/// Uniform in [low, high].
inline std::int64_t between(SeededRandom& random, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(high - low + 1)));
}

/// Who sends what, when.
struct Heading {
  std::string_view type;
  std::string_view subject;
  std::string_view actor;
  std::string_view role;
  Minute at = 0;
};

/// Commands that belong together (a city with its venues and matters), made in causal order and
/// read in the order of time.
class Chapter {
 public:
  struct Command {
    Minute at = 0;
    std::string line;  ///< JSON with its newline
  };

  /// Command ids follow from `seed`, `number` and the place in the chapter.
  Chapter(std::uint64_t seed, std::uint64_t number) : seed_(seed), number_(number) {}

  /// Adds a command; `write(Ink&)` writes the fields of its data. What would come after the
  /// horizon has not happened and is left out.
  template <typename Write>
  void send(const Heading& heading, Write write) {
    const std::string id = next_id();
    if (heading.at > horizon) return;
    std::string& line = commands_.emplace_back(Command{heading.at, begin(heading, id)}).line;
    Ink ink(line);
    write(ink);
    line += "}}\n";
  }

  /// Adds a command that is sent at `sent`, maybe after it occurred. `more`: further fields of the
  /// command as JSON, each with a comma after it; `data`: its data as a JSON object. Nothing may
  /// come after the horizon.
  void send_later(const Heading& heading, Minute sent, std::string_view more,
                  std::string_view data);

  /// The commands, by time; of the same minute, as they were sent. Empties the chapter.
  std::vector<Command> take_by_time();
  /// As sent. Empties the chapter.
  std::vector<Command> take() { return std::move(commands_); }

 private:
  std::string next_id();
  static std::string begin(const Heading& heading, const std::string& id);

  std::uint64_t seed_;
  std::uint64_t number_;
  std::uint64_t sent_ = 0;
  std::vector<Command> commands_;
};

}  // namespace minutebook::generate
