#pragma once

#include "ledger/domain/decide.h"

/// The steps' own checks, by what the command is about. All are called after check_authority: the
/// command is for this kind of subject, which exists (or not yet, for the command that makes it);
/// master data that it names is registered; the actor holds the role.
namespace minutebook::domain {

Decision decide_ledger(const DecisionContext& context, schema::Command::Reader command);
Decision decide_organization(const DecisionContext& context, schema::Command::Reader command);
Decision decide_venue(const DecisionContext& context, schema::Command::Reader command);
Decision decide_body(const DecisionContext& context, schema::Command::Reader command);
Decision decide_principal(const DecisionContext& context, schema::Command::Reader command);
Decision decide_partner(const DecisionContext& context, schema::Command::Reader command);
Decision decide_rulebook(const DecisionContext& context, schema::Command::Reader command);
Decision decide_programme(const DecisionContext& context, schema::Command::Reader command);
Decision decide_inspection(const DecisionContext& context, schema::Command::Reader command);

/// RecordCorrection on a stream of master data: the event it cites is in that stream (REF-5).
Decision decide_correction(const DecisionContext& context, schema::Command::Reader command);

}  // namespace minutebook::domain
