#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "ledger/base/rfc3339.h"
#include "ledger/rules/catalogue.h"
#include "ledger/rules/judge.h"
#include "ledger/rules/landscape.h"
#include "tests/generate/labelled.h"
#include "tests/support/world.h"

namespace minutebook::generate {
namespace {

using nlohmann::json;

/// A rule and a subject that breaks it.
using Finding = std::pair<std::string, std::string>;

/// The whole catalogue over a ledger that took in a labelled world years after it happened.
class Judged {
 public:
  explicit Judged(const Labelled& labelled) : labelled_(labelled) {
    world_.set_recording_delay(std::chrono::hours(24) * 2'000);
    std::istringstream in(labelled.commands);
    for (std::string line; std::getline(in, line);) {
      const test::Outcome outcome = world_.submit(line);
      EXPECT_TRUE(outcome.accepted()) << outcome.summary() << "\n" << line;
      const std::string subject = json::parse(line)["subject"];
      if (subject.starts_with("partnership/")) matters_.insert(subject);
    }
    for (const std::string& subject : matters_) {
      landscape_.update(Subject::from_stored(subject), matter(subject), world_.directory());
    }
    judge_all();
  }

  const std::map<Finding, std::string>& found() const { return found_; }  ///< with reasons

 private:
  const domain::Partnership& matter(const std::string& subject) {
    return std::get<domain::Partnership>(world_.aggregate(subject).state);
  }

  void take(const rules::Rule& rule, const Subject& subject, const rules::Verdict& verdict) {
    if (verdict.ruling != rules::Ruling::breach) return;
    found_[{std::string(rule.id), subject.text()}] = verdict.reason.en;
  }

  void judge_all() {
    const auto rulebooks = rules::Rulebooks::from(world_.directory());
    const std::string at = labelled_.header["evaluateAt"];
    const rules::Scene scene{world_.directory(), rulebooks, landscape_,
                             parse_time(at).value().instant};
    for (const rules::Rule& rule : rules::catalogue()) {
      if (rule.of_matter != nullptr) {
        for (const std::string& text : matters_) {
          const Subject subject = Subject::from_stored(text);
          take(rule, subject, rules::judge(rule, scene, subject, matter(text)));
        }
        continue;
      }
      const auto subjects = rule.id == "SUP-1" ? landscape_.organizations() : landscape_.venues();
      for (const Subject& subject : subjects) take(rule, subject, rule.of_subject(scene, subject));
    }
  }

  const Labelled& labelled_;
  test::World world_;
  std::set<std::string> matters_;
  rules::Landscape landscape_;
  std::map<Finding, std::string> found_;
};

class LabelledWorlds : public testing::TestWithParam<std::uint64_t> {};

TEST_P(LabelledWorlds, AreJudgedExactlyAsTheirLabelsSay) {
  const Labelled world = labelled(1'200, GetParam(), 300'000);
  const Judged judged(world);
  std::map<Finding, std::string> expected;
  std::map<std::string, std::string> lines;
  for (const json& label : world.labels) {
    lines[label["subject"]] = label.dump();
    for (const json& rule : label["breaches"]) expected[{rule, label["subject"]}] = label.dump();
  }
  for (const auto& [finding, line] : expected) {
    EXPECT_TRUE(judged.found().contains(finding)) << finding.first << " is missed: " << line;
  }
  for (const auto& [finding, reason] : judged.found()) {
    EXPECT_TRUE(expected.contains(finding))
        << finding.first << " at " << finding.second << " is no breach: " << reason << "\n"
        << lines[finding.second];
  }
}

INSTANTIATE_TEST_SUITE_P(OfSomeSeeds, LabelledWorlds, testing::Values(1, 2, 77));

}  // namespace
}  // namespace minutebook::generate
