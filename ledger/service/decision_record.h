#pragma once

#include <cstdint>

#include "ledger/base/clock.h"
#include "ledger/domain/decide.h"

/// What the ledger itself adds to a decision when it records it: the same for the live writer and
/// for whoever decides again.
namespace minutebook::service {

/// The event CommandRefused of a refusal.
domain::EventDraft refusal_draft(schema::Command::Reader command, const domain::Refusal& refusal);

/// The version of the edition, of any organization, that came into force last by the day on which
/// it occurred, as the directory knows it; 0 without one. A mark for readers: what holds for a
/// matter is told by rules::Rulebooks.
std::uint32_t rulebook_version(const domain::Directory& directory, Instant occurred);

}  // namespace minutebook::service
