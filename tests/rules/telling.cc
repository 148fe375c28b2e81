#include "tests/rules/telling.h"

#include "ledger/domain/selection.h"

namespace minutebook::test {
namespace {

std::string citing(const std::string& meeting) {
  return meeting.empty() ? "" : R"(,"meeting":")" + meeting + '"';
}

crypto::Digest salt() {
  crypto::Digest bytes{};
  bytes.fill(0x55);
  return bytes;
}

}  // namespace

void tell_resolution(Story& story, const std::string& id, const std::string& day, bool adopted) {
  const std::string meeting = R"({"meeting":")" + id + '"';
  story.given("secretary bodySecretary ConveneMeeting" + on(day),
              meeting + R"(,"body":"body/group","form":"inPerson","agenda":["hall"],"heldAt":")" +
                  day + R"(T09:00:00+08:00","presiding":"person/chair"})");
  std::string entries;
  for (const char* who : {"chair", "m1", "m2", "m3", "m4", "late"}) {
    entries += (entries.empty() ? "" : ",") + (R"({"person":"person/)" + std::string(who)) +
               R"(","presence":"present"})";
  }
  story.given("secretary bodySecretary RecordAttendance" + on(day),
              meeting + R"(,"entries":[)" + entries + "]}");
  for (const char* who : {"m1", "m2", "m3", "m4", "late", "chair"}) {
    story.given(who + std::string(" bodyMember CastBallot") + on(day),
                meeting + R"(,"choice":")" + (adopted ? "for" : "against") + R"("})");
  }
  story.given("secretary bodySecretary CloseVote" + on(day), meeting + R"(,"resolution":"hall"})");
}

std::string terms(const std::map<std::string, std::string>& other) {
  std::map<std::string, std::string> fields{
      {"content", R"("swimming")"},
      {"requirements", R"("twelve courses a year")"},
      {"performanceStandards", R"("satisfaction of 85 percent")"},
      {"constraints", R"("not transferable")"},
      {"exit", R"("sixty days' notice")"},
      {"start", R"("2021-05-01")"},
      {"end", R"("2023-05-01")"},
      {"revenueTerms", R"("cost of running")"},
      {"brandUnchanged", "true"},
      {"functionUnchanged", "true"},
      {"primaryBusinessUnchanged", "true"},
      {"titleUnchanged", "true"},
      {"publicBenefits", R"([{"item":"swimming","freePlaces":10}])"},
  };
  for (const auto& [field, value] : other) fields[field] = value;
  std::string json;
  for (const auto& [field, value] : fields) {
    if (value.empty()) continue;
    json += (json.empty() ? "{\"" : ",\"") + field + "\":" + value;
  }
  return json + "}";
}

std::string draft(const std::string& id, const std::string& partner, char text,
                  const std::string& more) {
  return R"({"contract":")" + id + R"(","partner":")" + partner + R"(","terms":)" + terms() +
         R"(,"text":)" + document(text) + more + "}";
}

std::string signature(const std::string& id, const std::string& partner,
                      const std::string& terms_json, char text) {
  return R"({"contract":")" + id + R"(","partner":")" + partner + R"(","terms":)" + terms_json +
         R"(,"text":)" + document(text) + R"(,"partnerSignatory":"manager"})";
}

std::string amendment(const std::string& id, const std::string& terms_json,
                      const std::string& meeting, char text) {
  return R"({"contract":")" + id + R"(","terms":)" + terms_json + R"(,"text":)" + document(text) +
         R"(,"reason":"more courses")" + citing(meeting) + "}";
}

std::string renewal(const std::string& id, const std::string& successor,
                    const std::string& terms_json, const std::string& meeting, char text) {
  return R"({"contract":")" + id + R"(","successor":")" + successor + R"(","terms":)" + terms_json +
         R"(,"text":)" + document(text) + R"(,"reason":"satisfaction is high")" + citing(meeting) +
         "}";
}

std::string sealed_bid(const std::string& selection, const std::string& id,
                       const std::string& partner) {
  const auto seal = domain::seal_of(crypto::Suite::standard, salt(), partner, "offer of " + id);
  return R"({"selection":")" + selection + R"(","bid":")" + id + R"(","sealedDigest":")" +
         crypto::hex_of(seal) + R"("})";
}

std::string reveal(const std::string& id, const std::string& partner) {
  return R"({"bid":")" + id + R"(","partner":")" + partner + R"(","salt":")" +
         std::string(64, '5') + R"(","content":"offer of )" + id + R"("})";
}

std::string score(const std::string& selection, const std::string& id, int points) {
  return R"({"selection":")" + selection + R"(","bid":")" + id + R"(","points":)" +
         std::to_string(points) + "}";
}

void tell_selection(Story& story, const std::string& id, int places) {
  story.given("team selectionTeam AnnounceSelection @2021-03-10",
              R"({"selection":")" + id + R"(","method":"publicRecruitment","places":)" +
                  std::to_string(places) + R"(,"deadline":"2021-04-01T12:00:00+08:00"})");
}

void tell_bids_opened(Story& story, const std::string& id, const std::string& day,
                      const std::string& more) {
  const std::string a = id + "a";
  const std::string b = id + "b";
  story.given("team selectionTeam ReceiveBid @2021-03-20", sealed_bid(id, a, partner_a));
  story.given("team selectionTeam ReceiveBid @2021-03-20", sealed_bid(id, b, partner_b));
  story.given("team selectionTeam OpenBids" + on(day),
              R"({"selection":")" + id + R"(","reveals":[)" + reveal(a, partner_a) + "," +
                  reveal(b, partner_b) + "]" + more + "}");
}

Story bids_opened(int places) {
  Story story;
  tell_selection(story, "s", places);
  tell_bids_opened(story, "s", "2021-04-02");
  return story;
}

void tell_winners(Story& story, const std::string& winners, const std::string& more) {
  story.given("team selectionTeam DetermineWinners @2021-04-06",
              R"({"selection":"s","bids":[)" + winners + "]" + more + "}");
}

}  // namespace minutebook::test
