@0xaf8de28f5c6abfb7;
# Types shared by commands, events and headers. Append-only: ordinals never change or disappear.

using Cxx = import "/capnp/c++.capnp";
using Note = import "annotations.capnp";
$Cxx.namespace("minutebook::schema");

struct Uuid {
  # JSON: "0192f7c4-6e1a-7c3e-9a51-3f3f0a6f2b10".
  high @0 :UInt64;
  low @1 :UInt64;
}

struct Timestamp {
  # JSON: RFC 3339 with an offset, kept as its author wrote it.
  ns @0 :Int64;
  # Nanoseconds since 1970-01-01T00:00:00Z.
  offsetMinutes @1 :Int16;
  # East of UTC.
}

struct Date {
  # JSON: "2021-01-12".
  days @0 :Int32;
  # Days since 1970-01-01.
}

struct OptionalVersion {
  # JSON: an integer. A struct, because absent and 0 differ.
  value @0 :UInt64;
}

enum SubjectKind {
  ledger @0;
  organization @1;
  venue @2;
  body @3;
  person @4;
  service @5;
  partner @6;
  partnership @7;
  programme @8;
  inspection @9;
  rulebook @10;
}

enum Role {
  unspecified @0;
  proposer @1;
  bodySecretary @2;
  bodyMember @3;
  presidingMember @4;
  approver @5 $Note.reachesBelow;
  selectionTeam @6;
  evaluator @7;
  signatory @8;
  observer @9 $Note.reachesBelow;
  supervisor @10 $Note.reachesBelow;
  inspector @11 $Note.reachesBelow;
  ruleKeeper @12 $Note.reachesBelow;
  systemAdministrator @13 $Note.reachesBelow;
  securityAdministrator @14 $Note.reachesBelow;
  auditAdministrator @15 $Note.reachesBelow;
  founder @16;
  # The service account named at init: sets up master data until a security administrator exists.
  ledger @17;
  # The ledger itself, for facts that it finds: refusals, verification.
}

enum Mode {
  unspecified @0;
  internalCooperation @1;
  externalCooperation @2;
  undertakenService @3;
  sponsorship @4;
}

enum Attestation {
  server @0;
  # Only the authenticated session vouches for the author.
  signature @1;
  # The author's own key signed the command.
}

enum KeyAlgorithm {
  unspecified @0;
  ed25519 @1;
  sm2 @2;
}
