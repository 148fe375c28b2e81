#include <algorithm>

#include "tools/generate/breaches/case.h"

namespace minutebook::generate {
namespace {

constexpr std::int64_t half_year = 182;

Json indicators_of(Case& c, std::int64_t satisfaction) {
  Json list = Json::array();
  const auto one = [&](const char* name, const char* kind, int weight, std::int64_t score) {
    list.push_back({{"name", name}, {"kind", kind}, {"weight", weight}, {"score", score}});
  };
  one("职工满意度", "employeeSatisfaction", 5'000, satisfaction);
  one("公益清单兑现", "publicBenefit", 2'500, between(c.random, 6'500, 10'000));
  one("服务质量", "serviceQuality", 1'500, between(c.random, 7'000, 9'900));
  one("安全管理", "safety", 1'000, between(c.random, 9'000, 10'000));
  return list;
}

/// Ordered, reported and verified as effective.
void rectify(Case& c, const std::string& tag, const std::string& contract,
             const std::string& evaluation) {
  const std::string id = "R" + evaluation.substr(1);
  c.later(1, 3);
  add_order(c, tag, contract, evaluation);
  c.later(7, 20);
  const std::string measures = c.word(remedies());
  c.add("report:" + tag, "ReportRectification", c.director(), "proposer",
        {{"rectification", id}, {"measures", measures}});
  c.later(2, 7);
  c.add("verification:" + tag, "VerifyRectification", c.evaluator(1), "evaluator",
        {{"rectification", id}, {"effective", true}, {"note", "复测达标"}});
}

void settle(Case& c, const ContractStory& contract) {
  c.later(5, 20);
  c.add("settlement:" + contract.id, "SettleAssets", c.owner.person("signatory"), "signatory",
        {{"contract", contract.id}, {"description", "场地、设施清点无误，按合同约定处置"}});
}

void half_a_year(Case& c, const ContractStory& contract, int number) {
  const std::string suffix = contract.id + ":" + std::to_string(number);
  c.later(20, 60);
  const bool satisfied = !chance(c.random, 6) || c.plot.steady;
  const std::string seen = add_evaluation(c, contract.id, "realTime", number, satisfied);
  if (!satisfied) rectify(c, "realTime:" + suffix, contract.id, seen);
  c.now = std::max(c.now, (contract.start + half_year * number) * minutes_a_day);
  c.later(0, 6);
  const bool passed = !chance(c.random, 7) || c.plot.steady;
  const std::string interim = add_evaluation(c, contract.id, "interim", number, passed);
  if (!passed) rectify(c, "interim:" + suffix, contract.id, interim);
}

/// Until the contract's last weeks.
void run(Case& c, const ContractStory& contract) {
  c.now = contract.start * minutes_a_day;
  for (int number = 1; contract.start + half_year * number + 90 < contract.end; ++number) {
    half_a_year(c, contract, number);
  }
  c.now = std::max(c.now, (contract.end - 28) * minutes_a_day);
  c.later(0, 6);
  add_evaluation(c, contract.id, "final", 1, true);
}

ContractStory renew(Case& c, const ContractStory& contract, int months) {
  ContractStory next = contract;
  next.id = contract.id + "R";
  next.start = contract.end;
  next.end = add_months(next.start, months);
  next.text = c.cite("续签合同（" + next.id + "）", next.partner);
  if (c.plot.mode == "externalCooperation") {
    c.later(1, 3);
    c.add("appraisal:" + next.id, "AppraiseAssets", c.director(), "proposer",
          {{"tangibleFen", 300'000'000},
           {"intangibleFen", 20'000'000},
           {"appraiser", "资产评估机构"},
           {"validUntil", day_text(day_of(c.now) + 365)}});
  }
  c.later(1, 4);
  c.add("renewal:" + next.id, "RenewContract", c.owner.person("signatory"), "signatory",
        {{"contract", contract.id},
         {"successor", next.id},
         {"terms", terms_of(c, next)},
         {"text", document(next.text)},
         {"meeting", "M1"},
         {"reason", "终期评价合格，职工要求继续"}});
  return next;
}

}  // namespace

void add_order(Case& c, const std::string& tag, const std::string& contract,
               const std::string& evaluation) {
  const std::string problems = c.word(complaints());
  c.add("order:" + tag, "OrderRectification", c.evaluator(1), "evaluator",
        {{"rectification", "R" + evaluation.substr(1)},
         {"contract", contract},
         {"evaluation", evaluation},
         {"problems", problems},
         {"dueBy", day_text(day_of(c.now) + 30)}});
}

std::string add_evaluation(Case& c, const std::string& contract, const std::string& kind,
                           int number, bool passed) {
  std::string id = "E" + std::to_string(++c.evaluations);
  const std::int64_t share =
      passed ? between(c.random, 8'500, 9'950) : between(c.random, 4'200, 7'400);
  const std::int64_t respondents = between(c.random, 20, 900);
  Json indicators = indicators_of(c, share);
  const std::string comment = c.word(passed ? praise() : complaints());
  const std::string tag = kind + ":" + contract + ":" + std::to_string(number);
  c.add(tag, "RecordEvaluation", c.evaluator(5), "evaluator",
        {{"evaluation", id},
         {"contract", contract},
         {"kind", kind},
         {"satisfaction", {{"basisPoints", share}, {"respondents", respondents}}},
         {"indicators", std::move(indicators)},
         {"verdict", passed ? "passed" : "failed"},
         {"comment", comment}});
  return id;
}

void tell_clean_evaluation(Case& c) {
  const std::vector<ContractStory> signed_first = c.contracts;
  for (ContractStory contract : signed_first) {
    run(c, contract);
    for (const int months : c.plot.renewals) {
      contract = renew(c, contract, months);
      c.contracts.push_back(contract);
      run(c, contract);
    }
    c.now = std::max(c.now, contract.end * minutes_a_day);
    c.later(1, 6);
    c.add("expiry:" + contract.id, "ExpireContract", c.director(), "proposer",
          {{"contract", contract.id}});
    settle(c, contract);
  }
}

}  // namespace minutebook::generate
