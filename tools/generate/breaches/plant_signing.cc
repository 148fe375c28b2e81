#include "tools/generate/breaches/planter.h"

/// SIGN-2, SIGN-3 and SIGN-7 to SIGN-9: what the contract states.
namespace minutebook::generate {
namespace {

constexpr const char* full_width_space = "　";

void drop(Case& c, const char* field) {
  c.change_terms("C1", [&](Json& terms) { terms.erase(field); });
}

void set(Case& c, const char* field, const Json& value) {
  c.change_terms("C1", [&](Json& terms) { terms[field] = value; });
}

void no_exit(Case& c) {
  drop(c, "exit");
  c.breaks({"SIGN-2"});
}

void no_standards(Case& c) {
  drop(c, "performanceStandards");
  c.breaks({"SIGN-2"});
}

void blank_constraints(Case& c) {
  set(c, "constraints", full_width_space);
  c.breaks({"SIGN-2"});
}

void briefest_exit(Case& c) { set(c, "exit", "退"); }

void disposal_open(Case& c) {
  c.change_terms("C1", [](Json& terms) {
    terms["partnerInvests"] = true;
    terms.erase("assetDisposal");
  });
  c.breaks({"SIGN-3"});
}

void disposal_blank(Case& c) {
  c.change_terms("C1", [](Json& terms) {
    terms["partnerInvests"] = true;
    terms["assetDisposal"] = full_width_space;
  });
  c.breaks({"SIGN-3"});
}

void no_investment(Case& c) {
  c.change_terms("C1", [](Json& terms) {
    terms["partnerInvests"] = false;
    terms.erase("assetDisposal");
  });
}

void brand_given_up(Case& c) {
  set(c, "brandUnchanged", false);
  c.breaks({"SIGN-7"});
}

void function_given_up(Case& c) {
  set(c, "functionUnchanged", false);
  c.breaks({"SIGN-7"});
}

void business_given_up(Case& c) {
  set(c, "primaryBusinessUnchanged", false);
  c.breaks({"SIGN-7"});
}

/// Silence is no promise.
void title_not_mentioned(Case& c) {
  drop(c, "titleUnchanged");
  c.breaks({"SIGN-7"});
}

void no_benefits(Case& c) {
  drop(c, "publicBenefits");
  c.breaks({"SIGN-8"});
}

void benefits_without_advantage(Case& c) {
  set(c, "publicBenefits", Json::array({{{"item", "面向职工开放"}, {"freePlaces", 0}}}));
  c.breaks({"SIGN-8"});
}

void one_free_place(Case& c) {
  set(c, "publicBenefits", Json::array({{{"item", "公益课"}, {"freePlaces", 1}}}));
}

void one_percent(Case& c) {
  set(c, "publicBenefits", Json::array({{{"item", "会员优惠"}, {"discountPercent", 1}}}));
}

void no_revenue_terms(Case& c) {
  drop(c, "revenueTerms");
  c.breaks({"SIGN-9"});
}

void blank_revenue_terms(Case& c) {
  set(c, "revenueTerms", full_width_space);
  c.breaks({"SIGN-9"});
}

void briefest_revenue_terms(Case& c) { set(c, "revenueTerms", "免费"); }

constexpr Kind near = Kind::near_miss;

constexpr Planter list[] = {
    {"SIGN-2", "no exit", Kind::breach, anywhere, no_exit},
    {"SIGN-2", "no performance standards", Kind::breach, anywhere, no_standards},
    {"SIGN-2", "constraints left blank", Kind::breach, anywhere, blank_constraints},
    {"SIGN-2", "an exit of one character", near, anywhere, briefest_exit},
    {"SIGN-3", "disposal not agreed", Kind::breach, anywhere, disposal_open},
    {"SIGN-3", "disposal left blank", Kind::breach, anywhere, disposal_blank},
    {"SIGN-3", "no investment, no disposal", near, anywhere, no_investment},
    {"SIGN-7", "brand not kept", Kind::breach, anywhere, brand_given_up},
    {"SIGN-7", "function not kept", Kind::breach, anywhere, function_given_up},
    {"SIGN-7", "primary business not kept", Kind::breach, anywhere, business_given_up},
    {"SIGN-7", "title not mentioned", Kind::breach, anywhere, title_not_mentioned},
    {"SIGN-8", "no public benefits", Kind::breach, anywhere, no_benefits},
    {"SIGN-8", "benefits without free or discounted places", Kind::breach, anywhere,
     benefits_without_advantage},
    {"SIGN-8", "one service with one free place", near, anywhere, one_free_place},
    {"SIGN-8", "one service with one percent off", near, anywhere, one_percent},
    {"SIGN-9", "no revenue terms", Kind::breach, anywhere, no_revenue_terms},
    {"SIGN-9", "revenue terms left blank", Kind::breach, anywhere, blank_revenue_terms},
    {"SIGN-9", "revenue terms of two characters", near, anywhere, briefest_revenue_terms},
};

}  // namespace

std::span<const Planter> signing_planters() { return list; }

}  // namespace minutebook::generate
