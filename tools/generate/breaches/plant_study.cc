#include "tools/generate/breaches/planter.h"

/// STUDY-1 and STUDY-2; what people judge of STUDY-3 is with the other reports.
namespace minutebook::generate {
namespace {

void studied_afterwards(Case& c) {
  c.at("study").at = c.resolved + 1;
  c.breaks({"STUDY-1", "REC-2"});
}

void study_without_document(Case& c) {
  c.at("study").data.erase("document");
  c.breaks({"STUDY-1"});
}

void never_studied(Case& c) {
  c.script.remove("study");
  c.breaks({"STUDY-1"});
}

void studied_just_before(Case& c) { c.at("study").at = c.resolved - 1; }
void study_sent_in_afterwards(Case& c) { c.at("study").sent = c.resolved + minutes_a_day; }
void unfavourable(Case& c) { c.at("study").data["conclusion"] = "unfavourable"; }

/// Of the partner of the first contract.
std::string diligence(const Case& c) {
  return c.plot.selects() ? "diligence:" + c.contracts[0].bid : "diligence";
}

Minute choice(Case& c) { return c.at(c.plot.selects() ? "award" : "draft:C1").at; }

void brand_left_out(Case& c) {
  c.at(diligence(c)).data.erase("serviceBrand");
  c.breaks({"STUDY-2"});
}

void integrity_not_assessed(Case& c) {
  c.at(diligence(c)).data["integrityRecord"]["assessment"] = "notAssessed";
  c.breaks({"STUDY-2"});
}

void looked_into_afterwards(Case& c) {
  c.at(diligence(c)).at = choice(c) + 1;
  c.breaks({"STUDY-2"});
}

void never_looked_into(Case& c) {
  c.script.remove(diligence(c));
  c.breaks({"STUDY-2"});
}

void looked_into_just_before(Case& c) { c.at(diligence(c)).at = choice(c) - 1; }

void looked_into_twice(Case& c) {
  Entry& first = c.at(diligence(c));
  Entry second = first;
  second.tag = "second-diligence";
  second.at += 3;
  first.data.erase("overallStrength");
  for (const char* aspect : {"qualification", "integrityRecord", "serviceBrand"}) {
    second.data.erase(aspect);
  }
  c.script.add(std::move(second));
}

void found_weak(Case& c) {
  c.at(diligence(c)).data["overallStrength"]["assessment"] = "unsatisfactory";
}

constexpr Kind near = Kind::near_miss;

constexpr Planter list[] = {
    {"STUDY-1", "studied one minute after the resolution", Kind::breach, anywhere,
     studied_afterwards, nullptr, false},
    {"STUDY-1", "a study without a document", Kind::breach, anywhere, study_without_document},
    {"STUDY-1", "never studied", Kind::breach, anywhere, never_studied},
    {"STUDY-1", "studied one minute before the resolution", near, anywhere, studied_just_before},
    {"STUDY-1", "studied in time, sent in afterwards", near, anywhere, study_sent_in_afterwards},
    {"STUDY-1", "an unfavourable study", near, anywhere, unfavourable},
    {"STUDY-2", "an aspect left out", Kind::breach, anywhere, brand_left_out},
    {"STUDY-2", "an aspect not assessed", Kind::breach, anywhere, integrity_not_assessed},
    {"STUDY-2", "looked into one minute after the choice", Kind::breach, anywhere,
     looked_into_afterwards, nullptr, false},
    {"STUDY-2", "never looked into", Kind::breach, anywhere, never_looked_into},
    {"STUDY-2", "looked into one minute before the choice", near, anywhere,
     looked_into_just_before},
    {"STUDY-2", "four aspects in two records", near, anywhere, looked_into_twice},
    {"STUDY-2", "an aspect found unsatisfactory", near, anywhere, found_weak},
};

}  // namespace

std::span<const Planter> study_planters() { return list; }

}  // namespace minutebook::generate
