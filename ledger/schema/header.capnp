@0xd69cf99e4151dd28;
# What the leaf of the tree covers. Stored canonical, one segment, without framing.

using Cxx = import "/capnp/c++.capnp";
using Json = import "/capnp/compat/json.capnp";
using Note = import "annotations.capnp";
using Types = import "types.capnp";
$Cxx.namespace("minutebook::schema");

struct Header {
  position @0 :UInt64;
  streamVersion @1 :UInt64;
  # 1 for a stream's first event.
  eventType @2 :UInt16;
  # Which member of EventBody's union.
  role @3 :Types.Role;
  attestation @4 :Types.Attestation;
  irregular @5 :Bool;
  commandEventIndex @6 :UInt16;
  # 0-based place among the events of one command.
  commandEventCount @7 :UInt16;
  rulebookVersion @8 :UInt32;
  # 0 where no rulebook was in force.
  schemaId @9 :UInt64 $Note.hexNumber;
  # Cap'n Proto type id of the payload's root.
  ledger @10 :Types.Uuid;
  stream @11 :Text;
  # The subject, kind/id.
  actor @12 :Text;
  onBehalfOf @13 :Text;
  occurredAt @14 :Types.Timestamp;
  recordedAt @15 :Types.Timestamp;
  # UTC; never decreasing along the log.
  commandId @16 :Types.Uuid;
  causation @17 :Types.Uuid;
  correlation @18 :Types.Uuid;
  keyId @19 :Text;
  # With attestation "signature": the key that verified.
  sourceSystem @20 :Text;
  networkAddress @21 :Text;
  commitment @22 :Data $Json.hex;
  # Digest of salt followed by the payload as stored.
}
