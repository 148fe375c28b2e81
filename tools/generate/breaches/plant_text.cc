#include "tools/generate/breaches/planter.h"

/// SIGN-1, SIGN-4 to SIGN-6: appraisal, term, text and signatory.
namespace minutebook::generate {
namespace {

void no_appraisal(Case& c) {
  c.script.remove("appraisal");
  c.breaks({"SIGN-1"});
}

void appraised_afterwards(Case& c) {
  c.at("appraisal").at = c.at("sign:C1").at + 1;
  c.breaks({"SIGN-1"});
}

void no_intangible(Case& c) {
  c.at("appraisal").data["intangibleFen"] = 0;
  c.breaks({"SIGN-1"});
}

void valid_until(Case& c, std::int64_t days_from_signing) {
  c.at("appraisal").data["validUntil"] = day_text(day_of(c.at("sign:C1").at) + days_from_signing);
}

void appraisal_expired(Case& c) {
  valid_until(c, -1);
  c.breaks({"SIGN-1"});
}

void appraisal_on_its_last_day(Case& c) { valid_until(c, 0); }

void appraised_in_two(Case& c) {
  Entry& first = c.at("appraisal");
  Entry second = first;
  first.data["intangibleFen"] = 0;
  second.tag = "appraisal:second";
  second.at += 5;
  second.data["tangibleFen"] = 0;
  c.script.add(std::move(second));
}

void appraised_just_before(Case& c) { c.at("appraisal").at = c.at("sign:C1").at - 1; }

void too_long(Case& c) { c.breaks({"SIGN-4"}); }
void nothing_wrong(Case&) {}
void with_long_term_reason(Case& c) {
  c.change_terms("C1", [](Json& terms) { terms["longTermReason"] = "固定资产投入大，回收期较长"; });
}

void another_text_signed(Case& c) {
  c.at("sign:C1").data["text"] = document(c.cite("合作合同（改动稿）", "C1"));
  c.breaks({"SIGN-5"});
}

void approved_text_not_signed(Case& c) {
  c.at("grant").data["contractText"] = c.cite("合作合同（送审稿）", "C1").digest;
  c.breaks({"SIGN-5"});
}

void approved_text_signed(Case& c) {
  c.at("grant").data["contractText"] = c.at("sign:C1").data["text"]["digest"];
}

void amend(Case& c, bool decided) {
  Entry amendment{.tag = "amendment",
                  .type = "AmendContract",
                  .actor = c.owner.person("signatory"),
                  .role = "signatory",
                  .at = c.contracts[0].start * minutes_a_day + 20 * minutes_a_day + 600,
                  .data = {{"contract", "C1"},
                           {"terms", c.at("sign:C1").data["terms"]},
                           {"text", document(c.cite("补充协议", "C1"))},
                           {"reason", "增加公益场次，其余条款不变"}}};
  if (decided) amendment.data["meeting"] = "M1";
  c.script.add(std::move(amendment));
}

void amended_without_meeting(Case& c) {
  amend(c, false);
  c.breaks({"SIGN-5"});
}

void amended_by_decision(Case& c) { amend(c, true); }

void redrafted(Case& c) {
  Entry& draft = c.at("draft:C1");
  Entry first = draft;
  first.tag = "draft:C1:first";
  first.at = draft.at - 3;
  first.data["text"] = document(c.cite("合作合同（初稿）", "C1"));
  c.script.add(std::move(first));
}

void signed_by(Case& c, const std::string& person) {
  Entry& signature = c.at("sign:C1");
  c.make_irregular(signature, person);
}

/// Who acts without the role is not the person whose act it could be, either.
void signed_by_director(Case& c) {
  signed_by(c, c.director());
  c.breaks({"SIGN-6", "REC-4"});
}

void signed_a_day_after_the_role(Case& c) {
  c.grant(c.director(), "signatory", c.owner.subject, day_of(c.at("sign:C1").at) - 1);
  signed_by_director(c);
}

void signed_on_the_only_day(Case& c) {
  c.grant(c.director(), "signatory", c.owner.subject, day_of(c.at("sign:C1").at));
  c.at("sign:C1").actor = c.director();
}

constexpr Kind near = Kind::near_miss;

constexpr Planter list[] = {
    {"SIGN-1", "no appraisal", Kind::breach, external | approved, no_appraisal},
    {"SIGN-1", "appraised one minute after signing", Kind::breach, external | approved,
     appraised_afterwards},
    {"SIGN-1", "intangible assets left out", Kind::breach, external | approved, no_intangible},
    {"SIGN-1", "appraisal expired the day before", Kind::breach, external | approved,
     appraisal_expired},
    {"SIGN-1", "appraisal on its last day", near, external | approved, appraisal_on_its_last_day},
    {"SIGN-1", "two appraisals share the assets", near, external | approved, appraised_in_two},
    {"SIGN-1", "appraised one minute before signing", near, external | approved,
     appraised_just_before},
    {"SIGN-4", "61 months", Kind::breach, anywhere, too_long,
     [](Plot& plot) { plot.early = true, plot.term_months = 61; }, false},
    {"SIGN-4", "61 months with a renewal", Kind::breach, anywhere, too_long,
     [](Plot& plot) { plot.early = true, plot.term_months = 36, plot.renewals = {25}; }, false},
    {"SIGN-4", "60 months", near, anywhere, nothing_wrong,
     [](Plot& plot) { plot.early = true, plot.term_months = 60; }, false},
    {"SIGN-4", "60 months with a renewal", near, anywhere, nothing_wrong,
     [](Plot& plot) { plot.early = true, plot.term_months = 36, plot.renewals = {24}; }, false},
    {"SIGN-4", "61 months for a recorded reason", near, anywhere, with_long_term_reason,
     [](Plot& plot) { plot.early = true, plot.term_months = 61; }, false},
    {"SIGN-5", "another text than was drafted", Kind::breach, anywhere, another_text_signed,
     nullptr, false},
    {"SIGN-5", "another text than was approved", Kind::breach, anywhere_approved,
     approved_text_not_signed, nullptr, false},
    {"SIGN-5", "amended without a meeting", Kind::breach, anywhere, amended_without_meeting,
     nullptr, false},
    {"SIGN-5", "the text approved", near, anywhere_approved, approved_text_signed, nullptr, false},
    {"SIGN-5", "amended by a resolution", near, anywhere, amended_by_decision, nullptr, false},
    {"SIGN-5", "the last of two drafts", near, anywhere, redrafted, nullptr, false},
    {"SIGN-6", "signed by who is no signatory", Kind::breach, anywhere, signed_by_director, nullptr,
     false},
    {"SIGN-6", "signed one day after the role had ended", Kind::breach, anywhere,
     signed_a_day_after_the_role, nullptr, false},
    {"SIGN-6", "signed on the only day of the role", near, anywhere, signed_on_the_only_day,
     nullptr, false},
};

}  // namespace

std::span<const Planter> text_planters() { return list; }

}  // namespace minutebook::generate
