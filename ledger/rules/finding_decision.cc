#include "ledger/rules/finding_decision.h"

#include <algorithm>

#include "ledger/domain/act.h"

namespace minutebook::rules {
namespace {

bool shares(const std::vector<Position>& some, const std::vector<Position>& others) {
  return std::ranges::any_of(
      some, [&](Position position) { return std::ranges::find(others, position) != others.end(); });
}

}  // namespace

bool FindingDecision::is_of(const Finding& finding) const {
  return finding.rule == rule && finding.subject == concerns &&
         finding.first <= resolution.decided_at && shares(finding.verdict.rests_on, about);
}

std::optional<FindingDecision> decision_of(const domain::EventView& event) {
  if (!event.has_body()) return std::nullopt;
  const auto body = event.body();
  const bool confirmed = body.isFindingConfirmed();
  if (!confirmed && !body.isFindingDismissed()) return std::nullopt;
  const auto data = confirmed ? body.getFindingConfirmed() : body.getFindingDismissed();
  return FindingDecision{domain::text_of(data.getRule()),
                         domain::subject_of(data.getConcerns()),
                         domain::positions_of(data.getAbout()),
                         Instant{event.header.getOccurredAt().getNs()},
                         {confirmed, Subject::from_stored(event.header.getStream().cStr()),
                          event.position(), domain::text_of(data.getReason())}};
}

void resolve(Finding& finding, const std::vector<FindingDecision>& decisions) {
  for (const FindingDecision& decision : decisions) {
    if (decision.is_of(finding)) finding.resolution = decision.resolution;
  }
}

}  // namespace minutebook::rules
