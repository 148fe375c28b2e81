#include "projections/findings/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "ledger/rules/examiner.h"
#include "projections/findings/matter_rows.h"
#include "projections/findings/reading.h"
#include "tests/projections/disturbed.h"
#include "tests/projections/history_ledger.h"

/// Whatever position is known and whatever later moment is asked about, the rows are what an
/// examiner finds then who read the log up to there.
namespace minutebook::projections {
namespace {

using Told = std::multiset<std::string>;

constexpr std::int64_t day = 86'400'000'000'000;

std::string text_of(const std::vector<Position>& positions) {
  std::string text;
  for (const Position position : positions) {
    text += (text.empty() ? "" : " ") + std::to_string(position.value);
  }
  return text;
}

std::string text_of(const rules::Finding& finding) {
  std::string text = finding.subject.text() + "|" + std::string(finding.rule) + "|" +
                     std::string(name_of(finding.status())) + "|" +
                     std::to_string(finding.since.ns) + "|" + std::to_string(finding.first.value) +
                     "|" + (finding.last ? std::to_string(finding.last->value) : "") + "|" +
                     finding.verdict.reason.en + "|" + finding.verdict.reason.zh + "|" +
                     text_of(finding.verdict.rests_on);
  if (finding.resolution) {
    text += "|" + finding.resolution->inspection.text() + "|" +
            std::to_string(finding.resolution->decided_at.value) + "|" + finding.resolution->reason;
  } else {
    text += "|||";
  }
  return text;
}

std::string text_of(const rules::OpenItem& item) {
  return item.subject.text() + "|" + std::string(item.rule) + "|" + std::to_string(item.due.ns) +
         "|" + item.verdict.reason.en + "|" + item.verdict.reason.zh + "|" +
         text_of(item.verdict.rests_on);
}

class FindingsTest : public HistoryTest {
 protected:
  static constexpr const char* finding_columns =
      "subject, rule, status, since, first, last, reason, reasonZh, restsOn, inspection, decidedAt,"
      " decision";
  static constexpr const char* worklist_columns =
      "subject, rule, due, waitingFor, waitingForZh, restsOn";

  Told rows(const Database& database, const std::string& table, const std::string& columns,
            Position known, Instant time) {
    auto query = database.prepare("SELECT " + columns + " FROM " + table +
                                  " WHERE knownFrom <= ?1 AND ?1 < knownUntil"
                                  " AND validFrom <= ?2 AND ?2 < validUntil");
    EXPECT_TRUE(query) << query.error().message.en;
    query->start_with(static_cast<std::int64_t>(known.value), time.ns);
    Told told;
    while (query->step().value()) {
      std::string text;
      for (int i = 0; i < query->column_count(); ++i) {
        text += (i == 0 ? "" : "|") + std::string(query->text(i));
      }
      told.insert(text);
    }
    return told;
  }

  void compare(const Database& database, const rules::Examiner& examiner, Position known,
               Instant time) {
    Told findings;
    for (const auto& finding : examiner.findings(time)) findings.insert(text_of(finding));
    Told items;
    for (const auto& item : examiner.open_items(time)) items.insert(text_of(item));
    found_ += findings.size();
    waited_for_ += items.size();
    ASSERT_EQ(rows(database, "findings", finding_columns, known, time), findings)
        << "at " << format_time({time, 480}) << " as known at " << known;
    ASSERT_EQ(rows(database, "worklist", worklist_columns, known, time), items)
        << "at " << format_time({time, 480}) << " as known at " << known;
  }

  /// At some positions, and at moments from the last event's on.
  void compare_everywhere(std::uint64_t one_in) {
    follow(findings_view());
    const Database database = reading(findings_view());
    rules::Examiner examiner({.rules = findings::kept_rules()});
    std::mt19937_64 chance(7);
    auto events = ledger_->store().events(Position{0}, ledger_->store().head());
    Instant last{INT64_MIN};
    while (const store::StoredEvent* event = *events->next()) {
      examiner.observe(event->view());
      last = std::max(last, Instant{event->header().getOccurredAt().getNs()});
      const Position known = event->position();
      if (chance() % one_in != 0 && known.value + 1 != ledger_->store().head().value) continue;
      std::vector<Instant> moments{
          last, Instant{last.ns + static_cast<std::int64_t>(chance() % 900) * day}};
      const auto items = examiner.open_items(last);
      if (!items.empty()) {
        const Instant due = items[chance() % items.size()].due;
        moments.insert(moments.end(), {Instant{due.ns - 1}, due});
      }
      for (const Instant moment : moments) {
        compare(database, examiner, known, moment);
        if (HasFatalFailure()) return;
      }
    }
    EXPECT_GT(found_, 0U);
    EXPECT_GT(waited_for_, 0U);
  }

  /// An inspector decides about some of what is found now, twice about some.
  void decide() {
    rules::Examiner examiner({.rules = findings::kept_rules()});
    auto events = ledger_->store().events(Position{0}, ledger_->store().head());
    while (const store::StoredEvent* event = *events->next()) examiner.observe(event->view());
    const auto send = [&](const std::string& type, const nlohmann::json& data) {
      const nlohmann::json sent{
          {"commandId", service::test_id(5'000'000 + ++decisions_)},
          {"type", type},
          {"subject", "inspection/case-" + std::to_string(cases_)},
          {"actor", "person/inspector-9"},
          {"role", "inspector"},
          {"occurredAt", "2024-05-0" + std::to_string(1 + decisions_ % 9) + "T09:00:00+08:00"},
          {"data", data}};
      accept(sent.dump());
    };
    ++cases_;
    send("OpenInspection", {{"title", "t"},
                            {"authority", "letter 1"},
                            {"organization", "organization/national"},
                            {"inspectors", {"person/inspector-9"}},
                            {"scope", {"organization/national"}}});
    std::size_t number = 0;
    for (const auto& finding : examiner.findings(Instant{1'735'689'600'000'000'000})) {  // 2025
      if (++number % 3 != 0 || finding.verdict.rests_on.empty()) continue;
      send(number % 2 == 0 ? "ConfirmFinding" : "DismissFinding",
           {{"rule", finding.rule},
            {"concerns", finding.subject.text()},
            {"about", {finding.verdict.rests_on.front().value}},
            {"reason", "heard " + std::to_string(number)}});
    }
  }

  std::size_t found_ = 0;
  std::size_t waited_for_ = 0;
  std::uint64_t decisions_ = 0;
  std::uint64_t cases_ = 0;
};

TEST_F(FindingsTest, AreThoseOfAnExaminerInGeneratedHistories) {
  tell(generated(8, 3, 500'000));
  compare_everywhere(40);
}

TEST_F(FindingsTest, AreThoseOfAnExaminerWhateverMasterDataSayAfterwards) {
  tell(disturbed(generated(10, 5, 400'000), 1));
  compare_everywhere(25);
}

TEST_F(FindingsTest, AreThoseOfAnExaminerWhenInspectorsDecide) {
  const auto lines = disturbed(generated(6, 9, 500'000), 2);
  const auto middle = lines.begin() + static_cast<std::ptrdiff_t>(lines.size() * 2 / 3);
  tell({lines.begin(), middle});
  decide();
  tell({middle, lines.end()});
  decide();
  compare_everywhere(30);
}

TEST_F(FindingsTest, AreThoseOfAnExaminerInTheExamples) {
  for (const char* name :
       {"pilot-recruitment", "irregular", "dissent", "delegated-county-centre"}) {
    tell(example(name));
  }
  compare_everywhere(5);
}

/// Of every three documents, one is not stored.
class SomeDocuments : public rules::Documents {
 public:
  bool has(const crypto::Digest& digest) const override { return digest[0] % 3 != 0; }
};

TEST_F(FindingsTest, AreListedInOrderWithDocumentsThatAreMissing) {
  tell(disturbed(generated(5, 6, 500'000), 6));
  follow(findings_view());
  const SomeDocuments documents;
  rules::Examiner examiner({.documents = &documents});
  auto events = ledger_->store().events(Position{0}, ledger_->store().head());
  while (const store::StoredEvent* event = *events->next()) examiner.observe(event->view());
  const Database database = reading(findings_view());
  const FindingsQuestion question{Position{ledger_->store().head().value - 1},
                                  Instant{1'735'689'600'000'000'000}};  // 2025
  const auto texts = [](const auto& all, const auto& one_of) {
    std::vector<std::string> out;
    out.reserve(all.size());
    for (const auto& one : all) out.push_back(text_of(one_of(one)));
    return out;
  };
  const auto self = [](const auto& one) -> const auto& { return one; };
  const auto listed = list_findings(database, question, &documents);
  ASSERT_TRUE(listed) << listed.error().message.en;
  const auto expected = examiner.findings(question.time);
  EXPECT_TRUE(std::ranges::any_of(
      expected, [](const rules::Finding& finding) { return finding.rule == "REC-3"; }));
  EXPECT_EQ(texts(*listed, [](const auto& one) -> const auto& { return one.finding; }),
            texts(expected, self));
  const auto items = list_worklist(database, question);
  ASSERT_TRUE(items) << items.error().message.en;
  EXPECT_EQ(texts(*items, [](const auto& one) -> const auto& { return one.item; }),
            texts(examiner.open_items(question.time), self));
}

TEST_F(FindingsTest, AreTheSameHoweverOftenItStopped) {
  const auto lines = disturbed(generated(3, 12, 500'000), 4);
  for (std::size_t at = 0; at < lines.size(); at += 29) {
    const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(at);
    const auto count = static_cast<std::ptrdiff_t>(std::min<std::size_t>(29, lines.size() - at));
    tell({begin, begin + count});
    ASSERT_EQ(follow(findings_view()).rebuilt == RebuildReason::none, at != 0);
  }
  const auto step_by_step = digests(findings_view());
  const auto rebuilt = runner().rebuild(findings_view());
  ASSERT_TRUE(rebuilt) << rebuilt.error().message.en;
  EXPECT_THAT(rebuilt->differing, testing::IsEmpty());
  EXPECT_EQ(step_by_step, digests(findings_view()));
}

TEST_F(FindingsTest, TellOfReportsUntilTheSecondYearAfterTheLastEvent) {
  tell(generated(1, 3, 0));
  follow(findings_view());
  // The clock stands at 2031-01-01: reports are told until the end of 2033.
  const auto last = reading(findings_view())
                        .integer_of("SELECT max(validFrom) FROM findings WHERE rule = 'SUP-1'");
  ASSERT_TRUE(last);
  EXPECT_EQ(format_time({Instant{*last}, 480}).substr(0, 7), "2033-10");
}

}  // namespace
}  // namespace minutebook::projections
