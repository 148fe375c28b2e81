#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "ledger/domain/decide.h"

/// Making events and refusals in decide.
namespace minutebook::domain {

/// The event that the command's `emits` annotation names first, with the command's own data: most
/// commands record exactly what they say. Of an irregular command, marked so.
EventDraft draft_of(schema::Command::Reader command);

/// An event without a body yet, marked irregular when the command is; `words` is the expected size
/// of the body.
EventDraft empty_draft(schema::Command::Reader command, std::uint64_t words);

/// An event whose body is built by `fill(schema::EventBody::Builder)`.
template <typename Fill>
EventDraft make_draft(schema::Command::Reader command, Fill&& fill) {
  EventDraft draft = empty_draft(command, 256);
  auto body = draft.message->getRoot<schema::Payload>().getBody();
  std::forward<Fill>(fill)(body);
  draft.type = body.which();
  return draft;
}

/// The decision to record these drafts, in order.
template <typename... Drafts>
Decision accept(Drafts&&... drafts) {
  std::vector<EventDraft> list;
  list.reserve(sizeof...(drafts));
  (list.push_back(std::forward<Drafts>(drafts)), ...);
  return list;
}

/// The commonest decision: one event that says what the command says.
Decision emit_same(schema::Command::Reader command);

/// A refusal that no irregular entry gets around: the fact makes no sense.
Refusal refuse(std::string rule, std::string en, std::string zh,
               std::vector<Position> rests_on = {});
/// A refusal because of the procedure; an irregular entry may record the fact all the same.
Refusal refuse_procedure(std::string rule, std::string en, std::string zh,
                         std::vector<Position> rests_on = {});

/// Does `refusal` stand? Not when the command is an irregular entry and only the procedure speaks
/// against it.
inline bool stands(const std::optional<Refusal>& refusal, schema::Command::Reader command) {
  return refusal && !(command.getIrregular() && refusal->procedural);
}

}  // namespace minutebook::domain
