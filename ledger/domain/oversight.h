#pragma once

#include <string>
#include <vector>

#include "ledger/domain/act.h"
#include "ledger/schema/event.capnp.h"
#include "ledger/schema/oversight.capnp.h"

/// What may be recorded about a matter at any time. None of it changes the facts it is about.
namespace minutebook::domain {

struct ObserverAssignment {
  Act act;
  Subject observer;
  std::string mandate;
};

struct Observation {
  Act act;
  schema::Stage stage = schema::Stage::UNSPECIFIED;
  bool present = false;
  std::string text;
  std::vector<Position> about;
};

struct IrregularityReport {
  Act act;
  std::string rule;
  std::string text;
  std::vector<Position> about;
  std::vector<Document> documents;
};

struct AttachedDocument {
  Act act;
  Document document;
  std::string note;
};

struct FieldCorrection {
  std::string field;
  std::string recorded;
  std::string correct;
};

/// The event it corrects stays; readers show both.
struct Correction {
  Act act;
  Position corrects;
  std::vector<FieldCorrection> fields;
  std::string reason;
  std::vector<Document> documents;
};

struct LegalHoldRelease {
  Act act;
  std::string reason;
};

struct LegalHold {
  Act act;
  std::string id;
  std::string authority;
  std::string reason;
  std::vector<LegalHoldRelease> releases;

  bool in_force() const { return releases.empty(); }
};

struct RedactionExecution {
  Act act;
};

struct RedactionOrder {
  Act act;
  std::string id;
  std::vector<Position> positions;
  std::string authority;
  std::string reason;
  std::vector<RedactionExecution> executions;

  bool executed() const { return !executions.empty(); }
};

/// A command that a rule refused: who tried what.
struct RefusedCommand {
  Act act;
  std::string command;
  std::string rule;
  Bilingual detail;
  std::vector<Position> rests_on;
};

/// Why a fact was recorded although the procedure would have refused it.
struct IrregularEntry {
  Act act;
  schema::EventBody::Which type = schema::EventBody::Which::LEDGER_CREATED;
  std::string reason;
  std::vector<crypto::Digest> evidence;
};

// Shared with programmes, inspections and master data.
Correction correction_of(Act act, schema::Correction::Reader correction);
AttachedDocument attached_document_of(Act act, schema::DocumentAttachment::Reader attachment);
RefusedCommand refused_command_of(Act act, schema::Refusal::Reader refusal);

}  // namespace minutebook::domain
