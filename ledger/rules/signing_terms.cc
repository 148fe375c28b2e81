#include <algorithm>

#include "ledger/rules/facts.h"
#include "ledger/rules/signing_parts.h"

namespace minutebook::rules {
namespace {

using domain::ContractTerms;

bool states(const ContractTerms& terms, ContractTerm term) {
  switch (term) {
    case ContractTerm::content:
      return !is_blank(terms.content);
    case ContractTerm::requirements:
      return !is_blank(terms.requirements);
    case ContractTerm::performance_standards:
      return !is_blank(terms.performance_standards);
    case ContractTerm::term:
      return terms.start && terms.end;
    case ContractTerm::constraints:
      return !is_blank(terms.constraints);
    case ContractTerm::exit:
      return !is_blank(terms.exit);
  }
  return false;
}

struct TermName {
  ContractTerm term;
  std::string_view en;
  std::string_view zh;
};

constexpr TermName term_names[] = {
    {ContractTerm::content, "content", "合作内容"},
    {ContractTerm::requirements, "requirements", "合作要求"},
    {ContractTerm::performance_standards, "performance standards", "绩效标准"},
    {ContractTerm::term, "term", "合作期限"},
    {ContractTerm::constraints, "constraints", "约束机制"},
    {ContractTerm::exit, "exit", "退出机制"},
};
static_assert(std::size(term_names) == contract_term_count);

}  // namespace

/// SIGN-2. Each signing, renewal and amendment, by the rulebook of its day: its terms state all
/// that the rulebook lists, else a breach. A text states something when it is not blank; the term
/// is stated when start and end are there. Cannot decide without a rulebook.
Verdict judge_contents(const Question& q, const Agreement& agreement) {
  const Position position = agreement.act.position;
  const Day day = q.scene.day_of(agreement.act.occurred_at);
  const Rulebook* rulebook = q.rulebook(day);
  if (rulebook == nullptr) return no_rulebook(q, day, {position});
  Faults missing;
  for (const TermName& one : term_names) {
    if (rulebook->terms.contains(one.term) && !states(agreement.terms, one.term)) {
      missing.add(one.en, one.zh);
    }
  }
  const Bilingual name = name_of(q, agreement);
  if (missing.empty()) {
    return pass(name.en + " states what it has to", name.zh + "载明了应有内容", {position});
  }
  return breach(name.en + " does not state: " + missing.en(), name.zh + "未载明：" + missing.zh(),
                {position});
}

/// SIGN-3. Each signing, renewal and amendment: where the partner invests in fixed assets, their
/// disposal at the end is stated (not blank), else a breach. Not applicable where the partner does
/// not invest. Needs no rulebook, so it can always decide.
Verdict judge_disposal(const Question& q, const Agreement& agreement) {
  const Bilingual name = name_of(q, agreement);
  if (!agreement.terms.partner_invests) {
    return not_applicable("by " + name.en + ", the partner does not invest in fixed assets",
                          "依" + name.zh + "，合作方没有固定资产投入");
  }
  if (!is_blank(agreement.terms.asset_disposal)) {
    return pass(name.en + " says what becomes of the partner's fixed assets",
                name.zh + "约定了合作方固定资产的处置方式", {agreement.act.position});
  }
  return breach(name.en +
                    " does not say what becomes of the fixed assets in which the partner "
                    "invests",
                name.zh + "未约定合作方投入的固定资产的处置方式", {agreement.act.position});
}

/// SIGN-7. Each signing, renewal and amendment: its terms leave brand, function, primary business
/// and title unchanged, all four, else a breach. Needs no rulebook, so it can always decide.
Verdict judge_unchanged(const Question& q, const Agreement& agreement) {
  const ContractTerms& terms = agreement.terms;
  Faults changed;
  if (!terms.brand_unchanged) changed.add("brand", "牌子");
  if (!terms.function_unchanged) changed.add("function", "功能");
  if (!terms.primary_business_unchanged) changed.add("primary business", "主业");
  if (!terms.title_unchanged) changed.add("title", "产权");
  const Bilingual name = name_of(q, agreement);
  if (changed.empty()) {
    return pass(name.en + " leaves brand, function, primary business and title unchanged",
                name.zh + "约定牌子、功能、主业、产权不变", {agreement.act.position});
  }
  return breach(name.en + " does not leave unchanged: " + changed.en(),
                name.zh + "未约定不变：" + changed.zh(), {agreement.act.position});
}

/// SIGN-8. Each signing, renewal and amendment, by the rulebook of its day: at least
/// public_benefit_items of its public benefits have free places or a discount, else a breach.
/// Cannot decide without a rulebook.
Verdict judge_benefits(const Question& q, const Agreement& agreement) {
  const Position position = agreement.act.position;
  const Day day = q.scene.day_of(agreement.act.occurred_at);
  const Rulebook* rulebook = q.rulebook(day);
  if (rulebook == nullptr) return no_rulebook(q, day, {position});
  const auto needed = rulebook->number(Number::public_benefit_items);
  const auto count = std::ranges::count_if(
      agreement.terms.public_benefits, [](const domain::PublicBenefit& benefit) {
        return benefit.free_places > 0 || benefit.discount_percent > 0;
      });
  const std::string en = std::to_string(count) + " services with free or discounted places";
  const std::string zh = " " + std::to_string(count) + " 项免费或优惠的公益项目";
  const Bilingual name = name_of(q, agreement);
  if (count >= needed) {
    return pass(name.en + " lists " + en, name.zh + "列有" + zh, {position});
  }
  return breach(name.en + " lists " + en + "; at least " + std::to_string(needed) + " are needed",
                name.zh + "列有" + zh + "，至少须 " + std::to_string(needed) + " 项", {position});
}

/// SIGN-9. Each signing, renewal and amendment: its terms of revenue are stated (not blank), else a
/// breach. Whether they serve the public purpose is for people to judge. Needs no rulebook, so it
/// can always decide.
Verdict judge_revenue(const Question& q, const Agreement& agreement) {
  const Bilingual name = name_of(q, agreement);
  if (!is_blank(agreement.terms.revenue_terms)) {
    return pass(name.en + " states the terms of revenue", name.zh + "约定了收益条款",
                {agreement.act.position});
  }
  return breach(name.en + " does not state the terms of revenue", name.zh + "未约定收益条款",
                {agreement.act.position});
}

}  // namespace minutebook::rules
