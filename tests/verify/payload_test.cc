#include <gmock/gmock.h>

#include "ledger/store/keys.h"
#include "ledger/store/record.h"
#include "tests/support/world.h"
#include "tests/verify/sample_ledger.h"

namespace minutebook::test {
namespace {

using store::Family;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using verify::Level;

std::string chunk_key(std::uint32_t chunk) {
  return store::blob_key(SampleLedger::document_digest(), chunk);
}

std::string document_place() {
  return "document:" + crypto::hex_of(SampleLedger::document_digest());
}

void change_last_byte(RawLedger& raw, Family family, const std::string& key) {
  std::string value = raw.get(family, key);
  value.back() = static_cast<char>(value.back() ^ 1);
  raw.put(family, key, value);
}

TEST(Payload, FindsThatItIsNotWhatWasCommittedTo) {
  const SampleLedger ledger;
  ledger.tamper([](RawLedger& raw) {
    change_last_byte(raw, Family::events, store::position_key(Position{12}));
    change_last_byte(raw, Family::events, store::position_key(Position{20}));
  });
  EXPECT_THAT(ledger.faults(Level::payload),
              ElementsAre("payload 12 commitment", "payload 20 commitment"));
  EXPECT_THAT(ledger.faults(Level::tree), IsEmpty());  // the tree covers headers
}

TEST(Payload, FindsAnotherTypeThanTheHeaders) {
  const SampleLedger ledger;
  ledger.tamper([](RawLedger& raw) {
    raw.forge(12, nullptr, [](auto payload) { payload.getBody().initBallotCast(); });
    raw.reseal();
  });
  EXPECT_THAT(ledger.faults(Level::payload), ElementsAre("payload 12 event-type"));
}

TEST(Payload, FindsARedactionThatNobodyOrdered) {
  const SampleLedger ledger;
  ledger.tamper([](RawLedger& raw) {
    raw.redact(12);
    raw.redact(proposal_at);
    raw.redact(attached_at);  // ordered, but not executed
  });
  EXPECT_THAT(ledger.faults(Level::payload),
              ElementsAre("payload 12 redaction", "payload 27 redaction", "payload 28 redaction"));
}

TEST(Payload, HoldsWithARedactionThatWasOrderedAndExecuted) {
  SampleLedger ledger;
  ledger.submit(
      {command("supervisor supervisor ExecuteRedaction partnership/pilot", R"({"order":"o"})")});
  ledger.tamper([](RawLedger& raw) { raw.redact(attached_at); });
  const auto report = ledger.verify();
  ASSERT_TRUE(report);
  EXPECT_THAT(lines_of(*report), IsEmpty());
  // What rests on the redacted event is said to be not decided again.
  const auto& notes = report->notes;
  EXPECT_TRUE(std::any_of(notes.begin(), notes.end(),
                          [](const auto& note) { return note.what == "commands-not-decided"; }));
}

TEST(Documents, AreComparedWithTheirDigest) {
  const SampleLedger ledger;
  ledger.tamper([](RawLedger& raw) { change_last_byte(raw, Family::blobs, chunk_key(1)); });
  EXPECT_THAT(ledger.faults(Level::payload),
              ElementsAre("payload " + document_place() + " document"));
}

TEST(Documents, AreMissedWhenAPartOfThemIsThere) {
  const SampleLedger ledger;
  ledger.tamper(
      [](RawLedger& raw) { raw.erase(Family::blobs, chunk_key(store::blob_manifest_chunk)); });
  EXPECT_THAT(ledger.faults(Level::payload), ElementsAre("payload 28 document-missing"));
}

TEST(Documents, AreReadThroughToTheirEnd) {
  const SampleLedger ledger;
  ledger.tamper([](RawLedger& raw) { raw.erase(Family::blobs, chunk_key(1)); });
  EXPECT_THAT(ledger.faults(Level::payload),
              ElementsAre("payload " + document_place() + " document"));
}

TEST(Documents, MayBeCitedWithoutBeingStoredUnlessThatIsAskedFor) {
  const SampleLedger ledger;
  ledger.tamper([](RawLedger& raw) {
    for (const std::uint32_t chunk : {0U, 1U, store::blob_manifest_chunk}) {
      raw.erase(Family::blobs, chunk_key(chunk));
    }
  });
  EXPECT_THAT(ledger.faults(Level::payload), IsEmpty());
  verify::Options options;
  options.require_documents = true;
  EXPECT_THAT(ledger.faults(options), ElementsAre("payload 28 document-missing"));
}

TEST(Documents, ThatWereNeverCompletedAreNoFault) {
  const SampleLedger ledger;
  ledger.tamper([](RawLedger& raw) {
    raw.put(Family::blobs, store::blob_key(crypto::Digest{1}, 0), "begun");
  });
  EXPECT_THAT(ledger.faults(), IsEmpty());
}

/// Bytes that somebody committed to, hashed into the tree and signed, but that no writer wrote.
TEST(HostilePayload, IsReportedAndCrashesNothing) {
  const SampleLedger original;
  SeededRandom random(3);
  for (int round = 0; round < 60; ++round) {
    const std::uint64_t position = random.below(sample_size);
    const auto copy = original.path().parent_path() / "copy";
    std::filesystem::remove_all(copy);
    std::filesystem::copy(original.path(), copy, std::filesystem::copy_options::recursive);
    {
      RawLedger raw(copy);
      const std::string key = store::position_key(Position{position});
      const std::string value = raw.get(Family::events, key);
      const auto parts = store::split_record(as_bytes(value));
      std::string payload(as_text(parts->payload));
      for (std::uint64_t n = 1 + random.below(3); n > 0; --n) {
        // The first words hold the pointers.
        const std::uint64_t at = random.below(std::min<std::uint64_t>(payload.size(), 96));
        payload.at(at) = static_cast<char>(payload.at(at) ^ (1 + random.below(255)));
      }
      std::string record;
      store::append_record(record, {parts->header, parts->salt, as_bytes(payload)});
      raw.put(Family::events, key, record);
      const auto commitment =
          crypto::commitment(crypto::Suite::standard, parts->salt, as_bytes(payload));
      std::string head(as_text(parts->header));
      const auto old = crypto::commitment(crypto::Suite::standard, parts->salt, parts->payload);
      head.replace(head.find(as_text(old)), old.size(), as_text(commitment));
      record.clear();
      store::append_record(record, {as_bytes(head), parts->salt, as_bytes(payload)});
      raw.put(Family::events, key, record);
      raw.reseal();
    }
    const auto report = verify_at(copy, {});
    ASSERT_TRUE(report);
    EXPECT_THAT(lines_of(*report), Not(IsEmpty())) << "position " << position;
  }
}

}  // namespace
}  // namespace minutebook::test
