#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/domain/act.h"
#include "ledger/schema/evaluation.capnp.h"

/// Step 5: evaluation of contracts and what follows from it.
namespace minutebook::domain {

struct Satisfaction {
  std::uint16_t basis_points = 0;
  std::uint32_t respondents = 0;
};

struct Indicator {
  std::string name;
  schema::IndicatorKind kind = schema::IndicatorKind::UNSPECIFIED;
  std::uint16_t weight = 0;  ///< hundredths of a percent
  std::uint16_t score = 0;   ///< hundredths of a point, of 100 points
};

struct Evaluation {
  Act act;
  std::string id;
  std::string contract;
  schema::EvaluationKind kind = schema::EvaluationKind::UNSPECIFIED;
  std::optional<Day> from;
  std::optional<Day> until;
  std::optional<Satisfaction> satisfaction;
  std::vector<Indicator> indicators;
  schema::Verdict verdict = schema::Verdict::UNSPECIFIED;
  std::string comment;
  std::optional<Document> document;
};

struct RectificationReport {
  Act act;
  std::string measures;
  std::optional<Document> document;
};

struct RectificationVerification {
  Act act;
  bool effective = false;
  std::string note;
};

enum class RectificationState { ordered, reported, effective, ineffective };

std::string_view name_of(RectificationState state);

struct Rectification {
  Act act;
  std::string id;
  std::string contract;
  std::string evaluation;  ///< empty: none cited
  std::string problems;
  Day due_by;
  std::vector<RectificationReport> reports;
  std::vector<RectificationVerification> verifications;

  /// Effective once verified so; a report after an ineffective verification waits for the next.
  RectificationState state() const;
};

}  // namespace minutebook::domain
