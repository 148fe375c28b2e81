#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/domain/act.h"
#include "ledger/domain/oversight.h"
#include "ledger/schema/supervision.capnp.h"

/// What is filed, signed and published about an organization or a venue as such.
namespace minutebook::domain {

struct FiledReport {
  Act act;
  std::string id;
  schema::ReportKind kind = schema::ReportKind::UNSPECIFIED;
  std::uint16_t year = 0;
  std::uint8_t quarter = 0;  ///< 1 to 4; 0 for an annual report
  std::optional<Subject> recipient;
  Document document;
};

struct Target {
  std::string name;
  std::string goal;
};

struct TargetOutcome {
  std::string name;
  bool met = false;
  std::string note;
};

struct TargetAssessment {
  Act act;
  std::vector<TargetOutcome> outcomes;
};

struct TargetLetter {
  Act act;
  std::string id;
  std::uint16_t year = 0;
  Subject responsible;
  std::vector<Target> targets;
  std::optional<Document> document;
  std::vector<TargetAssessment> assessments;
};

struct ServiceItem {
  std::string name;
  std::string hours;
  std::string procedure;
  std::string price;
  std::string member_discount;
};

struct ServiceTerms {
  Act act;
  Day from;
  std::vector<ServiceItem> items;
  std::vector<std::string> channels;
};

/// What the stream of a subject of master data says beside the record itself.
struct StreamRecord {
  std::vector<Position> positions;  ///< of its events, ascending
  std::vector<Correction> corrections;
  std::vector<RefusedCommand> refusals;
};

}  // namespace minutebook::domain
