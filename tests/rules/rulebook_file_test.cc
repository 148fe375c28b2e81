#include "ledger/rules/rulebook_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/base/limits.h"
#include "ledger/rules/keys.h"
#include "tests/rules/rulebook_text.h"

namespace minutebook::rules {
namespace {

using schema::Mode;
using schema::OrganizationLevel;
using test::RulebookText;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

RulebookFile parsed(const std::string& text) {
  auto file = parse_rulebook(text);
  if (file) return *file;
  ADD_FAILURE() << in_words(file.error(), 100).en << "\n" << text;
  return {};
}

RulebookFile with(const std::string& more) { return parsed(RulebookText{.more = more}.text()); }

/// "line key" of each fault; every fault speaks both languages.
std::vector<std::string> faults_of(const std::string& text) {
  std::vector<std::string> out;
  const auto file = parse_rulebook(text);
  EXPECT_FALSE(file) << text;
  if (file) return out;
  for (const RulebookFault& fault : file.error()) {
    EXPECT_FALSE(fault.what.en.empty() || fault.what.zh.empty());
    EXPECT_NE(fault.what.en, fault.what.zh);
    out.push_back(std::to_string(fault.line) + " " + fault.key);
  }
  return out;
}

/// The faults of a file whose line 4 is where `more` begins.
std::vector<std::string> faults_with(const std::string& more) {
  return faults_of(RulebookText{.more = more}.text());
}

std::string first_words(const std::string& more) {
  const auto file = parse_rulebook(RulebookText{.more = more}.text());
  return file ? "" : in_words(file.error()[0]).en;
}

TEST(RulebookFile, HasAnIdentity) {
  const RulebookFile file = parsed(
      "title = \"职工服务阵地规则\"\nversion = 3\norganization = \"organization/zj\"\n"
      "effective-from = 2019-11-01\n");
  EXPECT_EQ(file.title, "职工服务阵地规则");
  EXPECT_EQ(file.version, 3u);
  EXPECT_EQ(file.organization, Subject::from_stored("organization/zj"));
  EXPECT_EQ(format_day(file.effective_from), "2019-11-01");
  EXPECT_EQ(parsed(RulebookText{}.text()).organization, std::nullopt);
  EXPECT_EQ(
      format_day(parsed(RulebookText{.effective_from = "\"2024-02-29\""}.text()).effective_from),
      "2024-02-29");
}

TEST(RulebookFile, WithoutParametersIsSilentOnAll) {
  const RulebookFile file = with("");
  EXPECT_EQ(file.content.silent.size(), inherited_keys().size());
  EXPECT_EQ(file.content.numbers, Rulebook().numbers);
  EXPECT_THAT(file.content.matrices, IsEmpty());
  EXPECT_THAT(file.sources, IsEmpty());
}

TEST(RulebookFile, ReadsEveryNumberAtItsBounds) {
  for (const NumberSpec& spec : number_specs()) {
    const std::string head = "[rules." + std::string(spec.rule) + "]\n" + std::string(spec.key);
    const auto at = [&](std::int64_t value) { return head + " = " + std::to_string(value) + "\n"; };
    for (const std::int64_t value : {spec.minimum, spec.maximum}) {
      const RulebookFile file = with(at(value));
      EXPECT_EQ(file.content.number(spec.number), value) << spec.key;
      EXPECT_FALSE(file.content.silent.contains(key_of(spec)));
      EXPECT_EQ(file.content.silent.size() + 1, inherited_keys().size());
    }
    const std::string where = "5 rules." + key_of(spec);
    EXPECT_THAT(faults_with(at(spec.minimum - 1)), ElementsAre(where));
    EXPECT_THAT(faults_with(at(spec.maximum + 1)), ElementsAre(where));
    EXPECT_THAT(faults_with(head + " = 1.5\n"), ElementsAre(where));
    EXPECT_THAT(faults_with(head + " = \"5\"\n"), ElementsAre(where));
  }
}

TEST(RulebookFile, ReadsEveryShareExactly) {
  for (const FractionSpec& spec : fraction_specs()) {
    const std::string head = "[rules." + std::string(spec.rule) + "]\n" + std::string(spec.key);
    const auto read = [&](const std::string& value) {
      return with(head + " = " + value + "\n").content.fraction(spec.fraction);
    };
    EXPECT_EQ(read("0.5"), (Share{1, 2}));
    EXPECT_EQ(read("0.333333"), (Share{333'333, 1'000'000}));
    EXPECT_EQ(read("\"2/3\""), (Share{2, 3}));
    EXPECT_EQ(read("0"), (Share{0, 1}));
    EXPECT_EQ(read("1"), (Share{1, 1}));
    EXPECT_EQ(read("\"500000/1000000\"").denominator, 2u);
    for (const char* wrong :
         {"1.000001", "-0.1", "2", "nan", "inf", "0.3333333", "true", "\"3/2\"", "\"2/0\"",
          "\"-1/2\"", "\"1/2/3\"", "\"1/1000001\"", "\"half\"", "\"\"", "\"/2\"", "[1]"}) {
      EXPECT_THAT(faults_with(head + " = " + wrong + "\n"), ElementsAre("5 rules." + key_of(spec)))
          << wrong;
    }
  }
}

TEST(RulebookFile, ReadsSetsAndSettings) {
  const Rulebook content = with(R"(
[rules.VOTE-9]
enforce = "refuse"
modes = ["sponsorship", "externalCooperation"]
[rules.VOTE-1.bodies]
county = ["standingCommittee"]
[rules.SEL-1]
methods = ["openTender"]
channels = ["公共资源交易平台", "工会网站"]
[rules.SIGN-2]
terms = ["performanceStandards", "exit"]
[steps]
sponsorship = ["study", "decision"]
[irregular]
roles = ["inspector"]
)")
                               .content;
  EXPECT_EQ(content.rules.at("VOTE-9").enforce, Enforce::refuse);
  EXPECT_EQ(content.rules.at("VOTE-9").modes,
            (ModeSet{Mode::SPONSORSHIP, Mode::EXTERNAL_COOPERATION}));
  EXPECT_TRUE(content.allows_body(OrganizationLevel::COUNTY, schema::BodyKind::STANDING_COMMITTEE));
  EXPECT_FALSE(
      content.allows_body(OrganizationLevel::COUNTY, schema::BodyKind::PARTY_GROUP_MEETING));
  EXPECT_TRUE(content.allows_body(OrganizationLevel::CITY, schema::BodyKind::PARTY_GROUP_MEETING));
  EXPECT_EQ(content.methods, MethodSet{schema::SelectionMethod::OPEN_TENDER});
  EXPECT_THAT(content.channels, ElementsAre("公共资源交易平台", "工会网站"));
  EXPECT_EQ(content.terms, (TermSet{ContractTerm::performance_standards, ContractTerm::exit}));
  EXPECT_TRUE(content.requires_step(Mode::SPONSORSHIP, domain::Step::decision));
  EXPECT_FALSE(content.requires_step(Mode::SPONSORSHIP, domain::Step::evaluation));
  EXPECT_EQ(content.irregular_roles, RoleSet{schema::Role::INSPECTOR});
  EXPECT_EQ(content.rules.size(), 1u);
}

TEST(RulebookFile, TakesASourceWithAnyParameter) {
  const RulebookFile file = with(R"(
[rules.VOTE-9]
notice-days = { value = 5, source = "local choice" }
enforce = { value = "flag" }
[rules.VOTE-1.bodies]
city = { value = ["standingCommittee"], source = "Opinion, procedure 2" }
[[approval]]
demand = "nothing"
source = "local choice"
)");
  EXPECT_EQ(file.content.number(Number::notice_days), 5);
  EXPECT_EQ(file.sources.at("rules.VOTE-9.notice-days"), "local choice");
  EXPECT_EQ(file.sources.at("rules.VOTE-9.enforce"), "");
  EXPECT_EQ(file.sources.at("rules.VOTE-1.bodies.city"), "Opinion, procedure 2");
  EXPECT_EQ(file.sources.at("approval[1]"), "local choice");
  EXPECT_EQ(file.sources.size(), 4u);
}

TEST(RulebookFile, ReadsTheApprovalMatrix) {
  const Rulebook content = with(R"(
[[approval]]
venue-levels = ["county"]
modes = ["externalCooperation"]
value-from-yuan = 500000
demand = "approval"
authority = "provincial"
[[approval]]
term-over-months = 36
demand = "approval"
authority = "parent"
[[approval]]
modes = ["sponsorship"]
value-below-yuan = 1000
demand = "nothing"
[[approval]]
demand = "filing"
authority = "own"
)")
                               .content;
  const auto external = Mode::EXTERNAL_COOPERATION;
  const auto county = OrganizationLevel::COUNTY;
  EXPECT_EQ(
      content.demand(county, external, 50'000'000, 0),
      (ApprovalDemand{Demand::approval, {Authority::Kind::level, OrganizationLevel::PROVINCIAL}}));
  EXPECT_EQ(content.demand(county, external, 49'999'999, 36),
            (ApprovalDemand{Demand::filing, {Authority::Kind::own}}));
  EXPECT_EQ(content.demand(county, external, 49'999'999, 37),
            (ApprovalDemand{Demand::approval, {Authority::Kind::parent}}));
  EXPECT_EQ(content.demand(county, Mode::SPONSORSHIP, 99'999, 0).demand, Demand::nothing);
  EXPECT_EQ(content.demand(county, Mode::SPONSORSHIP, 100'000, 0).demand, Demand::filing);
}

TEST(RulebookFile, TellsAllThatIsWrongAtOnceInTheOrderOfLines) {
  EXPECT_THAT(
      faults_of("version = 0\n"
                "colour = \"red\"\n"
                "effective-from = \"2023-02-29\"\n"
                "[rules.VOTE-99]\n"
                "[rules.VOTE-9]\n"
                "notice-days = 61\n"
                "notice = 3\n"
                "enforce = \"always\"\n"
                "[steps]\n"
                "purchase = [\"study\"]\n"
                "sponsorship = [\"studies\", \"closed\"]\n"),
      ElementsAre("0 title", "1 version", "2 colour", "3 effective-from", "4 rules.VOTE-99",
                  "6 rules.VOTE-9.notice-days", "7 rules.VOTE-9.notice", "8 rules.VOTE-9.enforce",
                  "10 steps.purchase", "11 steps.sponsorship", "11 steps.sponsorship"));
}

TEST(RulebookFile, SaysWhatWouldBeRight) {
  EXPECT_EQ(first_words("[rules.VOTE-9]\nnotice-days = 61\n"),
            "line 5, rules.VOTE-9.notice-days: 61 is outside 0 – 60");
  EXPECT_THAT(first_words("[rules.VOTE-9]\nnotice = 3\n"),
              HasSubstr("enforce, modes, notice-days"));
  EXPECT_THAT(first_words("[rules.VOTE-1.bodies]\ncity = [\"board\"]\n"),
              HasSubstr("\"board\" is none of partyGroupMeeting, chairpersonsMeeting"));
  EXPECT_THAT(first_words("[rules.VOTE-9]\nnotice-days = \"3\"\n"),
              HasSubstr("must be a whole number, 0 – 60, not text"));
}

TEST(RulebookFile, RefusesUnknownNamesEmptyListsAndRepetitions) {
  EXPECT_THAT(faults_with("[rules.VOTE-1.bodies]\nvillage = [\"other\"]\n"),
              ElementsAre("5 rules.VOTE-1.bodies.village"));
  EXPECT_THAT(faults_with("[rules.VOTE-1.bodies]\ncity = []\n"),
              ElementsAre("5 rules.VOTE-1.bodies.city"));
  EXPECT_THAT(faults_with("[rules.VOTE-1.bodies]\ncity = [\"other\", \"other\"]\n"),
              ElementsAre("5 rules.VOTE-1.bodies.city"));
  EXPECT_THAT(faults_with("[rules.VOTE-1]\nbodies = [\"other\"]\n"),
              ElementsAre("5 rules.VOTE-1.bodies"));
  EXPECT_THAT(faults_with("[rules.VOTE-9]\nmodes = [\"\"]\n"), ElementsAre("5 rules.VOTE-9.modes"));
  EXPECT_THAT(faults_with("[rules.VOTE-9]\nmodes = [3]\n"), ElementsAre("5 rules.VOTE-9.modes"));
  EXPECT_THAT(faults_with("[rules.SEL-1]\nmethods = [\"unspecified\"]\n"),
              ElementsAre("5 rules.SEL-1.methods"));
  EXPECT_THAT(
      faults_with("[rules.SEL-1]\nchannels = [\"a\", 1, \"a\", \"\"]\n"),
      ElementsAre("5 rules.SEL-1.channels", "5 rules.SEL-1.channels", "5 rules.SEL-1.channels"));
  EXPECT_THAT(faults_with("[irregular]\nroles = [\"proposer\"]\n"),
              ElementsAre("5 irregular.roles"));
  EXPECT_THAT(faults_with("[rules]\nVOTE-9 = 3\n"), ElementsAre("5 rules.VOTE-9"));
  EXPECT_THAT(faults_with("[rules.VOTE-9]\nnotice-days = { source = \"x\" }\n"),
              ElementsAre("5 rules.VOTE-9.notice-days"));
  EXPECT_THAT(faults_with("[rules.VOTE-9]\nnotice-days = { value = 3, src = \"x\" }\n"),
              ElementsAre("5 rules.VOTE-9.notice-days.src"));
  EXPECT_THAT(faults_with("[rules.VOTE-9]\n[rules.VOTE-9]\n"), ElementsAre("5 "));
}

TEST(RulebookFile, KnowsOnlyTheRulesGivenToIt) {
  constexpr std::string_view only[] = {"X-1"};
  const std::string text = RulebookText{.more = "[rules.X-1]\nenforce = \"refuse\"\n"}.text();
  EXPECT_TRUE(parse_rulebook(text, only));
  EXPECT_THAT(faults_of(text), ElementsAre("4 rules.X-1"));
}

TEST(RulebookFile, RefusesDaysThatDoNotExist) {
  for (const char* day : {"\"2023-02-29\"", "\"2021-13-01\"", "\"1899-12-31\"", "\"2200-01-01\"",
                          "\"2021-4-1\"", "20210401"}) {
    EXPECT_THAT(faults_of(RulebookText{.effective_from = day}.text()),
                ElementsAre("3 effective-from"))
        << day;
  }
  for (const char* day : {"2023-02-29", "2021-04-01T00:00:00Z"}) {
    EXPECT_THAT(faults_of(RulebookText{.effective_from = day}.text()), ElementsAre("3 ")) << day;
  }
}

TEST(RulebookFile, RefusesAMatrixWithGaps) {
  EXPECT_THAT(first_words("[[approval]]\nvalue-below-yuan = 100\ndemand = \"nothing\"\n"),
              HasSubstr("national × internalCooperation × a value of 100 … yuan"));
  EXPECT_EQ(faults_with("[[approval]]\nvalue-below-yuan = 100\ndemand = \"nothing\"\n").size(),
            24u);
  EXPECT_THAT(faults_with("[[approval]]\nvenue-levels = [\"national\", \"provincial\", \"city\", "
                          "\"county\", \"town\"]\ndemand = \"nothing\"\n[[approval]]\nmodes = "
                          "[\"sponsorship\", \"undertakenService\", \"internalCooperation\"]\n"
                          "demand = \"nothing\"\n"),
              ElementsAre("4 approval"));
  // Only long terms are covered.
  EXPECT_EQ(faults_with("[[approval]]\nterm-over-months = 12\ndemand = \"nothing\"\n").size(), 24u);
  EXPECT_THAT(first_words("[[approval]]\nvalue-below-yuan = 100\ndemand = \"nothing\"\n"
                          "[[approval]]\nvalue-from-yuan = 101\ndemand = \"nothing\"\n"),
              HasSubstr("100 … 101 yuan"));
}

TEST(RulebookFile, RefusesRowsThatContradictEachOther) {
  const std::string rest = "[[approval]]\ndemand = \"nothing\"\n";
  const auto row = [](const std::string& more) {
    return "[[approval]]\ndemand = \"approval\"\nauthority = \"parent\"\n" + more;
  };
  // An exception before the rule is none; after it, it would never be reached.
  with(row("modes = [\"sponsorship\"]\n") + rest);
  EXPECT_THAT(faults_with(rest + row("modes = [\"sponsorship\"]\n")), ElementsAre("6 approval[2]"));
  EXPECT_THAT(faults_with(row("") + rest), ElementsAre("7 approval[2]"));
  // The laxer first, and neither is inside the other.
  EXPECT_THAT(faults_with("[[approval]]\nvenue-levels = [\"city\"]\ndemand = \"nothing\"\n" +
                          row("modes = [\"sponsorship\"]\n") + rest),
              ElementsAre("7 approval[2]"));
  // The stricter first: where both fit, it counts.
  with(row("venue-levels = [\"city\"]\n") +
       "[[approval]]\nmodes = [\"sponsorship\"]\ndemand = \"nothing\"\n" + rest);
  // The same answer twice contradicts nothing.
  with("[[approval]]\nvenue-levels = [\"city\"]\ndemand = \"nothing\"\n" + rest);
  // Values that only touch do not overlap.
  with("[[approval]]\nvalue-below-yuan = 10\ndemand = \"nothing\"\n" +
       row("value-from-yuan = 10\n"));
}

TEST(RulebookFile, RefusesRowsThatMakeNoSense) {
  const auto one = [](const std::string& more) { return faults_with("[[approval]]\n" + more); };
  EXPECT_THAT(one("source = \"x\"\n"), ElementsAre("4 approval[1]"));
  EXPECT_THAT(one("demand = \"approval\"\n"), ElementsAre("4 approval[1]"));
  EXPECT_THAT(one("demand = \"nothing\"\nauthority = \"own\"\n"), ElementsAre("4 approval[1]"));
  EXPECT_THAT(one("demand = \"consent\"\nauthority = \"own\"\n"),
              testing::Contains("5 approval[1].demand"));
  EXPECT_THAT(one("demand = \"filing\"\nauthority = \"village\"\n"),
              ElementsAre("6 approval[1].authority"));
  EXPECT_THAT(one("demand = \"nothing\"\nvalue-from-yuan = 5\nvalue-below-yuan = 5\n"),
              ElementsAre("4 approval[1]"));
  EXPECT_THAT(one("demand = \"nothing\"\nvalue-from-yuan = -1\n"),
              ElementsAre("6 approval[1].value-from-yuan"));
  EXPECT_THAT(one("demand = \"nothing\"\nterm-over-months = 0\n"),
              ElementsAre("6 approval[1].term-over-months"));
  EXPECT_THAT(one("demand = \"nothing\"\nlevels = [\"city\"]\n"),
              ElementsAre("6 approval[1].levels"));
  // Nobody below the venue decides about it.
  EXPECT_THAT(one("venue-levels = [\"national\"]\ndemand = \"filing\"\nauthority = \"city\"\n"),
              ElementsAre("4 approval[1]"));
  EXPECT_THAT(faults_with("approval = 3\n"), ElementsAre("4 approval"));
}

TEST(RulebookFile, HasLimits) {
  const std::string fill(limits::max_rulebook_bytes, '#');
  EXPECT_THAT(faults_of(RulebookText{.more = fill}.text()), ElementsAre("0 "));
  std::string rows;
  for (std::size_t i = 0; i <= limits::max_approval_rows; ++i) {
    rows += "[[approval]]\ndemand = \"nothing\"\n";
  }
  EXPECT_THAT(faults_with(rows), ElementsAre("4 approval"));
  std::string terms;
  for (std::size_t i = 1; i <= limits::max_approval_terms; ++i) {
    terms += "[[approval]]\ndemand = \"nothing\"\nterm-over-months = " + std::to_string(i) + "\n";
  }
  EXPECT_THAT(faults_with(terms + "[[approval]]\ndemand = \"nothing\"\n"),
              ElementsAre("4 approval"));
  std::string unknown;
  for (int i = 0; i < 200; ++i) unknown += "k" + std::to_string(i) + " = 1\n";
  EXPECT_EQ(faults_with(unknown).size(), limits::max_rulebook_faults);
  EXPECT_THAT(faults_of(RulebookText{.title = std::string(301, 'x')}.text()),
              ElementsAre("1 title"));
  EXPECT_THAT(faults_of(RulebookText{.organization = "venue/palace"}.text()),
              ElementsAre("3 organization"));
}

TEST(RulebookFile, ThatIsNoTomlHasOneFaultWithItsLine) {
  EXPECT_THAT(faults_with("[rules.VOTE-9\n"), ElementsAre("4 "));
  EXPECT_THAT(faults_of("\xff\xfe"), ElementsAre("1 "));
  EXPECT_THAT(faults_of(""), ElementsAre("0 title", "0 version", "0 effective-from"));
}

TEST(RulebookFile, NeverShowsItsParserBracketsThatDoNotMatch) {
  EXPECT_THAT(faults_with("a = [}\n"), ElementsAre("4 "));
  EXPECT_THAT(faults_with("a = [1,\n 2, }\n"), ElementsAre("5 "));
  EXPECT_THAT(faults_with("a = { b = [ } ] }\n"), ElementsAre("4 "));
  EXPECT_THAT(faults_with("[[[approval]]\n"), ElementsAre("4 "));
  EXPECT_THAT(faults_with("[ ]\n"), ElementsAre("4 "));
  // Brackets in strings and comments are none.
  with(R"(
[rules.SEL-1]
channels = ["]}", 'x}\', "\"}", # ]}
  """a"}"""", '''b'}''']
)");
}

TEST(RulebookFaults, BecomeOneSentenceThatTellsTheirNumber) {
  const std::vector<RulebookFault> faults{
      {1, "a", {"x", "甲"}}, {2, "", {"y", "乙"}}, {0, "b", {"z", "丙"}}};
  EXPECT_EQ(in_words(faults, 3).en, "line 1, a: x; line 2: y; b: z");
  EXPECT_EQ(in_words(faults, 1).en, "line 1, a: x; and 2 more");
  EXPECT_EQ(in_words(faults, 1).zh, "第 1 行 a：甲；另有 2 处");
}

}  // namespace
}  // namespace minutebook::rules
