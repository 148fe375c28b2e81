@0x929d2b3e0fb7d7bc;
# Step 3: approval and filing.

using Cxx = import "/capnp/c++.capnp";
using Json = import "/capnp/compat/json.capnp";
using Note = import "annotations.capnp";
using Directory = import "directory.capnp";
$Cxx.namespace("minutebook::schema");

struct ApprovalRequest {
  request @0 :Text $Note.required $Note.localId;
  authority @1 :Text $Note.required $Note.refersTo([organization]);
  meeting @2 :Text $Note.localId;
  # The meeting whose resolution is put forward.
  summary @3 :Text $Note.required;
  documents @4 :List(Directory.DocumentReference);
}

struct ApprovalGrant {
  request @0 :Text $Note.required $Note.localId;
  conditions @1 :Text;
  contractText @2 :Data $Json.hex $Note.exactBytes(32) $Note.document;
  # Digest of the contract text that was approved, when one was put forward.
  document @3 :Directory.DocumentReference;
}

struct ApprovalReturn {
  request @0 :Text $Note.required $Note.localId;
  reason @1 :Text $Note.required;
}

struct ApprovalRefusal {
  request @0 :Text $Note.required $Note.localId;
  reason @1 :Text $Note.required;
}

struct Filing {
  filing @0 :Text $Note.required $Note.localId;
  authority @1 :Text $Note.required $Note.refersTo([organization]);
  summary @2 :Text $Note.required;
  documents @3 :List(Directory.DocumentReference);
}

struct FilingAcknowledgement {
  filing @0 :Text $Note.required $Note.localId;
  note @1 :Text;
}
