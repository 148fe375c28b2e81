@0x9db502648d5f54f6;
# Step 4, first half: selecting the partner.

using Cxx = import "/capnp/c++.capnp";
using Json = import "/capnp/compat/json.capnp";
using Note = import "annotations.capnp";
using Types = import "types.capnp";
using Directory = import "directory.capnp";
$Cxx.namespace("minutebook::schema");

enum SelectionMethod {
  unspecified @0;
  openTender @1;
  publicRecruitment @2;
  competitiveNegotiation @3;
  directNegotiation @4;
  other @5;
}

struct Criterion {
  name @0 :Text $Note.required $Note.maxBytes(300);
  maxPoints @1 :UInt32 $Note.required $Note.range(min = 1, max = 1000000);
  # In hundredths of a point.
}

struct Selection {
  selection @0 :Text $Note.required $Note.localId;
  method @1 :SelectionMethod $Note.required;
  channels @2 :List(Text);
  deadline @3 :Types.Timestamp $Note.required;
  # Bids must have been received before it.
  opensAt @4 :Types.Timestamp;
  places @5 :UInt16 $Note.required $Note.range(min = 1, max = 1000);
  # How many bidders may win.
  requirements @6 :Text;
  criteria @7 :List(Criterion);
  document @8 :Directory.DocumentReference;
}

struct Bid {
  selection @0 :Text $Note.required $Note.localId;
  bid @1 :Text $Note.required $Note.localId;
  sealedDigest @2 :Data $Json.hex $Note.required $Note.exactBytes(32);
  # Digest, by the ledger's suite, of: 32-byte salt, partner subject, newline, content.
}

struct BidReveal {
  bid @0 :Text $Note.required $Note.localId;
  partner @1 :Text $Note.required $Note.refersTo([partner]);
  salt @2 :Data $Json.hex $Note.required $Note.exactBytes(32);
  content @3 :Text $Note.required;
  # The offer as it was sealed.
  priceFen @4 :Int64;
  document @5 :Directory.DocumentReference;
}

struct BidOpening {
  selection @0 :Text $Note.required $Note.localId;
  reveals @1 :List(BidReveal) $Note.required;
  present @2 :List(Text) $Note.refersTo([person]);
}

struct CriterionScore {
  criterion @0 :Text $Note.required $Note.maxBytes(300);
  points @1 :UInt32 $Note.range(min = 0, max = 1000000);
  # In hundredths of a point.
}

struct BidScore {
  selection @0 :Text $Note.required $Note.localId;
  bid @1 :Text $Note.required $Note.localId;
  points @2 :UInt32 $Note.range(min = 0, max = 1000000);
  # Total, in hundredths of a point.
  scores @3 :List(CriterionScore);
  comment @4 :Text;
}

struct BidDisqualification {
  selection @0 :Text $Note.required $Note.localId;
  bid @1 :Text $Note.required $Note.localId;
  reason @2 :Text $Note.required;
}

struct Winners {
  selection @0 :Text $Note.required $Note.localId;
  bids @1 :List(Text) $Note.required $Note.localId;
  # In rank order.
  reason @2 :Text;
  # Where the winners do not follow the ranking.
}

struct ResultPublication {
  selection @0 :Text $Note.required $Note.localId;
  channels @1 :List(Text) $Note.required;
  until @2 :Types.Date $Note.required;
  # First day on which it is no longer published.
}

struct Objection {
  objection @0 :Text $Note.required $Note.localId;
  selection @1 :Text $Note.required $Note.localId;
  raisedBy @2 :Text $Note.required $Note.maxBytes(300);
  grounds @3 :Text $Note.required;
}

struct ObjectionResolution {
  objection @0 :Text $Note.required $Note.localId;
  upheld @1 :Bool;
  reason @2 :Text $Note.required;
}

struct Appraisal {
  tangibleFen @0 :Int64;
  intangibleFen @1 :Int64;
  appraiser @2 :Text $Note.required $Note.maxBytes(300);
  validUntil @3 :Types.Date;
  document @4 :Directory.DocumentReference;
}
