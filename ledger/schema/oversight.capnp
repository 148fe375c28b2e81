@0xdd4ac88c38e0b154;
# At any time: observing, correcting, inspecting, holding, redacting.

using Cxx = import "/capnp/c++.capnp";
using Json = import "/capnp/compat/json.capnp";
using Note = import "annotations.capnp";
using Types = import "types.capnp";
using Directory = import "directory.capnp";
$Cxx.namespace("minutebook::schema");

struct ObserverAssignment {
  observer @0 :Text $Note.required $Note.refersTo([person]);
  mandate @1 :Text;
}

enum Stage {
  unspecified @0;
  study @1;
  decision @2;
  approval @3;
  opening @4;
  review @5;
  signing @6;
  evaluation @7;
}

struct Observation {
  stage @0 :Stage $Note.required;
  present @1 :Bool;
  # The observer was there in person.
  text @2 :Text $Note.required;
  about @3 :List(UInt64);
  # Positions of the events it is about.
}

struct IrregularityReport {
  rule @0 :Text $Note.required $Note.maxBytes(32);
  text @1 :Text $Note.required;
  about @2 :List(UInt64);
  documents @3 :List(Directory.DocumentReference);
}

struct DocumentAttachment {
  document @0 :Directory.DocumentReference $Note.required;
  note @1 :Text;
}

struct FieldCorrection {
  field @0 :Text $Note.required $Note.maxBytes(300);
  # Path in the event's data, such as terms.end.
  recorded @1 :Text;
  correct @2 :Text $Note.required;
}

struct Correction {
  corrects @0 :UInt64 $Note.required;
  # Position of the event that is wrong; it stays.
  fields @1 :List(FieldCorrection) $Note.required;
  reason @2 :Text $Note.required;
  documents @3 :List(Directory.DocumentReference);
}

struct InspectionOpening {
  title @0 :Text $Note.required $Note.maxBytes(600);
  authority @1 :Text $Note.required;
  # The decision or letter that orders it.
  organization @2 :Text $Note.required $Note.refersTo([organization]);
  inspectors @3 :List(Text) $Note.required $Note.refersTo([person]);
  scope @4 :List(Text) $Note.required
      $Note.refersTo([organization, venue, body, person, partner, partnership, programme]);
}

struct EvidenceExport {
  digest @0 :Data $Json.hex $Note.required $Note.exactBytes(32);
  scope @1 :List(Text) $Note.required
      $Note.refersTo([organization, venue, body, person, partner, partnership, programme]);
  confirmedBy @2 :Text $Note.required $Note.refersTo([person]);
  recipient @3 :Text $Note.required;
}

struct FindingDecision {
  rule @0 :Text $Note.required $Note.maxBytes(32);
  concerns @1 :Text $Note.required
      $Note.refersTo([organization, venue, partner, partnership, programme]);
  about @2 :List(UInt64) $Note.required;
  reason @3 :Text $Note.required;
}

struct LegalHold {
  hold @0 :Text $Note.required $Note.localId;
  authority @1 :Text $Note.required;
  reason @2 :Text $Note.required;
}

struct LegalHoldRelease {
  hold @0 :Text $Note.required $Note.localId;
  reason @1 :Text $Note.required;
}

struct RedactionOrder {
  order @0 :Text $Note.required $Note.localId;
  positions @1 :List(UInt64) $Note.required;
  authority @2 :Text $Note.required;
  reason @3 :Text $Note.required;
}

struct RedactionExecution {
  order @0 :Text $Note.required $Note.localId;
}

struct IntegrityVerification {
  # What the ledger found when its records were verified. Made by the ledger.
  level @0 :Text $Note.required $Note.maxBytes(32);
  # The last level checked; those before it were checked, too.
  from @1 :UInt64 $Note.required;
  to @2 :UInt64 $Note.required;
  # Position after the last one checked.
  treeSize @3 :UInt64 $Note.required;
  rootHash @4 :Data $Json.hex $Note.required $Note.exactBytes(32);
  # Of the tree of that size.
  faults @5 :UInt32 $Note.required;
  reportDigest @6 :Data $Json.hex $Note.required $Note.exactBytes(32);
  startedAt @7 :Types.Timestamp $Note.required;
  finishedAt @8 :Types.Timestamp $Note.required;
  fullRead @9 :Bool;
  # Every stored byte was read, not only what was new.
  software @10 :Text $Note.required $Note.maxBytes(100);
}

struct Refusal {
  # Made by the ledger when a rule refuses a command: inspectors want to know who tried.
  command @0 :Text;
  # The type of the command.
  rule @1 :Text;
  detailEn @2 :Text;
  detailZh @3 :Text;
  restsOn @4 :List(UInt64);
}
