#pragma once

#include <variant>

#include "ledger/base/ids.h"
#include "ledger/domain/inspection.h"
#include "ledger/domain/partnership.h"
#include "ledger/domain/programme.h"

namespace minutebook::domain {

/// What one stream of a matter adds up to. Master data (organizations, persons …) is in the
/// Directory instead; its streams have `std::monostate` here.
struct Aggregate {
  explicit Aggregate(Subject subject_name) : subject(std::move(subject_name)) {}

  Subject subject;
  Version version{0};  ///< events applied so far, refusals included
  std::variant<std::monostate, Partnership, Programme, Inspection> state;
};

/// An aggregate before its first event, with the state that belongs to the subject's kind.
Aggregate empty_aggregate(const Subject& subject);

/// True for kinds whose meaning is in the Directory (organization, venue, body, person, service,
/// partner, rulebook, ledger).
bool is_master_data(SubjectKind kind);

}  // namespace minutebook::domain
