@0xcd7b71bdbef3b394;
# What a command may hold and who may send it, beside the field it is about. The JSON reader, the
# decision function and docs/formats read these.

using Cxx = import "/capnp/c++.capnp";
using Types = import "types.capnp";
$Cxx.namespace("minutebook::schema");

annotation required @0xb0a1c5d2e3f40001 (field) :Void;
# Must be there and, for an enum, not "unspecified"; a text or list must not be empty.

annotation refersTo @0xb0a1c5d2e3f40002 (field) :List(Types.SubjectKind);
# A Text or List(Text) field that names subjects of these kinds; they must be registered.

annotation localId @0xb0a1c5d2e3f40003 (field) :Void;
# An id inside the subject (a meeting, bid, contract …): the characters of a subject id.

annotation maxBytes @0xb0a1c5d2e3f40004 (field) :UInt32;
# Upper bound of a Text or Data field; without it, limits::max_text_bytes.

annotation exactBytes @0xb0a1c5d2e3f40005 (field) :UInt32;
# Exact size of a Data field, or of each item of a List(Data).

annotation range @0xb0a1c5d2e3f40006 (field) :Range;
# Inclusive bounds of a number; without it, 0 to 2^53 - 1.

struct Range {
  min @0 :Int64;
  max @1 :Int64;
}

annotation subjects @0xb0a1c5d2e3f40007 (field) :List(Types.SubjectKind);
# On a command: the kinds of subject that it is sent to.

annotation actors @0xb0a1c5d2e3f40008 (field) :List(Types.Role);
# On a command: the roles that may send it. Irregular facts: domain/authority.h.

annotation emits @0xb0a1c5d2e3f40009 (field) :List(Text);
# On a command: the events that acceptance may record, by their JSON names, the usual one first.

annotation reachesBelow @0xb0a1c5d2e3f4000a (enumerant) :Void;
# On a role: held for an organization, it also holds for the organizations below it.

annotation document @0xb0a1c5d2e3f4000b (field) :Void;
# A Data or List(Data) field that holds digests of stored documents. (A List(Data) is hexadecimal in
# JSON by the codec's type handler: $Json.hex works on a single Data only.)

annotation hexNumber @0xb0a1c5d2e3f4000c (field) :Void;
# A 64-bit number that JSON shows as 16 hexadecimal digits: too large for a number of JSON.
