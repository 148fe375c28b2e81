#include "tools/generate/breaches/planter.h"

/// REC-2 and REC-4: the order of steps, and whose acts irregular entries record.
namespace minutebook::generate {
namespace {

void announced_before_resolution(Case& c) {
  c.at("announcement").at = c.resolved - 1;
  c.breaks({"REC-2"});
}

void signed_before_resolution(Case& c) {
  c.at("draft:C1").at = c.resolved - 20;
  c.at("sign:C1").at = c.resolved - 10;
  c.breaks({"REC-2"});
}

void evaluated_before_signing(Case& c) {
  c.now = c.at("sign:C1").at - 1;
  add_evaluation(c, "C1", "realTime", 99, true);
  Entry& evaluation = c.at("realTime:C1:99");
  c.make_irregular(evaluation, evaluation.actor);
  c.breaks({"REC-2"});
}

void announced_in_the_minute_of_the_grant(Case& c) { c.at("grant").at = c.at("announcement").at; }

/// What came first is only sent in last.
void sent_in_afterwards(Case& c) { c.at("grant").sent = c.at("announcement").at + minutes_a_day; }

void filed_by_an_evaluator(Case& c) {
  c.make_irregular(c.at("file"), c.evaluator(1));
  c.breaks({"REC-4"});
}

void granted_by_a_signatory(Case& c) {
  c.make_irregular(c.at("grant"), c.owner.person("signatory"));
  c.breaks({"REC-4"});
}

void settled_by_the_director(Case& c) {
  c.make_irregular(c.at("settlement:C1"), c.director());
  c.breaks({"REC-4"});
}

void filed_by_the_director(Case& c) { c.make_irregular(c.at("file"), c.director()); }

void granted_by_the_approver(Case& c) {
  Entry& grant = c.at("grant");
  c.make_irregular(grant, grant.actor);
}

void settled_by_the_signatory(Case& c) {
  Entry& settlement = c.at("settlement:C1");
  c.make_irregular(settlement, settlement.actor);
}

constexpr Kind near = Kind::near_miss;

constexpr Planter list[] = {
    {"REC-2", "announced one minute before the resolution", Kind::breach, undertaken | filed,
     announced_before_resolution, nullptr, false},
    {"REC-2", "signed before the resolution", Kind::breach, internal | sponsored | filed,
     signed_before_resolution, nullptr, false},
    {"REC-2", "evaluated before the signing", Kind::breach, anywhere, evaluated_before_signing,
     nullptr, false},
    {"REC-2", "announced in the minute of the approval", near, selected & ~filed,
     announced_in_the_minute_of_the_grant, nullptr, false},
    {"REC-2", "approved in time, sent in afterwards", near, selected & ~filed, sent_in_afterwards,
     nullptr, false},
    {"REC-4", "filed by an evaluator", Kind::breach, anywhere_filed, filed_by_an_evaluator, nullptr,
     false},
    {"REC-4", "granted by a signatory", Kind::breach, anywhere_approved, granted_by_a_signatory,
     nullptr, false},
    {"REC-4", "assets settled by the venue's director", Kind::breach, anywhere,
     settled_by_the_director, nullptr, false},
    {"REC-4", "entered for the director, who may file", near, anywhere_filed, filed_by_the_director,
     nullptr, false},
    {"REC-4", "entered for the approver, who may grant", near, anywhere_approved,
     granted_by_the_approver, nullptr, false},
    {"REC-4", "entered for the signatory, who may settle", near, anywhere, settled_by_the_signatory,
     nullptr, false},
};

}  // namespace

std::span<const Planter> recording_planters() { return list; }

}  // namespace minutebook::generate
