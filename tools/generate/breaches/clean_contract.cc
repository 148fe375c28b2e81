#include <algorithm>

#include "tools/generate/breaches/case.h"

namespace minutebook::generate {
namespace {

void draft(Case& c, const ContractStory& contract) {
  Json data{{"contract", contract.id}, {"partner", contract.partner}};
  if (!contract.bid.empty()) {
    data["selection"] = "S1";
    data["bid"] = contract.bid;
  }
  data["terms"] = terms_of(c, contract);
  data["text"] = document(contract.text);
  c.add("draft:" + contract.id, "DraftContract", c.director(), "proposer", std::move(data));
}

void sign(Case& c, const ContractStory& contract) {
  c.add("sign:" + contract.id, "SignContract", c.owner.person("signatory"), "signatory",
        {{"contract", contract.id},
         {"partner", contract.partner},
         {"terms", terms_of(c, contract)},
         {"text", document(contract.text)},
         {"partnerSignatory", "合作方法定代表人"}});
}

}  // namespace

Json terms_of(const Case& c, const ContractStory& contract) {
  // What a contract says follows from its text, so that draft and signature say the same.
  SeededRandom random = draws(static_cast<std::uint64_t>(contract.value_fen),
                              static_cast<std::uint64_t>(contract.start));
  const bool invests = chance(random, 35);
  const std::string least = std::to_string(between(random, 80, 92));
  const std::string_view limits = pick(random, constraints());
  const std::string_view exit = pick(random, exits());
  const std::string_view revenue = pick(random, revenue_terms());
  const std::int64_t places = between(random, 20, 300) * 10;
  Json terms{
      {"content", c.venue.name + std::string(c.theme->name)},
      {"requirements", c.theme->promise},
      {"performanceStandards",
       "职工满意度不低于" + least + "%，权重不低于一半；公益清单兑现率100%；安全责任事故为零"},
      {"constraints", limits},
      {"exit", exit},
      {"start", day_text(contract.start)},
      {"end", day_text(contract.end)},
      {"partnerInvests", invests}};
  if (invests) {
    terms["assetDisposal"] = "终止后固定装修归阵地所有，可移动设备由合作方30日内搬离";
  }
  terms["revenueTerms"] = revenue;
  terms["valueFen"] = contract.value_fen;
  for (const char* kept :
       {"brandUnchanged", "functionUnchanged", "primaryBusinessUnchanged", "titleUnchanged"}) {
    terms[kept] = true;
  }
  terms["publicBenefits"] =
      Json::array({{{"item", c.theme->benefit}, {"freePlaces", places}},
                   {{"item", "工会会员优惠"}, {"discountPercent", 20 + places % 40}}});
  return terms;
}

void tell_clean_contracts(Case& c) {
  constexpr std::int64_t days_to_start = 45;  // from the resolution: filings are due before
  c.later(0, 2);
  c.now = std::max(c.now, c.plot.sign_on * minutes_a_day + 8 * 60);
  const std::int64_t start =
      std::max(day_of(c.now) + between(c.random, 10, 20), day_of(c.resolved) + days_to_start);
  for (std::size_t i = 0; i < c.contracts.size(); ++i) {
    ContractStory& contract = c.contracts[i];
    contract.id = "C" + std::to_string(i + 1);
    contract.start = start;
    contract.end = add_months(start, c.plot.term_months) + c.plot.extra_days;
    contract.text = c.cite("合作合同（" + contract.id + "）", contract.partner);
    draft(c, contract);
    c.soon(5, 30);
  }
  c.later(1, 2);
  if (c.plot.sign_on != 0) c.now = c.plot.sign_on * minutes_a_day + 10 * 60;
  for (const ContractStory& contract : c.contracts) {
    sign(c, contract);
    c.soon(5, 30);
  }
}

}  // namespace minutebook::generate
