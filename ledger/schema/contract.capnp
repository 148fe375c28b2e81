@0xb6463780895f264f;
# Step 4, second half: contracts. A matter may end in several.

using Cxx = import "/capnp/c++.capnp";
using Note = import "annotations.capnp";
using Types = import "types.capnp";
using Directory = import "directory.capnp";
using Study = import "study.capnp";
$Cxx.namespace("minutebook::schema");

struct ContractTerms {
  content @0 :Text;
  requirements @1 :Text;
  performanceStandards @2 :Text;
  constraints @3 :Text;
  exit @4 :Text;
  start @5 :Types.Date;
  end @6 :Types.Date;
  # First day on which it no longer holds.
  longTermReason @7 :Text;
  # Where the term is longer than the rulebook's.
  partnerInvests @8 :Bool;
  # In fixed assets: fitting-out, equipment.
  assetDisposal @9 :Text;
  # Who gets those assets at the end.
  revenueTerms @10 :Text;
  valueFen @11 :Int64;
  brandUnchanged @12 :Bool;
  functionUnchanged @13 :Bool;
  primaryBusinessUnchanged @14 :Bool;
  titleUnchanged @15 :Bool;
  publicBenefits @16 :List(Study.PublicBenefit);
}

struct ContractDraft {
  contract @0 :Text $Note.required $Note.localId;
  partner @1 :Text $Note.required $Note.refersTo([partner]);
  selection @2 :Text $Note.localId;
  bid @3 :Text $Note.localId;
  terms @4 :ContractTerms $Note.required;
  text @5 :Directory.DocumentReference $Note.required;
}

struct ContractSignature {
  contract @0 :Text $Note.required $Note.localId;
  partner @1 :Text $Note.required $Note.refersTo([partner]);
  terms @2 :ContractTerms $Note.required;
  text @3 :Directory.DocumentReference $Note.required;
  partnerSignatory @4 :Text $Note.required $Note.maxBytes(300);
}

struct ContractAmendment {
  contract @0 :Text $Note.required $Note.localId;
  terms @1 :ContractTerms $Note.required;
  # All terms as they read from now on.
  text @2 :Directory.DocumentReference $Note.required;
  meeting @3 :Text $Note.localId;
  reason @4 :Text $Note.required;
}

struct ContractRenewal {
  contract @0 :Text $Note.required $Note.localId;
  successor @1 :Text $Note.required $Note.localId;
  # The new contract's id, in the same matter.
  terms @2 :ContractTerms $Note.required;
  text @3 :Directory.DocumentReference $Note.required;
  meeting @4 :Text $Note.localId;
  reason @5 :Text $Note.required;
}

enum TerminationCause {
  unspecified @0;
  failedEvaluation @1;
  breachByPartner @2;
  agreement @3;
  unlawful @4;
  other @5;
}

struct ContractTermination {
  contract @0 :Text $Note.required $Note.localId;
  cause @1 :TerminationCause $Note.required;
  reason @2 :Text $Note.required;
  document @3 :Directory.DocumentReference;
}

struct ContractExpiry {
  contract @0 :Text $Note.required $Note.localId;
}

struct AssetSettlement {
  contract @0 :Text $Note.required $Note.localId;
  description @1 :Text $Note.required;
  valueFen @2 :Int64;
  document @3 :Directory.DocumentReference;
}
