@0xab203bbb70f008d0;
# Master data: who and what exists, over time.

using Cxx = import "/capnp/c++.capnp";
using Json = import "/capnp/compat/json.capnp";
using Note = import "annotations.capnp";
using Types = import "types.capnp";
$Cxx.namespace("minutebook::schema");

struct LedgerCreation {
  name @0 :Text $Note.required $Note.maxBytes(255);
  # The origin line of its checkpoints, such as minutebook.example/zhejiang.
  suite @1 :Text $Note.required;
  # "standard" or "gm".
  zoneOffsetMinutes @2 :Int16 $Note.range(min = -1439, max = 1439);
  founder @3 :Text $Note.required $Note.refersTo([service]);
  formatVersion @4 :UInt32;
  software @5 :Text;
  publicKey @6 :Data $Json.base64 $Note.maxBytes(256);
  # SubjectPublicKeyInfo, DER, of the key that signs its checkpoints; ledgers made before have none.
}

struct LedgerKeyRotation {
  # From the event's own position on, checkpoints are signed with another key.
  publicKey @0 :Data $Json.base64 $Note.required $Note.maxBytes(256);
  # SubjectPublicKeyInfo, DER, of the key that comes into force; of the ledger's suite.
  signatureByOldKey @1 :Data $Json.base64 $Note.required $Note.maxBytes(256);
  # By the key that goes, over three lines, each with its newline: minutebook ledger key rotation
  # v1, the ledger's id, the id of the key that comes.
  reason @2 :Text $Note.required;
}

enum OrganizationLevel {
  unspecified @0;
  national @1;
  provincial @2;
  city @3;
  county @4;
  town @5;
  unit @6;
}

struct Organization {
  name @0 :Text $Note.required $Note.maxBytes(300);
  level @1 :OrganizationLevel $Note.required;
  parent @2 :Text $Note.refersTo([organization]);
  # Absent for the root only.
  region @3 :Text $Note.maxBytes(64);
  # Administrative division code (GB/T 2260) or name.
}

struct OrganizationChange {
  name @0 :Text $Note.maxBytes(300);
  region @1 :Text $Note.maxBytes(64);
  reason @2 :Text $Note.required;
}

struct OrganizationMove {
  parent @0 :Text $Note.required $Note.refersTo([organization]);
  reason @1 :Text $Note.required;
}

enum VenueKind {
  unspecified @0;
  culturalPalace @1;
  staffSchool @2;
  sanatorium @3;
  serviceCentre @4;
  mutualAid @5;
  other @6;
}

struct Venue {
  name @0 :Text $Note.required $Note.maxBytes(300);
  kind @1 :VenueKind $Note.required;
  organization @2 :Text $Note.required $Note.refersTo([organization]);
  primaryDuties @3 :List(Text) $Note.required;
  address @4 :Text $Note.maxBytes(300);
}

struct VenueChange {
  name @0 :Text $Note.maxBytes(300);
  primaryDuties @1 :List(Text);
  address @2 :Text $Note.maxBytes(300);
  reason @3 :Text $Note.required;
}

struct OperationDelegation {
  # A union lets a lower union run its venue; decided like any other matter.
  to @0 :Text $Note.required $Note.refersTo([organization]);
  from @1 :Types.Date $Note.required;
  until @2 :Types.Date;
  # First day on which it no longer holds.
  decidedIn @3 :Text $Note.refersTo([partnership]);
  # The matter whose resolution authorises it.
  terms @4 :Text $Note.required;
  document @5 :DocumentReference;
}

enum BodyKind {
  unspecified @0;
  partyGroupMeeting @1;
  chairpersonsMeeting @2;
  standingCommittee @3;
  other @4;
}

struct Body {
  name @0 :Text $Note.required $Note.maxBytes(300);
  kind @1 :BodyKind $Note.required;
  organization @2 :Text $Note.required $Note.refersTo([organization]);
}

enum Seat {
  unspecified @0;
  presiding @1;
  member @2;
  secretary @3;
  # Keeps the minutes, has no vote.
}

struct BodyMember {
  person @0 :Text $Note.required $Note.refersTo([person]);
  seat @1 :Seat $Note.required;
  from @2 :Types.Date $Note.required;
}

struct BodyMemberDeparture {
  person @0 :Text $Note.required $Note.refersTo([person]);
  until @1 :Types.Date $Note.required;
  # First day on which the seat is no longer held.
  reason @2 :Text;
}

struct Principal {
  title @0 :Text $Note.required $Note.maxBytes(300);
  # How the person or service is shown, such as "party-group member 3".
  organization @1 :Text $Note.required $Note.refersTo([organization]);
}

struct RoleGrant {
  role @0 :Types.Role $Note.required;
  organization @1 :Text $Note.required $Note.refersTo([organization]);
  from @2 :Types.Date $Note.required;
  until @3 :Types.Date;
  # First day on which it no longer holds.
}

struct RoleRevocation {
  role @0 :Types.Role $Note.required;
  organization @1 :Text $Note.required $Note.refersTo([organization]);
  until @2 :Types.Date $Note.required;
  reason @3 :Text $Note.required;
}

struct KeyEnrolment {
  keyId @0 :Text $Note.required $Note.maxBytes(64);
  # Hexadecimal SHA-256 of the public key's SubjectPublicKeyInfo.
  algorithm @1 :Types.KeyAlgorithm $Note.required;
  publicKey @2 :Data $Json.base64 $Note.required $Note.maxBytes(256);
  # SubjectPublicKeyInfo, DER.
}

struct KeyRevocation {
  keyId @0 :Text $Note.required $Note.maxBytes(64);
  reason @1 :Text $Note.required;
}

enum PartnerKind {
  unspecified @0;
  company @1;
  socialOrganization @2;
  publicInstitution @3;
  tradeUnion @4;
  government @5;
  other @6;
}

struct Partner {
  # The subject's id is the unified social credit code (GB 32100-2015).
  name @0 :Text $Note.required $Note.maxBytes(300);
  kind @1 :PartnerKind $Note.required;
  legalRepresentative @2 :Text $Note.maxBytes(300);
  # A title or an opaque reference; compared between bidders.
  address @3 :Text $Note.maxBytes(300);
}

struct PartnerChange {
  name @0 :Text $Note.maxBytes(300);
  legalRepresentative @1 :Text $Note.maxBytes(300);
  address @2 :Text $Note.maxBytes(300);
  reason @3 :Text $Note.required;
}

struct RulebookAdoption {
  title @0 :Text $Note.required $Note.maxBytes(300);
  version @1 :UInt32 $Note.required $Note.range(min = 1, max = 1000000);
  organization @2 :Text $Note.refersTo([organization]);
  # The rulebook holds for it and all below it; without one, for the whole ledger.
  effectiveFrom @3 :Types.Date $Note.required;
  text @4 :Text $Note.required $Note.maxBytes(262144);
  # The rulebook file (TOML), whole.
}

struct DocumentReference {
  digest @0 :Data $Json.hex $Note.required $Note.exactBytes(32) $Note.document;
  title @1 :Text $Note.required $Note.maxBytes(300);
  mediaType @2 :Text $Note.maxBytes(100);
}
