#include "ledger/rules/cited_rule.h"

#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "ledger/schema/json.h"
#include "tests/support/world.h"

namespace minutebook::rules {
namespace {

std::optional<domain::Refusal> cited(const std::string& type, const std::string& subject,
                                     const std::string& rule, const std::string& more) {
  const auto message = schema::decode_command(test::command(
      "inspector inspector " + type + " " + subject, R"({"rule":")" + rule + R"(",)" + more + "}"));
  EXPECT_TRUE(message.has_value());
  return check_cited_rule((*message)->getRoot<schema::Command>().asReader());
}

const char* const decision = R"("concerns":"partnership/p","about":[1],"reason":"r")";

TEST(CitedRule, HasToBeInTheCatalogue) {
  for (const Rule& rule : catalogue()) {
    const std::string id(rule.id);
    EXPECT_FALSE(cited("ReportIrregularity", "partnership/p", id, R"("text":"t")")) << id;
    EXPECT_FALSE(cited("ConfirmFinding", "inspection/i", id, decision)) << id;
    EXPECT_FALSE(cited("DismissFinding", "inspection/i", id, decision)) << id;
  }
  for (const char* const id : {"neg-2", "VOTE-11", "VOTE", "NEG-2 "}) {
    const auto refusal = cited("ReportIrregularity", "partnership/p", id, R"("text":"t")");
    ASSERT_TRUE(refusal.has_value()) << id;
    EXPECT_EQ(refusal->rule, "RULE-2");
    EXPECT_FALSE(refusal->procedural);
    EXPECT_TRUE(cited("ConfirmFinding", "inspection/i", id, decision)) << id;
    EXPECT_TRUE(cited("DismissFinding", "inspection/i", id, decision)) << id;
  }
}

}  // namespace
}  // namespace minutebook::rules
