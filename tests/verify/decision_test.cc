#include <gmock/gmock.h>

#include "ledger/crypto/dsse.h"
#include "ledger/store/keys.h"
#include "tests/support/house.h"
#include "tests/verify/sample_ledger.h"

namespace minutebook::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using verify::Level;

using Header = schema::Header::Builder;
using Payload = schema::Payload::Builder;

std::string raw_of(Payload payload) {
  const auto raw = payload.getCommand();
  return {reinterpret_cast<const char*>(raw.begin()), raw.size()};
}

void set_raw(Payload payload, const std::string& raw) {
  payload.setCommand(capnp::Data::Reader(as_bytes(raw).data(), raw.size()));
}

void replace_in_raw(Payload payload, const std::string& old, const std::string& fresh) {
  std::string raw = raw_of(payload);
  const std::size_t at = raw.find(old);
  ASSERT_NE(at, std::string::npos) << raw;
  set_raw(payload, raw.replace(at, old.size(), fresh));
}

/// What is found after an event was forged by somebody who has the ledger's key.
std::vector<std::string> found_after(std::uint64_t position, const RawLedger::EditHeader& header,
                                     const RawLedger::EditPayload& payload,
                                     Level level = Level::replay) {
  const SampleLedger ledger;
  ledger.tamper([&](RawLedger& raw) {
    raw.forge(position, header, payload);
    raw.reseal();
  });
  return ledger.faults(level);
}

TEST(Signatures, FindsOneThatDoesNotVerify) {
  const auto change = [](Payload payload) {
    auto envelope = *crypto::parse_envelope(raw_of(payload));
    envelope.signatures.front().bytes.front() ^= 1U;
    set_raw(payload, crypto::serialize(envelope));
  };
  EXPECT_THAT(found_after(proposal_at, nullptr, change), ElementsAre("signatures 27 signature"));
}

TEST(Signatures, FindsAKeyThatWasNeverEnrolled) {
  const auto header = [](Header head) { head.setKeyId("0123"); };
  EXPECT_THAT(found_after(proposal_at, header, nullptr, Level::signatures),
              ElementsAre("signatures 27 signature"));
}

TEST(Signatures, FindsACommandWhoseSignatureWasTakenAway) {
  const auto strip = [](Payload payload) {
    const auto envelope = *crypto::parse_envelope(raw_of(payload));
    set_raw(payload, std::string(as_text(envelope.payload)));
  };
  EXPECT_THAT(found_after(proposal_at, nullptr, strip), ElementsAre("signatures 27 attestation"));
}

TEST(Signatures, HoldByAKeyThatWasRevokedLater) {
  SampleLedger ledger;
  const std::string key = [&] {
    const auto opened = service::Ledger::open(ledger.path(), service::OpenMode::read, "test");
    return std::string(opened->store().event(Position{proposal_at})->header().getKeyId().cStr());
  }();
  ledger.submit(
      {founders("RevokeKey", "person/proposer", R"({"keyId":")" + key + R"(","reason":"lost"})")});
  EXPECT_THAT(ledger.faults(), testing::IsEmpty());  // revoked later: still in force then
}

TEST(Signatures, FindsAHeaderThatIsNotTheCommands) {
  const auto header = [](Header head) { head.setActor("person/m1"); };
  EXPECT_THAT(found_after(16, header, nullptr, Level::signatures),
              Contains("signatures 16 command"));
}

TEST(Signatures, FindsThatTheCommandIsGone) {
  const auto strip = [](Payload payload) { payload.disownCommand(); };
  EXPECT_THAT(found_after(proposal_at, nullptr, strip, Level::signatures),
              ElementsAre("signatures 27 command"));
}

TEST(Signatures, FindsARoleThatWasNotHeld) {
  const auto header = [](Header head) { head.setRole(schema::Role::SUPERVISOR); };
  const auto payload = [](Payload body) {
    replace_in_raw(body, R"("role":"founder")", R"("role":"supervisor")");
  };
  EXPECT_THAT(found_after(16, header, payload, Level::signatures),
              ElementsAre("signatures 16 command-index", "signatures 16 role"));
}

TEST(Replay, FindsADecisionWithOtherContent) {
  const auto change = [](Payload payload) {
    payload.getBody().getPartnershipProposed().setTitle("Car park");
  };
  EXPECT_THAT(found_after(proposal_at, nullptr, change),
              ElementsAre("replay 27 decision", "replay 28-30 decision-not-done"));
}

TEST(Replay, FindsARefusalByAnotherRule) {
  const auto change = [](Payload payload) {
    payload.getBody().getCommandRefused().setRule("VOTE-8");
  };
  EXPECT_THAT(found_after(refusal_at, nullptr, change), ElementsAre("replay 30 decision"));
}

TEST(Replay, FindsACommandThatWouldHaveBeenRefused) {
  const auto header = [](Header head) { head.setRole(schema::Role::SUPERVISOR); };
  const auto payload = [](Payload body) {
    replace_in_raw(body, R"("role":"founder")", R"("role":"supervisor")");
  };
  EXPECT_THAT(found_after(16, header, payload), Contains("replay 16 decision"));
}

TEST(Replay, FindsAnotherRulebook) {
  const auto header = [](Header head) { head.setRulebookVersion(3); };
  EXPECT_THAT(found_after(refusal_at, header, nullptr), ElementsAre("replay 30 decision"));
}

TEST(Replay, SaysWhatRestsOnEventsThatAreNotSound) {
  const SampleLedger ledger;
  ledger.tamper(
      [](RawLedger& raw) { raw.erase(store::Family::events, store::position_key(Position{12})); });
  EXPECT_THAT(ledger.faults(),
              ElementsAre("structure 12 event-missing", "replay 12-30 decision-not-done"));
}

}  // namespace
}  // namespace minutebook::test
