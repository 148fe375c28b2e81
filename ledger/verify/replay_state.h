#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "ledger/domain/decide.h"
#include "ledger/rules/rulebooks.h"
#include "ledger/verify/run.h"

namespace minutebook::verify {

/// The state up to some position, of nothing but events that were found sound. Where an event is
/// not, what rests on it is given up: domain functions trust their state, and a state with holes
/// is none. One thread.
class ReplayState {
 public:
  explicit ReplayState(Run& run) : run_(run) {}

  /// All master data of positions below `begin`. False when an event of it is not sound.
  bool load_directory(std::uint64_t begin);
  const domain::Directory& directory() const { return directory_; }
  /// The editions adopted so far.
  const rules::Rulebooks& rulebooks() const { return rulebooks_; }

  /// The matter, or nothing where it was given up. For master data: only the version counts.
  /// `version`: how many events it had before `position`. Valid until the next call.
  domain::Aggregate* aggregate(const Subject& subject, std::uint64_t version,
                               std::uint64_t position);
  /// Takes in an event that is known to be sound.
  void apply(domain::Aggregate& aggregate, const domain::EventView& event);
  /// Master data alone, at the level signatures.
  void apply_to_directory(const domain::EventView& event);

  /// The matter cannot be relied on from here.
  void give_up(const std::string& stream) { given_up_.emplace(stream, false); }
  bool is_given_up(const std::string& stream) const { return given_up_.contains(stream); }
  /// True the first time that it is asked for that stream.
  bool first_loss(const std::string& stream);

  /// The key of that id, parsed; nothing when there is none.
  const crypto::PublicKey* key(const std::string& id);

 private:
  bool is_sound(const store::StoredEvent& event);
  bool load(domain::Aggregate& aggregate, std::uint64_t version, std::uint64_t position);

  Run& run_;
  domain::Directory directory_;
  rules::Rulebooks rulebooks_;
  std::unordered_map<std::string, domain::Aggregate> aggregates_;
  std::unordered_map<std::string, bool> given_up_;
  std::unordered_map<std::string, std::optional<crypto::PublicKey>> keys_;
};

}  // namespace minutebook::verify
