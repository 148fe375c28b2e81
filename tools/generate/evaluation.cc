#include <algorithm>

#include "tools/generate/matter.h"

namespace minutebook::generate {
namespace {

constexpr std::int64_t half_year = 182;

void write_indicators(Ink& data, Matter& m, std::int64_t satisfaction) {
  const auto one = [&](std::string_view name, std::string_view kind, std::int64_t weight,
                       std::int64_t score) {
    data.open().text("name", name).text("kind", kind).number("weight", weight);
    data.number("score", score).close();
  };
  data.list("indicators");
  one("职工满意度", "employeeSatisfaction", 5'000, satisfaction);
  one("公益清单兑现", "publicBenefit", 2'500, between(m.random, 6'500, 10'000));
  one("服务质量", "serviceQuality", 1'500, between(m.random, 7'000, 9'900));
  one("安全管理", "safety", 1'000, between(m.random, 9'000, 10'000));
  data.end();
}

/// Returns the evaluation's id.
std::string evaluate(Matter& m, const ContractStory& contract, std::string_view kind, bool passed) {
  std::string id = "E" + std::to_string(++m.evaluations);
  const std::int64_t share =
      passed ? between(m.random, 8'500, 9'950) : between(m.random, 4'200, 7'400);
  const std::string evaluator =
      m.owner.person("evaluator-" + std::to_string(1 + m.random.below(evaluators_a_union)));
  m.send("RecordEvaluation", evaluator, "evaluator", [&](Ink& data) {
    data.text("evaluation", id).text("contract", contract.id).text("kind", kind);
    if (kind != "realTime") {
      const std::int64_t from =
          kind == "final" ? contract.start : std::max(contract.start, day_of(m.now) - 182);
      data.day("from", from).day("until", day_of(m.now));
    }
    data.open("satisfaction").number("basisPoints", share);
    data.number("respondents", between(m.random, 20, 900)).close();
    write_indicators(data, m, share);
    data.text("verdict", passed ? "passed" : "failed");
    data.text("comment", m.word(passed ? praise() : complaints()));
  });
  return id;
}

/// Ordered, reported, verified.
void rectify(Matter& m, const ContractStory& contract, const std::string& evaluation,
             bool effective) {
  const std::string id = "R" + std::to_string(++m.rectifications);
  const std::string evaluator = m.owner.person("evaluator-1");
  m.later(1, 3);
  m.send("OrderRectification", evaluator, "evaluator", [&](Ink& data) {
    data.text("rectification", id).text("contract", contract.id).text("evaluation", evaluation);
    data.text("problems", m.word(complaints())).day("dueBy", day_of(m.now) + 30);
  });
  m.later(7, 20);
  m.send("ReportRectification", m.director, "proposer",
         [&](Ink& data) { data.text("rectification", id).text("measures", m.word(remedies())); });
  m.later(2, 7);
  m.send("VerifyRectification", evaluator, "evaluator", [&](Ink& data) {
    data.text("rectification", id).flag("effective", effective);
    data.text("note", effective ? "复测达标" : "复查仍不达标");
  });
}

void settle(Matter& m, const ContractStory& contract) {
  m.later(5, 30);
  m.send("SettleAssets", m.owner.person("signatory"), "signatory", [&](Ink& data) {
    data.text("contract", contract.id).text("description", "场地、设施清点无误，按合同约定处置");
    data.number("valueFen", between(m.random, 0, 60) * 100'000);
  });
}

void terminate(Matter& m, const ContractStory& contract, std::string_view cause,
               std::string_view reason) {
  m.later(2, 12);
  m.send("TerminateContract", m.owner.person("signatory"), "signatory", [&](Ink& data) {
    data.text("contract", contract.id).text("cause", cause).text("reason", reason);
  });
  settle(m, contract);
}

void amend(Matter& m, const ContractStory& contract) {
  m.later(3, 20);
  const Cited text = m.cite("补充协议（" + contract.id + "）", contract.partner);
  m.send("AmendContract", m.owner.person("signatory"), "signatory", [&](Ink& data) {
    data.text("contract", contract.id);
    write_terms(data, m, contract);
    write_document(data, "text", text);
    data.text("meeting", m.meeting()).text("reason", "增加公益场次，其余条款不变");
  });
}

void renew(Matter& m, const ContractStory& contract, int months) {
  ContractStory successor = contract;
  successor.id = contract.id + "R";
  successor.start = contract.end;
  successor.end = contract.end + months * 365 / 12;
  successor.text = m.cite("续签合同（" + successor.id + "）", contract.partner);
  m.send("RenewContract", m.owner.person("signatory"), "signatory", [&](Ink& data) {
    data.text("contract", contract.id).text("successor", successor.id);
    write_terms(data, m, successor);
    write_document(data, "text", successor.text);
    data.text("meeting", m.meeting()).text("reason", "终期评价合格，职工要求继续");
  });
  m.now = successor.start * minutes_a_day;
  tell_evaluation(m, successor, 0);
}

void finish(Matter& m, const ContractStory& contract, int terms_left) {
  const bool passed = !chance(m.random, 6);
  m.now = std::max(m.now, (contract.end - 21) * minutes_a_day);
  m.later(0, 8);
  evaluate(m, contract, "final", passed);
  if (passed && terms_left >= 12 && chance(m.random, 30)) {
    m.later(1, 5);
    renew(m, contract, std::min(24, terms_left));
    return;
  }
  m.now = std::max(m.now, contract.end * minutes_a_day);
  m.later(1, 6);
  m.send("ExpireContract", m.director, "proposer",
         [&](Ink& data) { data.text("contract", contract.id); });
  if (chance(m.random, 60)) settle(m, contract);
}

/// Half a year: what happens on the way, then the interim evaluation. False: the contract ended.
bool half_a_year(Matter& m, const ContractStory& contract, std::int64_t until) {
  m.later(20, 60);
  const bool satisfied = !chance(m.random, 6);
  const std::string seen = evaluate(m, contract, "realTime", satisfied);
  if (!satisfied) rectify(m, contract, seen, true);
  if (chance(m.random, 5)) amend(m, contract);
  if (chance(m.random, 2)) {
    terminate(m, contract, "agreement", "合作方业务调整，协商一致提前解除");
    return false;
  }
  m.now = std::max(m.now, until * minutes_a_day);
  m.later(0, 6);
  const bool passed = !chance(m.random, 7);
  const std::string interim = evaluate(m, contract, "interim", passed);
  if (passed) return true;
  const bool effective = chance(m.random, 65);
  rectify(m, contract, interim, effective);
  if (effective) return true;
  terminate(m, contract, "failedEvaluation", "阶段评价不合格，整改无效");
  return false;
}

}  // namespace

void tell_evaluation(Matter& m, const ContractStory& contract, int terms_left) {
  for (std::int64_t until = contract.start + half_year; until + 90 < contract.end;
       until += half_year) {
    if (!half_a_year(m, contract, until)) return;
  }
  finish(m, contract, terms_left);
}

}  // namespace minutebook::generate
