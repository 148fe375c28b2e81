@0xa98f4f83f747ca03;
# Step 5: evaluation and what follows from it. Per contract.

using Cxx = import "/capnp/c++.capnp";
using Note = import "annotations.capnp";
using Types = import "types.capnp";
using Directory = import "directory.capnp";
$Cxx.namespace("minutebook::schema");

enum EvaluationKind {
  unspecified @0;
  realTime @1;
  interim @2;
  final @3;
}

struct Satisfaction {
  basisPoints @0 :UInt16 $Note.range(min = 0, max = 10000);
  # Share of satisfied employees, in hundredths of a percent.
  respondents @1 :UInt32;
}

enum IndicatorKind {
  unspecified @0;
  employeeSatisfaction @1;
  publicBenefit @2;
  serviceQuality @3;
  safety @4;
  finance @5;
  other @6;
}

struct Indicator {
  name @0 :Text $Note.required $Note.maxBytes(300);
  kind @1 :IndicatorKind;
  weight @2 :UInt16 $Note.range(min = 0, max = 10000);
  # In hundredths of a percent.
  score @3 :UInt16 $Note.range(min = 0, max = 10000);
  # In hundredths of a point, of 100 points.
}

enum Verdict {
  unspecified @0;
  passed @1;
  failed @2;
}

struct Evaluation {
  evaluation @0 :Text $Note.required $Note.localId;
  contract @1 :Text $Note.required $Note.localId;
  kind @2 :EvaluationKind $Note.required;
  from @3 :Types.Date;
  until @4 :Types.Date;
  satisfaction @5 :Satisfaction;
  indicators @6 :List(Indicator);
  verdict @7 :Verdict $Note.required;
  comment @8 :Text;
  document @9 :Directory.DocumentReference;
}

struct RectificationOrder {
  rectification @0 :Text $Note.required $Note.localId;
  contract @1 :Text $Note.required $Note.localId;
  evaluation @2 :Text $Note.localId;
  problems @3 :Text $Note.required;
  dueBy @4 :Types.Date $Note.required;
}

struct RectificationReport {
  rectification @0 :Text $Note.required $Note.localId;
  measures @1 :Text $Note.required;
  document @2 :Directory.DocumentReference;
}

struct RectificationVerification {
  rectification @0 :Text $Note.required $Note.localId;
  effective @1 :Bool $Note.required;
  note @2 :Text;
}
