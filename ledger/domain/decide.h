#pragma once

#include <capnp/message.h>

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "ledger/base/ids.h"
#include "ledger/base/text.h"
#include "ledger/crypto/digest.h"
#include "ledger/domain/aggregate.h"
#include "ledger/domain/directory.h"
#include "ledger/schema/command.capnp.h"
#include "ledger/schema/event.capnp.h"

/// Start reading here. The ledger is two pure functions:
///
///   decide(state, command) → events, or a refusal       what may happen
///   evolve(state, event)   → state                      what it means
///
/// Neither knows a clock, randomness, files or logs: what they need is in the command. So the same
/// log gives the same states on every machine, and an inspector can re-decide every command.
namespace minutebook::domain {

/// A "no" by a rule. A value, not an error: it is recorded as CommandRefused.
struct Refusal {
  std::string rule;                ///< id in the catalogue of domain rules, such as "VOTE-8"
  Bilingual detail;                ///< one sentence: what is wrong and what would be right
  std::vector<Position> rests_on;  ///< events that show it
  /// True when an entry marked irregular may record the fact all the same: the procedure was
  /// broken, but the fact makes sense. False when it makes none (an unknown meeting, say).
  bool procedural = false;
};

/// An event before it has a position: the body, built once and stored as it is.
struct EventDraft {
  std::unique_ptr<capnp::MallocMessageBuilder> message;  ///< root: schema::Payload, body filled in
  schema::EventBody::Which type = schema::EventBody::Which::LEDGER_CREATED;
};

/// The events to record, in order (at least one), or why there are none.
using Decision = std::variant<std::vector<EventDraft>, Refusal>;

/// What a decision may look at: all master data, and the one matter the command is about.
struct DecisionContext {
  const Directory& directory;
  const Aggregate& aggregate;  ///< of the command's subject; kind `none` for master data
  crypto::Suite suite = crypto::Suite::standard;  ///< for sealed bids
};

/// Decides one command. The command is well-formed (schema/json.h has checked its fields).
/// In order: the subject's kind and the references exist; the actor is registered and holds the
/// role; then the step's own checks. With `irregular`, procedural refusals are set aside.
Decision decide(const DecisionContext& context, schema::Command::Reader command);

/// Applies an event to master data; events of other subjects change nothing.
void evolve(Directory& directory, const EventView& event);

/// Applies an event of the aggregate's own stream to it.
void evolve(Aggregate& aggregate, const EventView& event);

}  // namespace minutebook::domain
