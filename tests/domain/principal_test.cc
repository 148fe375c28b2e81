#include <array>
#include <string>

#include "ledger/crypto/base64.h"
#include "ledger/crypto/key.h"
#include "tests/support/given.h"
#include "tests/support/house.h"

namespace minutebook::test {
namespace {

std::string security(const std::string& type, const std::string& subject, const std::string& data) {
  return command("security securityAdministrator " + type + " " + subject, data);
}

std::string grant(const std::string& role, const std::string& days) {
  return security("GrantRole", "person/nobody",
                  R"({"role":")" + role + R"(","organization":"organization/city",)" + days + "}");
}

std::string revoke(const std::string& role, const std::string& until) {
  return security("RevokeRole", "person/nobody",
                  R"({"role":")" + role + R"(","organization":"organization/city","until":")" +
                      until + R"(","reason":"moved"})");
}

constexpr const char* for_ever = R"("from":"2021-03-01")";

TEST(Principal, IsRegisteredOnce) {
  const std::string data = R"({"title":"clerk","organization":"organization/city"})";
  given(house())
      .when(security("RegisterPrincipal", "person/clerk", data))
      .then({"PrincipalRegistered"})
      .when(security("RegisterPrincipal", "person/clerk", data))
      .then_refused("REF-2")
      .when(security("RegisterPrincipal", "service/founder", data))
      .then_refused("REF-2");
}

TEST(Role, HoldsFromItsFirstDayToTheDayItIsRevoked) {
  auto sentence = given(house());
  sentence.when(grant("evaluator", for_ever)).then({"RoleGranted"});
  sentence.when(revoke("evaluator", "2021-06-01")).then({"RoleRevoked"});
  const auto& directory = sentence.world().directory();
  const auto holds = [&](const char* day) {
    return directory.role_of(Subject::from_stored("person/nobody"), schema::Role::EVALUATOR,
                             Subject::from_stored("organization/city"), *parse_day(day)) != nullptr;
  };
  EXPECT_FALSE(holds("2021-02-28"));
  EXPECT_TRUE(holds("2021-03-01"));
  EXPECT_TRUE(holds("2021-05-31"));
  EXPECT_FALSE(holds("2021-06-01"));
}

TEST(Role, IsNotHeldTwiceForTheSameDays) {
  given(house())
      .and_given(grant("evaluator", R"("from":"2021-03-01","until":"2021-04-01")"))
      .when(grant("evaluator", R"("from":"2021-03-31")"))
      .then_refused("REF-2")
      .when(grant("evaluator", R"("from":"2021-04-01")"))
      .then({"RoleGranted"});
}

TEST(Role, OfASeatOrOfTheLedgerCannotBeGranted) {
  for (const char* role : {"bodyMember", "presidingMember", "founder", "ledger"}) {
    given(house()).when(grant(role, for_ever)).then_refused("STEP-2");
  }
}

TEST(Role, EndsAfterItBegins) {
  given(house())
      .when(grant("evaluator", R"("from":"2021-03-01","until":"2021-03-01")"))
      .then_refused("STEP-2");
}

TEST(Role, RevokedMustHaveBeenHeld) {
  given(house())
      .when(revoke("evaluator", "2021-06-01"))
      .then_refused("REF-3")
      .and_given(grant("evaluator", for_ever))
      .and_given(revoke("evaluator", "2021-06-01"))
      .when(revoke("evaluator", "2021-06-01"))
      .then_refused("REF-3");
}

TEST(Role, ThreeOfficersAreThreePersons) {
  const std::array<std::string, 3> officers{"systemAdministrator", "securityAdministrator",
                                            "auditAdministrator"};
  for (const auto& first : officers) {
    for (const auto& second : officers) {
      if (first == second) continue;
      given(house())
          .and_given(grant(first, for_ever))
          .when(grant(second, R"("from":"2022-01-01")"))
          .then_refused("ROLE-1", false);
    }
  }
}

TEST(Role, AnOfficerMayBecomeAnotherAfterwards) {
  given(house())
      .and_given(grant("systemAdministrator", R"("from":"2021-03-01","until":"2022-01-01")"))
      .when(grant("auditAdministrator", R"("from":"2021-12-31")"))
      .then_refused("ROLE-1")
      .when(grant("auditAdministrator", R"("from":"2022-01-01")"))
      .then({"RoleGranted"});
}

TEST(Role, IsGrantedOnlyWithinReach) {
  given(house())
      .when(security("GrantRole", "person/nobody",
                     R"({"role":"evaluator","organization":"organization/nation",
                         "from":"2021-03-01"})"))
      .then_refused("REC-4");
}

std::string enrol(const std::string& subject, const std::string& id, const std::string& algorithm,
                  ByteSpan der) {
  return security("EnrolKey", subject,
                  R"({"keyId":")" + id + R"(","algorithm":")" + algorithm + R"(","publicKey":")" +
                      crypto::to_base64(der) + R"("})");
}

crypto::PublicKey some_key(std::uint8_t seed_byte) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(seed_byte);
  return crypto::PrivateKey::ed25519_from_seed(seed).public_key();
}

TEST(Key, IsEnrolledOnceUnderItsDigest) {
  const auto key = some_key(1);
  given(house())
      .when(enrol("person/m1", some_key(2).key_id(), "ed25519", key.der()))
      .then_refused("KEY-1", false)
      .when(enrol("person/m1", key.key_id(), "sm2", key.der()))
      .then_refused("KEY-1")
      .when(enrol("person/m1", key.key_id(), "ed25519", as_bytes("not a key")))
      .then_refused("KEY-1")
      .when(enrol("person/m1", key.key_id(), "ed25519", key.der()))
      .then({"KeyEnrolled"})
      .when(enrol("person/chair", key.key_id(), "ed25519", key.der()))
      .then_refused("REF-2");
}

TEST(Key, IsRevokedOnceAndByItsOwnersName) {
  const auto key = some_key(1);
  const auto revoke_key = [&](const std::string& subject) {
    return security("RevokeKey", subject, R"({"keyId":")" + key.key_id() + R"(","reason":"lost"})");
  };
  auto sentence = given(house());
  sentence.when(revoke_key("person/m1")).then_refused("REF-3");
  sentence.and_given(enrol("person/m1", key.key_id(), "ed25519", key.der()))
      .when(revoke_key("person/chair"))
      .then_refused("REF-3")
      .when(revoke_key("person/m1"))
      .then({"KeyRevoked"})
      .when(revoke_key("person/m1"))
      .then_refused("STEP-2");
  EXPECT_TRUE(sentence.world().directory().key(key.key_id())->revoked_at.has_value());
}

}  // namespace
}  // namespace minutebook::test
