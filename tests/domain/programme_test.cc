#include "tests/support/given.h"
#include "tests/support/house.h"

namespace minutebook::test {
namespace {

std::string send(const std::string& who, const std::string& type, const std::string& data) {
  return command(who + " " + type + " programme/cleanup", data);
}

std::string open(const std::string& until) {
  return send("supervisor supervisor", "OpenProgramme",
              R"({"title":"clean-up","kind":"cleanUp","organization":"organization/province",
                  "from":"2021-01-01","until":")" +
                  until + R"(","target":"all palaces"})");
}

std::string list(const std::string& item) {
  return send("supervisor supervisor", "ListProgrammeItem",
              R"({"item":")" + item + R"(","concerns":"venue/palace","problem":"leased out"})");
}

std::string measure(const std::string& who, const std::string& item) {
  return send(who, "RecordMeasure", R"({"item":")" + item + R"(","text":"lease ended"})");
}

std::string close(const std::string& item) {
  return send("supervisor supervisor", "CloseProgrammeItem",
              R"({"item":")" + item + R"(","outcome":"done","evidence":[)" + document('a') + "]}");
}

const std::string close_all =
    send("supervisor supervisor", "CloseProgramme", R"({"summary":"done"})");

TEST(Programme, GoesFromOpeningToClosure) {
  auto sentence = given(house());
  sentence.when(open("2021-12-31")).then({"ProgrammeOpened"});
  sentence.when(list("i1")).then({"ProgrammeItemListed"});
  sentence.when(measure("proposer proposer", "i1")).then({"MeasureRecorded"});
  sentence.when(close("i1")).then({"ProgrammeItemClosed"});
  sentence.when(close_all).then({"ProgrammeClosed"});
  EXPECT_EQ(sentence.world().describe("programme/cleanup"),
            sentence.world().replayed().describe("programme/cleanup"));
  EXPECT_THAT(sentence.world().describe("programme/cleanup"),
              testing::HasSubstr(R"("item":"i1","closed":true,"concerns":"venue/palace")"));
}

TEST(Programme, NeedsToBeOpenedOnceAndForSomeDays) {
  given(house())
      .when(list("i1"))
      .then_refused("STEP-1")
      .when(open("2021-01-01"))
      .then_refused("STEP-2")
      .when(open("2021-12-31"))
      .then({"ProgrammeOpened"})
      .when(open("2021-12-31"))
      .then_refused("REF-2");
}

TEST(Programme, KeepsItsItemsApart) {
  given(house())
      .and_given(open("2021-12-31"))
      .and_given(list("i1"))
      .when(list("i1"))
      .then_refused("REF-2")
      .when(measure("supervisor supervisor", "none"))
      .then_refused("REF-3")
      .when(close("none"))
      .then_refused("REF-3")
      .and_given(close("i1"))
      .when(close("i1"))
      .then_refused("STEP-2")
      .when(measure("supervisor supervisor", "i1"))
      .then_refused("STEP-2");
}

TEST(Programme, ClosesWhenEveryItemIsClosed) {
  given(house())
      .and_given(open("2021-12-31"))
      .and_given(list("i1"))
      .when(close_all)
      .then_refused("STEP-2")
      .and_given(close("i1"))
      .and_given(close_all)
      .when(list("i2"))
      .then_refused("STEP-1")
      .when(close_all)
      .then_refused("STEP-1");
}

TEST(Programme, IsCarriedOutByThoseBelow) {
  given(house())
      .and_given(open("2021-12-31"))
      .and_given(list("i1"))
      .when(measure("nobody proposer", "i1"))
      .then_refused("REC-4")
      .when(measure("proposer proposer", "i1"))
      .then({"MeasureRecorded"});
}

TEST(Programme, TakesDocumentsAndCorrectionsOfItsOwnEvents) {
  auto sentence = given(house());
  sentence.and_given(open("2021-12-31"));
  const auto correct = [](std::uint64_t position) {
    return send("supervisor supervisor", "RecordCorrection",
                R"({"corrects":)" + std::to_string(position) +
                    R"(,"fields":[{"field":"title","correct":"x"}],"reason":"r"})");
  };
  const auto opened = sentence.world().size() - 1;
  sentence.when(correct(opened)).then({"CorrectionRecorded"});
  sentence.when(correct(0)).then_refused("REF-5", false);
  sentence
      .when(
          send("supervisor supervisor", "AttachDocument", R"({"document":)" + document('b') + "}"))
      .then({"DocumentAttached"});
}

}  // namespace
}  // namespace minutebook::test
