#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/domain/event_view.h"
#include "ledger/rules/finding.h"

namespace minutebook::rules {

/// What an inspector decided in a case about findings of a rule on a subject: of those that began
/// before, the ones that rest on one of the events named.
struct FindingDecision {
  std::string rule;
  Subject concerns;
  std::vector<Position> about;
  Instant occurred_at;
  FindingResolution resolution;
  bool operator==(const FindingDecision&) const = default;

  bool is_of(const Finding& finding) const;
};

/// The decision that an event of a case records; none for any other event.
std::optional<FindingDecision> decision_of(const domain::EventView& event);

/// Gives the finding the resolution of the last decision on it. `decisions`: as recorded.
void resolve(Finding& finding, const std::vector<FindingDecision>& decisions);

}  // namespace minutebook::rules
