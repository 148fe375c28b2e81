#include "tests/verify/sample_ledger.h"

#include "ledger/crypto/base64.h"
#include "ledger/crypto/dsse.h"
#include "ledger/store/blobs.h"
#include "tests/support/house.h"

namespace minutebook::test {
namespace {

std::string document_content(std::size_t bytes = (1U << 20U) + 100) {
  std::string content(bytes, '\0');
  SeededRandom random(11);
  random.fill({reinterpret_cast<std::uint8_t*>(content.data()), content.size()});
  return content;
}

const crypto::PrivateKey& author_key() {
  static const crypto::PrivateKey key =
      crypto::PrivateKey::ed25519_from_seed(std::array<std::uint8_t, 32>{1, 2, 3});
  return key;
}

std::string matter(const std::string& what, const std::string& data) {
  return command(what + " partnership/pilot", data);
}

std::string order() {
  return matter("inspector inspector OrderRedaction",
                R"({"order":"o","positions":[)" + std::to_string(attached_at) +
                    R"(],"authority":"decision 7","reason":"personal data"})");
}

std::vector<std::string> beginning() {
  auto lines = house_being_built();
  lines.push_back(founders("EnrolKey", "person/proposer",
                           R"({"keyId":")" + author_key().public_key().key_id() +
                               R"(","algorithm":"ed25519","publicKey":")" +
                               crypto::to_base64(author_key().public_key().der()) + R"("})"));
  return lines;
}

std::vector<std::string> middle(const crypto::Digest& document) {
  return {SampleLedger::sign(matter(
              "proposer proposer ProposePartnership",
              R"({"venue":"venue/palace","mode":"externalCooperation","title":"Swimming hall",
                  "purpose":"places for members","scope":"sport"})")),
          SampleLedger::sign(matter(
              "proposer proposer AttachDocument",
              R"({"document":{"digest":")" + crypto::hex_of(document) + R"(","title":"study"}})"))};
}

}  // namespace

const crypto::Digest& SampleLedger::document_digest() {
  static const crypto::Digest digest =
      crypto::hash(crypto::Suite::standard, {as_bytes(document_content())});
  return digest;
}

std::string SampleLedger::sign(const std::string& line) {
  return crypto::serialize(
      crypto::sign_envelope(author_key(), crypto::command_payload_type, as_bytes(line)));
}

SampleLedger::SampleLedger(std::size_t document_bytes) {
  const std::string content = document_content(document_bytes);
  const service::CreateOptions options{.name = "test.example/ledger", .software = "test"};
  EXPECT_TRUE(service::create_ledger(path(), options, clock_, random_));
  submit(beginning());
  put_document(content);
  submit(middle(crypto::hash(crypto::Suite::standard, {as_bytes(content)})));
  submit({order(), order()});
}

void SampleLedger::put_document(const std::string& content) {
  auto ledger = service::Ledger::open(path(), service::OpenMode::write, "test");
  std::size_t at = 0;
  const auto source = [&](std::span<std::uint8_t> buffer) -> Result<std::size_t> {
    const std::size_t count = std::min(buffer.size(), content.size() - at);
    std::copy_n(content.begin() + static_cast<std::ptrdiff_t>(at), count, buffer.begin());
    at += count;
    return count;
  };
  store::BlobStore blobs(ledger->store());
  EXPECT_TRUE(blobs.put(source, path()));
}

void SampleLedger::submit(const std::vector<std::string>& lines) {
  auto ledger = service::Ledger::open(path(), service::OpenMode::write, "test");
  ASSERT_TRUE(ledger) << ledger.error().message.en;
  service::WriterOptions options;
  options.checkpoint_interval = std::chrono::milliseconds(0);
  auto writer = service::Writer::start(*ledger, clock_, random_, options);
  ASSERT_TRUE(writer) << writer.error().message.en;
  for (const std::string& line : lines) {
    clock_.advance(1'000'000);
    const auto outcome =
        (*writer)
            ->submit(service::authenticate(line, ledger->info().suite, (*writer)->keys()))
            .get();
    EXPECT_TRUE(is_accepted(outcome) || std::holds_alternative<service::Refused>(outcome))
        << service::status_of(outcome) << " " << line;
  }
}

Result<verify::Report> verify_at(const std::filesystem::path& path,
                                 const verify::Options& options) {
  MB_TRY(ledger, service::Ledger::open(path, service::OpenMode::read, "test"));
  ManualClock clock{sample_start};
  return verify::verify(ledger, options, clock);
}

Result<verify::Report> SampleLedger::verify(const verify::Options& options) const {
  return verify_at(path(), options);
}

std::vector<std::string> lines_of(const verify::Report& report) {
  std::vector<std::string> lines;
  for (const verify::Fault& fault : report.faults) {
    lines.push_back(std::string(name_of(fault.level)) + " " + fault.place + " " + fault.what);
  }
  return lines;
}

std::vector<std::string> SampleLedger::faults(const verify::Options& options) const {
  const auto report = verify(options);
  if (!report) return {"cannot be opened: " + report.error().message.en};
  EXPECT_EQ(report->holds(), report->faults.empty());
  return lines_of(*report);
}

std::vector<std::string> SampleLedger::faults(verify::Level level) const {
  verify::Options options;
  options.level = level;
  options.threads = 2;
  return faults(options);
}

}  // namespace minutebook::test
