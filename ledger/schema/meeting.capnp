@0xbd6f2e7f9b426535;
# Step 2: collective decision.

using Cxx = import "/capnp/c++.capnp";
using Json = import "/capnp/compat/json.capnp";
using Note = import "annotations.capnp";
using Types = import "types.capnp";
using Directory = import "directory.capnp";
$Cxx.namespace("minutebook::schema");

enum MeetingForm {
  unspecified @0;
  inPerson @1;
  video @2;
  circulation @3;
  # Papers passed round in place of a meeting.
}

struct Meeting {
  meeting @0 :Text $Note.required $Note.localId;
  body @1 :Text $Note.required $Note.refersTo([body]);
  form @2 :MeetingForm $Note.required;
  heldAt @3 :Types.Timestamp $Note.required;
  # When it is to begin.
  place @4 :Text $Note.maxBytes(300);
  noticeSentAt @5 :Types.Timestamp;
  agenda @6 :List(Text) $Note.required;
  materials @7 :List(Directory.DocumentReference);
  presiding @8 :Text $Note.required $Note.refersTo([person]);
  major @9 :Bool;
  # A matter marked major needs a larger share.
}

enum Presence {
  unspecified @0;
  present @1;
  absent @2;
  onLeave @3;
}

struct AttendanceEntry {
  person @0 :Text $Note.required $Note.refersTo([person]);
  presence @1 :Presence $Note.required;
  reason @2 :Text;
}

struct Attendance {
  meeting @0 :Text $Note.required $Note.localId;
  entries @1 :List(AttendanceEntry) $Note.required;
  # A later entry for the same person (a latecomer) replaces the earlier one from then on.
}

struct MaterialsReading {
  meeting @0 :Text $Note.required $Note.localId;
  digests @1 :List(Data) $Note.required $Note.exactBytes(32) $Note.document;
}

struct Recusal {
  meeting @0 :Text $Note.required $Note.localId;
  reason @1 :Text $Note.required;
}

struct Statement {
  meeting @0 :Text $Note.required $Note.localId;
  text @1 :Text $Note.required;
}

enum Choice {
  unspecified @0;
  for @1;
  against @2;
  abstain @3;
}

struct Ballot {
  meeting @0 :Text $Note.required $Note.localId;
  choice @1 :Choice $Note.required;
  statement @2 :Text;
}

struct BallotChange {
  meeting @0 :Text $Note.required $Note.localId;
  choice @1 :Choice $Note.required;
  reason @2 :Text $Note.required;
}

struct WrittenOpinion {
  meeting @0 :Text $Note.required $Note.localId;
  text @1 :Text $Note.required;
  document @2 :Directory.DocumentReference;
}

enum DeclaredOutcome {
  unspecified @0;
  # The outcome follows from the ballots.
  adopted @1;
  rejected @2;
}

struct VoteClosing {
  meeting @0 :Text $Note.required $Note.localId;
  resolution @1 :Text $Note.required;
  # The text that was voted on.
  declared @2 :DeclaredOutcome;
  # What the meeting declared; may differ from the tally in an irregular entry only.
}

enum MemberPosition {
  unspecified @0;
  for @1;
  against @2;
  abstain @3;
  absent @4;
  recused @5;
  noBallot @6;
  # Present, neither voted nor recused: never counted as a vote.
}

struct PositionOfMember {
  person @0 :Text;
  position @1 :MemberPosition;
}

struct Resolution {
  # Made by the ledger when a vote is closed.
  meeting @0 :Text;
  text @1 :Text;
  entitled @2 :UInt16;
  present @3 :UInt16;
  ayes @4 :UInt16;
  noes @5 :UInt16;
  abstentions @6 :UInt16;
  absent @7 :UInt16;
  recused @8 :UInt16;
  noBallot @9 :UInt16;
  positions @10 :List(PositionOfMember);
  # One for each entitled member, in the order of the directory.
  declared @11 :DeclaredOutcome;
}

struct MinutesSignature {
  meeting @0 :Text $Note.required $Note.localId;
  minutes @1 :Directory.DocumentReference $Note.required;
}
