#include "tools/generate/matter.h"

namespace minutebook::generate {
namespace {

void appraise(Matter& m) {
  m.later(2, 8);
  m.send("AppraiseAssets", m.director, "proposer", [&](Ink& data) {
    data.number("tangibleFen", between(m.random, 80, 4'000) * 1'000'000);
    data.number("intangibleFen", between(m.random, 5, 300) * 1'000'000);
    data.text("appraiser", "资产评估机构").day("validUntil", day_of(m.now) + 365);
    write_document(data, "document", m.cite("资产评估报告", m.venue.name));
  });
}

void draft(Matter& m, ContractStory& contract) {
  m.later(1, 5);
  m.send("DraftContract", m.director, "proposer", [&](Ink& data) {
    data.text("contract", contract.id).text("partner", contract.partner);
    if (!contract.bid.empty()) data.text("selection", "S1").text("bid", contract.bid);
    write_terms(data, m, contract);
    write_document(data, "text", contract.text);
  });
}

void sign(Matter& m, const ContractStory& contract) {
  m.later(0, 3);
  m.send("SignContract", m.owner.person("signatory"), "signatory", [&](Ink& data) {
    data.text("contract", contract.id).text("partner", contract.partner);
    write_terms(data, m, contract);
    write_document(data, "text", contract.text);
    data.text("partnerSignatory", "合作方法定代表人");
  });
}

}  // namespace

void write_terms(Ink& data, const Matter& m, const ContractStory& contract) {
  // What a contract says follows from its text, so that draft and signature say the same.
  SeededRandom random = draws(static_cast<std::uint64_t>(contract.value_fen),
                              static_cast<std::uint64_t>(contract.start));
  const bool invests = chance(random, 35);
  data.open("terms").text("content", {m.venue.name, m.theme->name});
  data.text("requirements", m.theme->promise);
  const std::string least = std::to_string(between(random, 80, 92));
  data.text("performanceStandards",
            {"职工满意度不低于", least, "%，权重不低于一半；公益清单兑现率100%；安全责任事故为零"});
  data.text("constraints", pick(random, constraints())).text("exit", pick(random, exits()));
  data.day("start", contract.start).day("end", contract.end).flag("partnerInvests", invests);
  if (invests) data.text("assetDisposal", "终止后固定装修归阵地所有，可移动设备由合作方30日内搬离");
  data.text("revenueTerms", pick(random, revenue_terms()));
  data.number("valueFen", contract.value_fen);
  for (const std::string_view kept :
       {"brandUnchanged", "functionUnchanged", "primaryBusinessUnchanged", "titleUnchanged"}) {
    data.flag(kept, true);
  }
  write_benefits(data, m, between(random, 20, 300) * 10);
  data.close();
}

void tell_contracts(Matter& m) {
  if (m.mode == "externalCooperation") appraise(m);
  m.later(2, 10);
  const std::int64_t start = day_of(m.now) + between(m.random, 25, 60);
  for (std::size_t i = 0; i < m.contracts.size(); ++i) {
    ContractStory& contract = m.contracts[i];
    contract.id = "C" + std::to_string(i + 1);
    contract.start = start;
    contract.end = start + m.term_months * 365 / 12;
    contract.text = m.cite("合作合同（" + contract.id + "）", contract.partner);
    draft(m, contract);
  }
  for (const ContractStory& contract : m.contracts) sign(m, contract);
  for (const ContractStory& contract : m.contracts) {
    m.now = contract.start * minutes_a_day;
    tell_evaluation(m, contract, 60 - m.term_months);
  }
}

}  // namespace minutebook::generate
