#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "ledger/base/limits.h"
#include "ledger/rules/keys.h"
#include "ledger/rules/rulebook_file.h"

/// The documentation and the examples against the code.
namespace minutebook::rules {
namespace {

std::string content_of(const std::string& path) {
  std::ifstream in(std::filesystem::path(MINUTEBOOK_DOCS) / path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string unit_of(std::string_view key) {
  for (const std::string_view unit : {"days", "months", "hours"}) {
    if (key.ends_with(unit)) return std::string(unit);
  }
  return "count";
}

std::string name_of(Stricter way) { return way == Stricter::higher ? "higher" : "lower"; }

/// The table of rulebook.md.
std::string table_of_parameters() {
  std::ostringstream out;
  out << "| key | unit | bounds | fallback | stricter | meaning |\n|---|---|---|---|---|---|\n";
  for (const NumberSpec& spec : number_specs()) {
    out << "| `rules." << key_of(spec) << "` | " << unit_of(spec.key) << " | " << spec.minimum
        << " – " << spec.maximum << " | " << spec.fallback << " | " << name_of(spec.stricter)
        << " | " << spec.title_en << " · " << spec.title_zh << " |\n";
  }
  for (const FractionSpec& spec : fraction_specs()) {
    out << "| `rules." << key_of(spec) << "` | share | 0 – 1 | " << spec.fallback.numerator << "/"
        << spec.fallback.denominator << " | " << name_of(spec.stricter) << " | " << spec.title_en
        << " · " << spec.title_zh << " |\n";
  }
  return out.str();
}

TEST(RulebookPage, HasTheParametersOfTheCode) {
  const std::string page = content_of("formats/rulebook.md");
  const std::string begin = "compared by rules_test -->\n";
  const std::size_t from = page.find(begin) + begin.size();
  const std::size_t to = page.find("<!-- end of parameters -->");
  ASSERT_LT(from, to);
  EXPECT_EQ(page.substr(from, to - from), table_of_parameters());
}

TEST(RulebookPage, HasTheLimitsOfTheCode) {
  const std::string page = content_of("formats/rulebook.md");
  const auto says = [&](const std::string& text) {
    EXPECT_NE(page.find(text), std::string::npos) << text;
  };
  says("at most " + std::to_string(limits::max_rulebook_bytes / 1024) + " KiB");
  says("1 to " + std::to_string(limits::max_rulebook_title_bytes) + " bytes");
  says("at most " + std::to_string(limits::max_approval_rows) + " rows with " +
       std::to_string(limits::max_approval_terms) + " different");
}

class ExampleRulebook : public testing::TestWithParam<const char*> {};

TEST_P(ExampleRulebook, ParsesAndNamesASourceForEveryParameter) {
  const auto file = parse_rulebook(content_of(std::string("examples/rulebooks/") + GetParam()));
  ASSERT_TRUE(file) << in_words(file.error(), 100).en;
  EXPECT_EQ(file->organization, std::nullopt);
  EXPECT_EQ(file->version, 1u);
  EXPECT_GT(file->sources.size(), 5u);
  for (const auto& [key, source] : file->sources) EXPECT_FALSE(source.empty()) << key;
}

INSTANTIATE_TEST_SUITE_P(All, ExampleRulebook,
                         testing::Values("zhejiang-2019.toml", "chongqing-2016.toml"));

TEST(ZhejiangRulebook, HasTheFactsOfTheOpinion) {
  const Rulebook content =
      parse_rulebook(content_of("examples/rulebooks/zhejiang-2019.toml")).value().content;
  EXPECT_EQ(content.number(Number::term_months), 60);
  EXPECT_EQ(content.terms, Rulebook().terms);
  for (std::size_t i = 1; i < level_count; ++i) EXPECT_EQ(content.bodies[i], Rulebook().bodies[i]);
  for (std::size_t l = 1; l < level_count; ++l) {
    for (std::size_t m = 1; m < mode_count; ++m) {  // nothing starts without approval or filing
      EXPECT_NE(
          content
              .demand(static_cast<schema::OrganizationLevel>(l), static_cast<schema::Mode>(m), 0, 0)
              .demand,
          Demand::nothing);
    }
  }
}

}  // namespace
}  // namespace minutebook::rules
