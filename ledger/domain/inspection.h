#pragma once

#include <string>
#include <vector>

#include "ledger/domain/act.h"
#include "ledger/domain/oversight.h"
#include "ledger/schema/oversight.capnp.h"

namespace minutebook::domain {

struct InspectionOpening {
  Act act;
  std::string title;
  std::string authority;  ///< the decision or letter that orders it
  Subject organization;
  std::vector<Subject> inspectors;
  std::vector<Subject> scope;
};

struct EvidenceExport {
  Act act;
  crypto::Digest digest{};
  std::vector<Subject> scope;
  Subject confirmed_by;
  std::string recipient;
};

/// A finding confirmed or dismissed.
struct FindingDecision {
  Act act;
  bool confirmed = false;
  std::string rule;
  Subject concerns;
  std::vector<Position> about;
  std::string reason;
};

/// An inspection case (检查案件).
struct Inspection {
  std::vector<InspectionOpening> openings;  ///< at most one
  std::vector<EvidenceExport> exports;
  std::vector<FindingDecision> findings;
  std::vector<AttachedDocument> documents;
  std::vector<RefusedCommand> refusals;
  std::vector<Position> positions;  ///< of every event of the stream, ascending

  /// Null before the case is opened.
  const InspectionOpening* opening() const {
    return openings.empty() ? nullptr : &openings.front();
  }
};

/// Applies an event of the case's own stream; of other types, only its position is noted.
void evolve_inspection(Inspection& inspection, const EventView& event);

}  // namespace minutebook::domain
