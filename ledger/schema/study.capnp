@0xc198827dfa09aaab;
# Step 1: study.

using Cxx = import "/capnp/c++.capnp";
using Note = import "annotations.capnp";
using Types = import "types.capnp";
using Directory = import "directory.capnp";
$Cxx.namespace("minutebook::schema");

struct PublicBenefit {
  item @0 :Text $Note.required;
  freePlaces @1 :UInt32;
  discountPercent @2 :UInt8 $Note.range(min = 0, max = 100);
  description @3 :Text;
}

struct Proposal {
  venue @0 :Text $Note.required $Note.refersTo([venue]);
  mode @1 :Types.Mode $Note.required;
  title @2 :Text $Note.required $Note.maxBytes(600);
  purpose @3 :Text $Note.required;
  scope @4 :Text $Note.required;
  # Within the venue's primary duties.
  necessity @5 :Text;
  feasibility @6 :Text;
  intendedTermMonths @7 :UInt16 $Note.range(min = 0, max = 1200);
  estimatedValueFen @8 :Int64;
  publicBenefits @9 :List(PublicBenefit);
  documents @10 :List(Directory.DocumentReference);
  candidate @11 :Text $Note.refersTo([partner]);
  # Where the other side is known from the start (internal cooperation, undertaken service, gift).
}

struct ProposalRevision {
  proposal @0 :Proposal $Note.required;
  # The whole proposal as it reads now.
  reason @1 :Text $Note.required;
}

struct Withdrawal {
  reason @0 :Text $Note.required;
}

enum Conclusion {
  unspecified @0;
  favourable @1;
  unfavourable @2;
}

struct Study {
  necessity @0 :Text $Note.required;
  feasibility @1 :Text $Note.required;
  methods @2 :Text;
  conclusion @3 :Conclusion $Note.required;
  document @4 :Directory.DocumentReference;
}

enum Assessment {
  notAssessed @0;
  satisfactory @1;
  unsatisfactory @2;
}

struct Aspect {
  assessment @0 :Assessment $Note.required;
  note @1 :Text;
}

struct DueDiligence {
  partner @0 :Text $Note.required $Note.refersTo([partner]);
  qualification @1 :Aspect;
  integrityRecord @2 :Aspect;
  serviceBrand @3 :Aspect;
  overallStrength @4 :Aspect;
  documents @5 :List(Directory.DocumentReference);
}

struct InterestDeclaration {
  partner @0 :Text $Note.refersTo([partner]);
  nature @1 :Text $Note.required;
}
