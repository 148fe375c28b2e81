#include "tools/generate/breaches/planter.h"

/// APPR-1 to APPR-3, and NEG-1, which follows from them.
namespace minutebook::generate {
namespace {

Minute start_of_contract(const Case& c) { return c.contracts[0].start * minutes_a_day; }

/// The first that needs an approval before it.
Entry& first_occasion(Case& c) { return c.at(c.plot.selects() ? "announcement" : "sign:C1"); }

void never_asked(Case& c) {
  c.script.remove("request");
  c.script.remove("grant");
  c.breaks({"APPR-1", "NEG-1"});
}

void returned(Case& c) {
  Entry& answer = c.at("grant");
  answer.type = "ReturnApproval";
  answer.data = {{"request", "A1"}, {"reason", c.word(reasons_to_return())}};
  c.breaks({"APPR-1", "NEG-1"});
}

/// The step that came first was out of order, too.
void granted_afterwards(Case& c) {
  c.at("grant").at = first_occasion(c).at + 1;
  c.breaks({"APPR-1", "REC-2"});
}

void granted_after_start(Case& c) {
  c.at("grant").at = start_of_contract(c) + 10;
  c.breaks({"APPR-1", "NEG-1", "REC-2"});
}

void granted_at_home(Case& c) {
  c.at("request").data["authority"] = c.owner.subject;
  c.at("grant").actor = c.owner.person("approver");
  c.breaks({"APPR-1"});
}

void granted_just_before(Case& c) { c.at("grant").at = first_occasion(c).at - 1; }

void granted_in_the_same_minute(Case& c) { c.at("grant").at = first_occasion(c).at; }

void granted_from_higher_up(Case& c) {
  c.at("request").data["authority"] = "organization/national";
  c.at("grant").actor = "person/national-approver";
}

void returned_then_granted(Case& c) {
  Entry& request = c.at("request");
  Entry& answer = c.at("grant");
  Entry again = request;
  again.tag = "request:2";
  again.at = request.at + 2;
  again.data["request"] = "A2";
  answer.data["request"] = "A2";
  c.script.add({.tag = "return",
                .type = "ReturnApproval",
                .actor = answer.actor,
                .role = "approver",
                .at = request.at + 1,
                .data = {{"request", "A1"}, {"reason", c.word(reasons_to_return())}}});
  c.script.add(std::move(again));
}

void file_on_day(Case& c, std::int64_t days_after) {
  c.script.remove("acknowledge");
  c.at("file").at = (day_of(c.resolved) + days_after) * minutes_a_day + 1'439;
}

void filed_too_late(Case& c) {
  file_on_day(c, 31);
  c.breaks({"APPR-2"});
}

void filed_on_the_last_day(Case& c) { file_on_day(c, 30); }

void filed_from_higher_up(Case& c) {
  c.script.remove("acknowledge");
  c.at("file").data["authority"] = "organization/national";
}

void filed_at_home(Case& c) {
  c.script.remove("acknowledge");
  c.at("file").data["authority"] = c.owner.subject;
  c.breaks({"APPR-2"});
}

void never_filed(Case& c) {
  c.script.remove("file");
  c.script.remove("acknowledge");
  c.breaks({"APPR-2", "NEG-1"});
}

/// The answer is given by `person`, who is approver for that day.
void let_answer(Case& c, const std::string& person) {
  Entry& answer = c.at("grant");
  answer.actor = person;
  c.grant(person, "approver", c.owner.parent, day_of(answer.at));
}

void approved_by_proposer(Case& c) {
  let_answer(c, c.director());
  c.breaks({"APPR-3"});
}

void approved_by_voter(Case& c) {
  let_answer(c, c.member(2));
  c.breaks({"APPR-3"});
}

void studied_by_approver(Case& c) {
  Entry& study = c.at("study");
  study.actor = c.owner.approver_of_parent;
  c.grant(study.actor, "proposer", c.owner.subject, day_of(study.at));
  c.breaks({"APPR-3"});
}

void approved_by_absent_member(Case& c) { let_answer(c, c.member(c.owner.seats - 2)); }

/// From the very moment of the filing.
void started_when_filed(Case& c) {
  const Minute signature = c.at("sign:C1").at;
  c.at("file").at = signature;
  c.script.remove("acknowledge");
  c.contracts[0].start = day_of(signature);
  c.change_terms("C1", [&](Json& terms) { terms["start"] = day_text(day_of(signature)); });
}

constexpr Kind near = Kind::near_miss;

constexpr Planter list[] = {
    {"APPR-1", "approval never asked for", Kind::breach, anywhere_approved, never_asked, nullptr,
     false},
    {"APPR-1", "returned and never granted", Kind::breach, anywhere_approved, returned, nullptr,
     false},
    {"APPR-1", "granted one minute after selection or signing", Kind::breach, anywhere_approved,
     granted_afterwards, nullptr, false},
    {"APPR-1", "granted by the venue's own union", Kind::breach, anywhere_approved, granted_at_home,
     nullptr, false},
    {"APPR-1", "granted one minute before selection or signing", near, anywhere_approved,
     granted_just_before, nullptr, false},
    {"APPR-1", "granted in the same minute, recorded before", near, anywhere_approved,
     granted_in_the_same_minute, nullptr, false},
    {"APPR-1", "granted by a higher authority than asked", near, anywhere_approved,
     granted_from_higher_up},
    {"APPR-1", "returned first, granted under a second request", near, anywhere_approved,
     returned_then_granted},
    {"APPR-2", "filed one day late", Kind::breach, anywhere_filed, filed_too_late, nullptr, false},
    {"APPR-2", "never filed", Kind::breach, anywhere_filed, never_filed, nullptr, false},
    {"APPR-2", "filed with the venue's own union", Kind::breach, anywhere_filed, filed_at_home,
     nullptr, false},
    {"APPR-2", "filed on the last day", near, anywhere_filed, filed_on_the_last_day, nullptr,
     false},
    {"APPR-2", "filed with a higher authority", near, anywhere_filed, filed_from_higher_up},
    {"APPR-3", "approved by who proposed", Kind::breach, anywhere_approved, approved_by_proposer,
     nullptr, false},
    {"APPR-3", "approved by a member who voted", Kind::breach, anywhere_approved, approved_by_voter,
     nullptr, false},
    {"APPR-3", "studied by who approves", Kind::breach, anywhere_approved, studied_by_approver,
     nullptr, false},
    {"APPR-3", "approved by a member who was absent", near, anywhere_approved,
     approved_by_absent_member, [](Plot& plot) { plot.dissent.absent = true; }, false},
    {"NEG-1", "started before the approval", Kind::breach, anywhere_approved, granted_after_start,
     nullptr, false},
    {"NEG-1", "neither approved nor filed", Kind::breach, anywhere_filed, never_filed, nullptr,
     false},
    {"NEG-1", "started at the very moment of the filing", near, internal | sponsored | filed,
     started_when_filed, nullptr, false},
};

}  // namespace

std::span<const Planter> approval_planters() { return list; }

}  // namespace minutebook::generate
