#include "tests/rules/cooperation.h"

namespace minutebook::test {
namespace {

std::string only(const std::string& contract) { return R"({"contract":")" + contract + R"("})"; }

}  // namespace

Position Cooperation::sign(const std::string& contract, const std::string& day,
                           const std::string& terms) {
  story.given("signatory signatory SignContract @" + day,
              R"({"contract":")" + contract + R"(","partner":")" + partner_a + R"(","terms":)" +
                  terms + R"(,"text":)" + document('c') + R"(,"partnerSignatory":"manager"})");
  return story.last();
}

Position Cooperation::renew(const std::string& contract, const std::string& successor,
                            const std::string& day, const std::string& terms) {
  story.given("signatory signatory RenewContract @" + day,
              R"({"contract":")" + contract + R"(","successor":")" + successor + R"(","terms":)" +
                  terms + R"(,"text":)" + document('d') + R"(,"reason":"demand"})");
  return story.last();
}

Position Cooperation::terminate(const std::string& contract, const std::string& day) {
  story.given("signatory signatory TerminateContract @" + day,
              R"({"contract":")" + contract + R"(","cause":"failedEvaluation","reason":"failed"})");
  return story.last();
}

Position Cooperation::expire(const std::string& contract, const std::string& day) {
  story.given("signatory signatory ExpireContract @" + day, only(contract));
  return story.last();
}

Position Cooperation::evaluate(const std::string& id, const std::string& contract,
                               const std::string& what, const std::string& day,
                               const std::string& more) {
  const auto space = what.find(' ');
  story.given("ev1 evaluator RecordEvaluation @" + day,
              R"({"evaluation":")" + id + R"(","contract":")" + contract + R"(","kind":")" +
                  what.substr(0, space) + R"(","verdict":")" + what.substr(space + 1) + '"' + more +
                  "}");
  return story.last();
}

Position Cooperation::order(const std::string& id, const std::string& contract,
                            const std::string& evaluation, const std::string& day) {
  const std::string cited = evaluation.empty() ? "" : R"(,"evaluation":")" + evaluation + '"';
  story.given("ev1 evaluator OrderRectification @" + day,
              R"({"rectification":")" + id + R"(","contract":")" + contract +
                  R"(","problems":"queues","dueBy":"2030-01-01")" + cited + "}");
  return story.last();
}

Position Cooperation::verify(const std::string& rectification, bool effective,
                             const std::string& day) {
  story.given("proposer proposer ReportRectification @" + day,
              R"({"rectification":")" + rectification + R"(","measures":"longer hours"})");
  story.given("ev1 evaluator VerifyRectification @" + day,
              R"({"rectification":")" + rectification + R"(","effective":)" +
                  (effective ? "true" : "false") + "}");
  return story.last();
}

}  // namespace minutebook::test
