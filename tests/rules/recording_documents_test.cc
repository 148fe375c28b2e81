#include <capnp/dynamic.h>
#include <gtest/gtest.h>

#include <set>

#include "ledger/domain/selection.h"
#include "ledger/rules/catalogue.h"
#include "ledger/rules/cited_documents.h"
#include "ledger/schema/reflect.h"
#include "ledger/schema/shape.h"
#include "tests/rules/cooperation.h"

namespace minutebook::test {
namespace {

crypto::Digest digest(char letter) { return crypto::parse_digest(std::string(64, letter)).value(); }

/// All documents are stored but those of the letters.
class Lacking final : public rules::Documents {
 public:
  explicit Lacking(const std::string& letters) {
    for (const char letter : letters) missing_.insert(digest(letter));
  }
  bool has(const crypto::Digest& wanted) const override { return !missing_.contains(wanted); }

 private:
  std::set<crypto::Digest> missing_;
};

Asked cited(Story& story) { return asked(story, rules::recording_rules(), "REC-3"); }

void attach(Story& story, char letter) {
  story.given("proposer proposer AttachDocument", R"({"document":)" + document(letter) + "}");
}

// What is cited is judged when it is recorded: REC-3 is never pending.

TEST(CitedDocument, IsThere) {
  Story story;
  attach(story, 'a');
  const Lacking nothing("");
  EXPECT_EQ(cited(story).under_no_rulebook().with(nothing).at("2021-04-01"), "pass");
  EXPECT_EQ(cited(story).with(nothing).verdict("2021-04-01").rests_on, std::vector{story.last()});
}

TEST(CitedDocument, IsMissedWithItsTitleAndPlace) {
  Story story;
  attach(story, 'a');
  attach(story, 'b');
  const Position citing = story.last();
  attach(story, 'c');
  attach(story, 'b');
  const Lacking b("b");
  EXPECT_EQ(cited(story).with(b).at("2021-04-01"), "breach");
  const auto verdict = cited(story).with(b).verdict("2021-04-01");
  EXPECT_EQ(verdict.rests_on, (std::vector{citing, story.last()}));
  EXPECT_EQ(verdict.reason.en,
            "of 4 documents cited, 2 missing; the first is \"document b\", bbbbbbbbbbbbbbbb…, "
            "cited at position " +
                std::to_string(citing.value));
}

TEST(CitedDocument, IsTheEvidenceOfAnIrregularEntryToo) {
  Story story;
  story.given("supervisor supervisor RecordStudy irregular for:proposer",
              R"({"necessity":"x","feasibility":"x","conclusion":"favourable"})");
  EXPECT_EQ(cited(story).with(Lacking("")).at("2021-04-01"), "pass");
  const Lacking evidence("e");
  EXPECT_EQ(cited(story).with(evidence).at("2021-04-01"), "breach");
}

TEST(CitedDocument, CannotBeLookedForWhereNobodyCanTell) {
  Story story;
  EXPECT_EQ(cited(story).at("2021-04-01"), "not-applicable");
  attach(story, 'a');
  EXPECT_EQ(cited(story).at("2021-04-01"), "cannot-decide");
}

std::string documents(const std::string& letters) {
  std::string list;
  for (const char letter : letters) list += (list.empty() ? "" : ",") + document(letter);
  return R"("documents":[)" + list + "]";
}

const std::string doc1 = R"("document":)" + document('1');

/// What comes before the contract, in one matter; every event that can cite documents does.
void tell_of_the_decision(Story& story) {
  const std::string proposal =
      R"({"venue":"venue/palace","mode":"externalCooperation","title":"x","purpose":"x",
          "scope":"x",)" +
      documents("12") + "}";
  story.given("proposer proposer ProposePartnership", proposal);
  story.given("proposer proposer ReviseProposal",
              R"({"proposal":)" + proposal + R"(,"reason":"x"})");
  story.given("proposer proposer RecordStudy",
              R"({"necessity":"x","feasibility":"x","conclusion":"favourable",)" + doc1 + "}");
  story.given("proposer proposer RecordDueDiligence",
              R"({"partner":")" + partner_a + R"(",)" + documents("34") + "}");
  story.given("secretary bodySecretary ConveneMeeting",
              R"({"meeting":"m","body":"body/group","form":"inPerson","agenda":["x"],
                  "heldAt":"2021-03-01T09:00:00+08:00","presiding":"person/chair","materials":[)" +
                  document('5') + "," + document('6') + "]}");
  story.given("m1 bodyMember ReadMaterials",
              R"({"meeting":"m","digests":[")" + std::string(64, '6') + R"("]})");
  story.given("supervisor supervisor FileWrittenOpinion irregular for:m1",
              R"({"meeting":"m","text":"x",)" + doc1 + "}");
  story.given("supervisor supervisor SignMinutes irregular for:m1",
              R"({"meeting":"m","minutes":)" + document('7') + "}");
  story.given("proposer proposer RequestApproval",
              R"({"request":"r","authority":"organization/province","summary":"x",)" +
                  documents("8") + "}");
  story.given("approver approver GrantApproval",
              R"({"request":"r","contractText":")" + std::string(64, '9') + R"(",)" + doc1 + "}");
  story.given("proposer proposer SubmitFiling",
              R"({"filing":"f","authority":"organization/province","summary":"x",)" +
                  documents("ab") + "}");
}

/// Selection, contract and evaluation.
void tell_of_the_contract(Story& story) {
  const std::string irregular = " irregular for:signatory";
  const std::string terms = R"(,"terms":{"content":"x"},"text":)";
  story.given("team selectionTeam AnnounceSelection",
              R"({"selection":"s","method":"publicRecruitment","places":1,
                  "deadline":"2021-04-01T12:00:00+08:00",
                  "criteria":[{"name":"x","maxPoints":1}],)" +
                  doc1 + "}");
  story.given("team selectionTeam ReceiveBid",
              R"({"selection":"s","bid":"b","sealedDigest":")" + std::string(64, 'f') + R"("})");
  story.given("supervisor supervisor OpenBids irregular for:team",
              R"({"selection":"s","reveals":[{"bid":"b","partner":")" + partner_a +
                  R"(","salt":")" + std::string(64, '0') + R"(","content":"x",)" + doc1 + "}]}");
  story.given("proposer proposer AppraiseAssets", R"({"appraiser":"x",)" + doc1 + "}");
  story.given("supervisor supervisor DraftContract irregular for:proposer",
              R"({"contract":"k","partner":")" + partner_a + '"' + terms + document('a') + "}");
  story.given("supervisor supervisor SignContract" + irregular,
              R"({"contract":"k","partner":")" + partner_a + R"(","partnerSignatory":"x")" + terms +
                  document('b') + "}");
  story.given("supervisor supervisor AmendContract" + irregular,
              R"({"contract":"k","reason":"x")" + terms + document('c') + "}");
  story.given("supervisor supervisor RenewContract" + irregular,
              R"({"contract":"k","successor":"k2","reason":"x")" + terms + document('d') + "}");
  story.given(
      "ev1 evaluator RecordEvaluation",
      R"({"evaluation":"e","contract":"k","kind":"interim","verdict":"failed",)" + doc1 + "}");
  story.given("ev1 evaluator OrderRectification",
              R"({"rectification":"x","contract":"k2","problems":"x","dueBy":"2021-05-01"})");
  story.given("proposer proposer ReportRectification",
              R"({"rectification":"x","measures":"x",)" + doc1 + "}");
  story.given("signatory signatory TerminateContract",
              R"({"contract":"k2","cause":"agreement","reason":"x",)" + doc1 + "}");
  story.given("signatory signatory SettleAssets",
              R"({"contract":"k2","description":"x",)" + doc1 + "}");
}

void tell_of_oversight(Story& story) {
  story.given("watcher observer ReportIrregularity",
              R"({"rule":"NEG-2","text":"x",)" + documents("ef") + "}");
  attach(story, 'a');
  story.given("supervisor supervisor RecordCorrection",
              R"({"corrects":)" + std::to_string(story.last().value) +
                  R"(,"fields":[{"field":"x","correct":"x"}],"reason":"x",)" + documents("1") +
                  "}");
}

using Citations = std::set<std::pair<Position, std::string>>;

/// As the schema's annotations say.
Citations annotated_citations(const World& world, const domain::Partnership& matter) {
  Citations found;
  for (const Position position : matter.positions) {
    const auto payload = world.event(position).payload;
    const auto note = [&](ByteSpan bytes) { found.emplace(position, to_hex(as_text(bytes))); };
    schema::for_each_document(payload.getBody(), note);
    if (payload.hasIrregular()) schema::for_each_document(payload.getIrregular(), note);
  }
  return found;
}

TEST(CitedDocuments, AreAllThatTheSchemaMarksInEveryKindOfEvent) {
  Story story = Story::before_proposal();
  tell_of_the_decision(story);
  tell_of_the_contract(story);
  tell_of_oversight(story);
  std::set<schema::EventBody::Which> told;
  for (const auto& stamp : story.matter().stamps) told.insert(stamp.type);
  const auto& members = schema::shape_of<schema::EventBody>().members;
  for (const auto& traits : schema::command_traits()) {
    if ((traits.subjects & schema::kind_bit(SubjectKind::partnership)) == 0) continue;
    for (const auto type : traits.emits) {
      if (!members[static_cast<std::size_t>(type)].leads_to_documents) continue;
      EXPECT_TRUE(told.contains(type)) << schema::event_name(type) << " is not in the story";
    }
  }
  Citations found;
  for (const auto& one : rules::cited_documents(story.matter())) {
    const bool is_new = found.emplace(one.cited_at, crypto::hex_of(one.digest)).second;
    EXPECT_TRUE(is_new) << "twice at " << one.cited_at;
  }
  EXPECT_EQ(found, annotated_citations(story.world(), story.matter()));
}

TEST(CitedDocuments, KeepTheirTitlesAndTheOrderOfTheirPlaces) {
  Story story;
  attach(story, 'b');
  attach(story, 'a');
  const auto found = rules::cited_documents(story.matter());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].title, "document b");
  EXPECT_EQ(found[1].title, "document a");
  EXPECT_EQ(found[1].cited_at, story.last());
}

}  // namespace
}  // namespace minutebook::test
