#pragma once

#include "ledger/rules/finding_decision.h"
#include "ledger/rules/matter_examination.h"
#include "projections/findings/subject_rows.h"

namespace minutebook::projections::findings {

using Decisions = std::vector<rules::FindingDecision>;

/// The rules that the view asks: all but those whose answer is not in the log (REC-3).
std::span<const rules::Rule> kept_rules();

/// What the rules say of a matter from its clock on, as long as nothing is recorded. `decisions`
/// are those about the matter. `right_after_event`: the rules were asked by what is known now.
SubjectRows matter_rows(const rules::MatterExamination& matter, bool right_after_event,
                        const rules::MatterExamination::SceneAt& scene_at,
                        const Decisions& decisions);

/// Adds the documents that the matter cites. Those cited before keep when they first were.
void add_citations(SubjectRows& rows, const rules::MatterExamination& matter,
                   const rules::Scene& scene, const SubjectRows& known);

/// What the rules about subjects other than matters say of one from `began` to `horizon`, and
/// beyond as it was then. `began`: the earliest time at which any event occurred.
SubjectRows other_subject_rows(const Subject& subject, Instant began, Instant horizon,
                               const rules::MatterExamination::SceneAt& scene_at,
                               const Decisions& decisions);

}  // namespace minutebook::projections::findings
