#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/domain/act.h"
#include "ledger/domain/oversight.h"
#include "ledger/schema/supervision.capnp.h"

namespace minutebook::domain {

struct ProgrammeOpening {
  Act act;
  std::string title;
  schema::ProgrammeKind kind = schema::ProgrammeKind::UNSPECIFIED;
  Subject organization;
  Day from;
  std::optional<Day> until;  ///< first day after it
  std::string target;
};

struct ProgrammeMeasure {
  Act act;
  std::string text;
  std::optional<Document> document;
};

struct ProgrammeItemClosing {
  Act act;
  std::string outcome;
  std::vector<Document> evidence;
};

struct ProgrammeItem {
  Act act;
  std::string id;
  Subject concerns;  ///< organization, venue or partnership
  std::string problem;
  std::string plan;
  std::optional<Subject> owner;
  std::optional<Day> due_by;
  std::vector<ProgrammeMeasure> measures;
  std::vector<ProgrammeItemClosing> closings;

  bool closed() const { return !closings.empty(); }
};

struct ProgrammeClosing {
  Act act;
  std::string summary;
};

/// A clean-up, pilot or rectification drive (专项行动): items, measures, closure.
struct Programme {
  std::vector<ProgrammeOpening> openings;  ///< at most one
  std::vector<ProgrammeItem> items;
  std::vector<ProgrammeClosing> closings;
  std::vector<AttachedDocument> documents;
  std::vector<Correction> corrections;
  std::vector<RefusedCommand> refusals;
  std::vector<Position> positions;  ///< of every event of the stream, ascending

  /// Null before the programme is opened.
  const ProgrammeOpening* opening() const { return openings.empty() ? nullptr : &openings.front(); }
  bool closed() const { return !closings.empty(); }
  const ProgrammeItem* item(std::string_view id) const;
  bool has_event(Position position) const;
};

/// Applies an event of the programme's own stream; of other types, only its position is noted.
void evolve_programme(Programme& programme, const EventView& event);

}  // namespace minutebook::domain
