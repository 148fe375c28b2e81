@0xce82328b014c0397;
# Supervision: programmes, reports, target letters, published service terms.

using Cxx = import "/capnp/c++.capnp";
using Note = import "annotations.capnp";
using Types = import "types.capnp";
using Directory = import "directory.capnp";
$Cxx.namespace("minutebook::schema");

enum ProgrammeKind {
  unspecified @0;
  cleanUp @1;
  pilot @2;
  rectification @3;
  other @4;
}

struct Programme {
  title @0 :Text $Note.required $Note.maxBytes(600);
  kind @1 :ProgrammeKind $Note.required;
  organization @2 :Text $Note.required $Note.refersTo([organization]);
  from @3 :Types.Date $Note.required;
  until @4 :Types.Date;
  target @5 :Text $Note.required;
}

struct ProgrammeItem {
  item @0 :Text $Note.required $Note.localId;
  concerns @1 :Text $Note.required $Note.refersTo([organization, venue, partnership]);
  problem @2 :Text $Note.required;
  plan @3 :Text;
  owner @4 :Text $Note.refersTo([person]);
  dueBy @5 :Types.Date;
}

struct Measure {
  item @0 :Text $Note.required $Note.localId;
  text @1 :Text $Note.required;
  document @2 :Directory.DocumentReference;
}

struct ProgrammeItemClosing {
  item @0 :Text $Note.required $Note.localId;
  outcome @1 :Text $Note.required;
  evidence @2 :List(Directory.DocumentReference) $Note.required;
}

struct ProgrammeClosing {
  summary @0 :Text $Note.required;
}

enum ReportKind {
  unspecified @0;
  quarterly @1;
  annual @2;
}

struct Report {
  report @0 :Text $Note.required $Note.localId;
  kind @1 :ReportKind $Note.required;
  year @2 :UInt16 $Note.required $Note.range(min = 1949, max = 2199);
  quarter @3 :UInt8 $Note.range(min = 0, max = 4);
  # 1 to 4; 0 for an annual report.
  recipient @4 :Text $Note.refersTo([organization]);
  document @5 :Directory.DocumentReference $Note.required;
}

struct Target {
  name @0 :Text $Note.required $Note.maxBytes(300);
  goal @1 :Text $Note.required;
}

struct TargetLetter {
  letter @0 :Text $Note.required $Note.localId;
  year @1 :UInt16 $Note.required $Note.range(min = 1949, max = 2199);
  responsible @2 :Text $Note.required $Note.refersTo([person]);
  targets @3 :List(Target) $Note.required;
  document @4 :Directory.DocumentReference;
}

struct TargetOutcome {
  name @0 :Text $Note.required $Note.maxBytes(300);
  met @1 :Bool $Note.required;
  note @2 :Text;
}

struct TargetAssessment {
  letter @0 :Text $Note.required $Note.localId;
  outcomes @1 :List(TargetOutcome) $Note.required;
}

struct ServiceItem {
  name @0 :Text $Note.required $Note.maxBytes(300);
  hours @1 :Text;
  procedure @2 :Text;
  price @3 :Text;
  memberDiscount @4 :Text;
}

struct ServiceTerms {
  items @0 :List(ServiceItem) $Note.required;
  channels @1 :List(Text);
  from @2 :Types.Date $Note.required;
}
