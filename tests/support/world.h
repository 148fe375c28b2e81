#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/crypto/key.h"
#include "ledger/domain/decide.h"

/// A whole ledger in memory: decide and evolve over any number of subjects, without store, keys or
/// threads. What is accepted, and what is refused, is recorded as the writer would record it.
namespace minutebook::test {

/// JSON of a command from a few words:
///
///   command("m1 bodyMember CastBallot partnership/pilot", R"({"meeting":"m","choice":"for"})")
///
/// `actor role Type subject`, then in any order `@time` (a bare date means 09:00+08:00; without it
/// 2021-03-01), `irregular` and `for:person`. An actor without a slash is a person's id. Each call
/// makes another commandId.
std::string command(std::string_view what, std::string_view data);

/// A document reference; each digit or letter a–f stands for another document.
std::string document(char letter);

/// What became of a command.
struct Outcome {
  std::vector<std::string> events;  ///< of an accepted command, by their names
  std::vector<Position> positions;  ///< of its events; of the CommandRefused when refused
  std::optional<domain::Refusal> refusal;
  std::string invalid;  ///< "path: sentence" when it was not a command at all

  bool accepted() const { return !refusal && invalid.empty(); }
  /// "accepted", "refused ORG-1: …" or "invalid …": for messages of failing tests.
  std::string summary() const;
};

class World {
 public:
  static constexpr const char* founder = "service/founder";

  /// With the event LedgerCreated at position 0 of ledger/test, its zone at +08:00.
  World() : World(key().public_key().der()) {}
  /// As made by a release that did not record the ledger's key.
  static World without_key() { return World(ByteSpan{}); }
  /// Signs the ledger's checkpoints at first.
  static crypto::PrivateKey key();

  /// What is submitted from now on is recorded so long after it occurred; at first, at once.
  void set_recording_delay(std::chrono::hours delay) { recording_delay_ = delay; }

  /// Decides one JSON command and records the outcome.
  Outcome submit(std::string_view json);

  const domain::Directory& directory() const { return directory_; }
  /// Empty when the subject has no events.
  const domain::Aggregate& aggregate(std::string_view subject);
  std::string describe(std::string_view subject);
  std::uint64_t size() const { return events_.size(); }
  domain::EventView event(Position position) const;
  /// A world with the state that the recorded events give, applied from the first on.
  World replayed() const;

 private:
  /// Builders are shared, not copied, by replayed worlds.
  struct Recorded {
    std::shared_ptr<capnp::MallocMessageBuilder> header;
    std::shared_ptr<capnp::MallocMessageBuilder> payload;
    domain::EventView view() const;
  };
  struct Empty {};
  explicit World(Empty) {}
  explicit World(ByteSpan ledger_key);

  Position record(schema::Command::Reader command, domain::EventDraft draft);
  void apply(Recorded recorded);
  domain::EventDraft refusal_draft(schema::Command::Reader command,
                                   const domain::Refusal& refusal) const;

  domain::Directory directory_;
  std::map<Subject, domain::Aggregate> aggregates_;
  std::vector<Recorded> events_;
  std::chrono::hours recording_delay_{0};
};

}  // namespace minutebook::test
