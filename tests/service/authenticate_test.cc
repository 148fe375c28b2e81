#include "ledger/crypto/dsse.h"
#include "tests/service/ledger_fixture.h"

namespace minutebook::service {
namespace {

const KeyRing no_keys;

Invalid invalid(std::string_view line) {
  Prepared prepared = authenticate(line, crypto::Suite::standard, no_keys);
  EXPECT_TRUE(std::holds_alternative<Invalid>(prepared)) << line;
  return std::holds_alternative<Invalid>(prepared) ? std::get<Invalid>(prepared) : Invalid{};
}

TEST(Authenticate, ReadsACommand) {
  const std::string line = Commands().root();
  const Prepared prepared = authenticate(line, crypto::Suite::standard, no_keys);
  ASSERT_TRUE(std::holds_alternative<Submission>(prepared));
  const auto& submission = std::get<Submission>(prepared);
  EXPECT_EQ(submission.raw, line);
  EXPECT_EQ(command_id_of(submission.command).text(), test_id(1));
  EXPECT_FALSE(submission.envelope);
}

TEST(Authenticate, GivesACommandTheSameInputDigestSignedOrNot) {
  const std::string line = Commands().root();
  const auto key = crypto::PrivateKey::generate(crypto::Algorithm::ed25519);
  const std::string envelope =
      crypto::serialize(crypto::sign_envelope(key, crypto::command_payload_type, as_bytes(line)));
  const Prepared plain = authenticate(line, crypto::Suite::standard, no_keys);
  const Prepared signed_one = authenticate(envelope, crypto::Suite::standard, no_keys);
  ASSERT_TRUE(std::holds_alternative<Submission>(signed_one));
  EXPECT_EQ(std::get<Submission>(plain).input, std::get<Submission>(signed_one).input);
}

TEST(Authenticate, NamesTheFieldThatIsWrong) {
  std::string line = Commands().root();
  line.replace(line.find("provincial"), 10, "planetary0");
  const Invalid wrong = invalid(line);
  EXPECT_EQ(wrong.path, "data.level");
  EXPECT_EQ(wrong.command_id, test_id(1));
  EXPECT_FALSE(wrong.detail.zh.empty());
}

TEST(Authenticate, RefusesALineThatIsTooLong) {
  invalid(std::string(limits::max_command_bytes + 1, ' '));
}

TEST(Authenticate, RefusesAnEnvelopeOfSomethingElse) {
  const auto key = crypto::PrivateKey::generate(crypto::Algorithm::ed25519);
  const Invalid wrong = invalid(
      crypto::serialize(crypto::sign_envelope(key, "text/plain", as_bytes(Commands().root()))));
  EXPECT_EQ(wrong.path, "payloadType");
}

void expect_unauthorised(const std::string& line) {
  const Prepared prepared = authenticate(line, crypto::Suite::standard, no_keys);
  const auto* refused = std::get_if<Unauthorised>(&prepared);
  ASSERT_NE(refused, nullptr) << line;
  EXPECT_EQ(refused->command_id, test_id(1));
  EXPECT_FALSE(refused->detail.en.empty() || refused->detail.zh.empty());
}

TEST(Authenticate, LetsNobodySpeakForTheLedger) {
  std::string role = Commands().root();
  role.replace(role.find("\"founder\""), 9, "\"ledger\"");
  expect_unauthorised(role);
  std::string actor = Commands().root();
  actor.replace(actor.find("service/founder"), 15, "ledger/somebody");
  expect_unauthorised(actor);
  const auto key = crypto::PrivateKey::generate(crypto::Algorithm::ed25519);
  expect_unauthorised(
      crypto::serialize(crypto::sign_envelope(key, crypto::command_payload_type, as_bytes(role))));
}

TEST(Authenticate, RefusesAnEmptyLineAndNoise) {
  invalid("");
  invalid("[]");
  invalid("\xff\xfe");
}

}  // namespace
}  // namespace minutebook::service
