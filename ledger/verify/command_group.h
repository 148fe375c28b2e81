#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/crypto/dsse.h"
#include "ledger/schema/command.capnp.h"
#include "ledger/schema/json.h"
#include "ledger/store/raw_scan.h"
#include "ledger/verify/run.h"

namespace minutebook::verify {

/// The events of one command, and the command as it was sent. Only headers that stand in the tree
/// come here; payloads are not trusted.
struct CommandGroup {
  std::uint64_t first = 0;
  std::vector<store::StoredEvent> events;
  bool whole = false;     ///< all its events, in order, with the same command id
  bool redacted = false;  ///< a payload is gone
  bool sound = false;     ///< every payload is what was committed to

  // What read_command() finds; all absent when the command cannot be read.
  std::optional<crypto::Envelope> envelope;
  schema::Message message;  ///< root schema::Command, or null

  std::uint64_t end() const { return first + events.size(); }
  schema::Header::Reader header() const { return events.front().header(); }
  schema::Command::Reader command() const { return message->getRoot<schema::Command>().asReader(); }
  std::size_t bytes() const;
};

/// Reads groups in the order of positions. One thread.
class GroupReader {
 public:
  /// From the command of the event at `begin` on. Stops before `end`.
  GroupReader(Run& run, std::uint64_t begin, std::uint64_t end);
  /// The next group; nothing at the end, or where an event cannot be read: see position().
  std::optional<CommandGroup> next();
  /// The first position that was not given.
  std::uint64_t position() const { return position_; }

 private:
  bool read_ahead();

  store::RawScan scan_;
  std::uint64_t position_;
  std::uint64_t end_;
  std::optional<store::StoredEvent> ahead_;  // the event at position_
};

/// Everything about a group that needs no state: commitments, the command as sent decodes and
/// agrees with headers and index, who vouches for it. Any thread.
void read_command(Run& run, CommandGroup& group);

}  // namespace minutebook::verify
