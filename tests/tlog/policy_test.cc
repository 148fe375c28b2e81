#include "ledger/tlog/policy.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ledger/base/limits.h"
#include "tests/tlog/sample.h"

namespace minutebook::tlog {
namespace {

const std::string origin = "minutebook.example/zhejiang";

std::string witness_name(int number) { return "witness.example/" + std::to_string(number); }

Signer witness(int number) {
  return ed25519_signer(witness_name(number), KeyRole::cosigner,
                        static_cast<std::uint8_t>(100 + number));
}
Signer log_signer() { return ed25519_signer(origin, KeyRole::log, 1); }

std::string log_line() { return "log " + log_signer().verifier().text() + "\n"; }
std::string witness_line(const std::string& name, int number) {
  return "witness " + name + " " + witness(number).verifier().text() + "\n";
}
std::string witnesses(int count) {
  std::string lines;
  for (int i = 1; i <= count; ++i) lines += witness_line("W" + std::to_string(i), i);
  return lines;
}

const Checkpoint& checkpoint() {
  static const Checkpoint made{origin, SmallTree(7).head, {}};
  return made;
}

/// A checkpoint signed by the ledger and by these witnesses.
std::string cosigned(const std::vector<int>& by) {
  std::vector<NoteSignature> signatures{log_signer().sign(checkpoint()).value()};
  for (const int number : by) {
    signatures.push_back(witness(number).cosign(checkpoint(), 1'700'000'000).value());
  }
  return signed_checkpoint(checkpoint(), signatures);
}

bool trusts(const std::string& policy, const std::vector<int>& by) {
  const auto parsed = Policy::parse(policy);
  EXPECT_TRUE(parsed.has_value()) << parsed.error().message.en;
  return parsed && parsed->open(cosigned(by)).has_value();
}

TEST(Policy, OfTheSpecificationsExampleNeedsTwoOfXAndOneOfY) {
  const std::string policy =
      log_line() + witness_line("X1", 1) + witness_line("X2", 2) + witness_line("X3", 3) +
      "group X-witnesses 2 X1 X2 X3\n\n" + witness_line("Y1", 4) + witness_line("Y2", 5) +
      witness_line("Y3", 6) +
      "group Y-witnesses any Y1 Y2 Y3\n\ngroup X-and-Y all X-witnesses Y-witnesses\n"
      "quorum X-and-Y\n";
  for (unsigned set = 0; set < 64; ++set) {
    std::vector<int> by;
    for (int i = 0; i < 6; ++i) {
      if ((set >> i & 1) != 0) by.push_back(i + 1);
    }
    const unsigned x = (set & 1) + (set >> 1 & 1) + (set >> 2 & 1);
    EXPECT_EQ(trusts(policy, by), x >= 2 && set >> 3 != 0) << set;
  }
}

TEST(Policy, WithoutWitnessesNeedsOnlyTheLedger) {
  EXPECT_TRUE(trusts(log_line() + "quorum none\n", {}));
  EXPECT_TRUE(Policy::parse("quorum none\n")->needs_no_witness());
  const auto unknown = Policy::parse("quorum none\n")->open(cosigned({}));
  EXPECT_EQ(unknown.error().code, Errc::unauthorised);
  const std::vector own{log_signer().verifier()};
  EXPECT_TRUE(Policy::parse("quorum none\n")->open(cosigned({}), own).has_value());
}

TEST(Policy, WithOneWitnessNeedsItsCosignature) {
  const std::string policy = log_line() + witnesses(2) + "quorum W1\n";
  EXPECT_TRUE(trusts(policy, {1}));
  EXPECT_TRUE(trusts(policy, {1, 2}));
  EXPECT_FALSE(trusts(policy, {2}));
  EXPECT_FALSE(trusts(policy, {}));
  const auto refused = Policy::parse(policy)->open(cosigned({2}));
  EXPECT_EQ(refused.error().code, Errc::unauthorised);
  EXPECT_NE(refused.error().message.en.find("cosigned by: W2"), std::string::npos);
}

TEST(Policy, WithoutTheLedgersSignatureTrustsNoNumberOfWitnesses) {
  const auto policy = Policy::parse(log_line() + witnesses(1) + "quorum W1\n").value();
  const auto only = signed_checkpoint(checkpoint(), {witness(1).cosign(checkpoint(), 1).value()});
  EXPECT_EQ(policy.open(only).error().code, Errc::unauthorised);
}

TEST(Policy, DoesNotCountAWitnessTwice) {
  const auto policy =
      Policy::parse(log_line() + witnesses(2) + "group g 2 W1 W2\nquorum g\n").value();
  std::string note = cosigned({1});
  note += signature_line(witness(1).cosign(checkpoint(), 1'700'000'001).value());
  EXPECT_FALSE(policy.open(note).has_value());
}

TEST(Policy, IsReadWithCommentsBlanksAndUrls) {
  const auto policy = Policy::parse(
      "# a comment\n\n \t \n  # another\n\tlog \t" + log_signer().verifier().text() +
      " https://ledger.example/#x \n" + "witness \u2122 " + witness(1).verifier().text() +
      " https://w.example\n" + "group 全部 1 \u2122 \nquorum 全部");
  ASSERT_TRUE(policy.has_value()) << policy.error().message.en;
  EXPECT_EQ(policy->logs().at(0).url, "https://ledger.example/#x");
  EXPECT_EQ(policy->witnesses().at(0).name, "\u2122");
  EXPECT_EQ(policy->witnesses().at(0).url, "https://w.example");
  EXPECT_EQ(policy->groups().at(0).threshold, 1U);
  EXPECT_EQ(policy->quorum(), "全部");
  EXPECT_TRUE(policy->open(cosigned({1})).has_value());
}

TEST(Policy, ThatIsMalformedIsRefusedWithItsLine) {
  const std::string w = witnesses(3);  // lines 1 to 3
  const std::string end = "quorum none\n";
  const std::string log_key = log_signer().verifier().text();
  for (const std::string& bad : {w,
                                 std::string(),
                                 w + "quorum\n",
                                 w + "quorum W1 W2\n",
                                 w + end + end,
                                 w + "quorum W4\n",
                                 "quorum W1\n" + w,
                                 w + "group none any W1\n" + end,
                                 w + "group W1 any W2\n" + end,
                                 w + "group g any\n" + end,
                                 w + "group g W1 W2\n" + end,
                                 w + "group g 0 W1\n" + end,
                                 w + "group g 3 W1 W2\n" + end,
                                 w + "group g 01 W1\n" + end,
                                 w + "group g -1 W1\n" + end,
                                 w + "group g any W1 W1\n" + end,
                                 w + "group g any W1\ngroup h any W1\n" + end,
                                 w + "group g any g\n" + end,
                                 w + "group g any h\ngroup h any W1\n" + end,
                                 w + "group g any none\n" + end,
                                 w + "group g any W1\ngroup g any W2\n" + end,
                                 w + witness_line("W1", 4) + end,
                                 w + witness_line("W4", 1) + end,
                                 w + witness_line("none", 4) + end,
                                 w + "witness W4\n" + end,
                                 "witness W " + log_key + "\n" + end,
                                 "log " + witness(1).verifier().text() + "\n" + end,
                                 "log\n" + end,
                                 "log x\n" + end,
                                 "log " + log_key + " url more\n" + end,
                                 log_line() + log_line() + end,
                                 w + "Quorum none\n",
                                 w + "unknown\n" + end,
                                 w + "quorum none # no\n",
                                 end + "\r",
                                 end + "#\x7f\n",
                                 end + std::string("#\0\n", 3)}) {
    const auto policy = Policy::parse(bad);
    ASSERT_FALSE(policy.has_value()) << bad;
    EXPECT_EQ(policy.error().code, Errc::invalid_input);
    EXPECT_TRUE(is_valid_utf8(policy.error().message.en));
  }
  const auto third = Policy::parse(witnesses(2) + "group g 3 W1 W2\n" + end);
  EXPECT_NE(third.error().message.en.find("line 3:"), std::string::npos);
}

TEST(Policy, OfTheSameKeyUnderAnotherNameIsADuplicate) {
  const auto renamed = ed25519_signer("other.example", KeyRole::cosigner, 101);  // as witness 1
  EXPECT_FALSE(
      Policy::parse(witnesses(1) + "witness W2 " + renamed.verifier().text() + "\nquorum none\n")
          .has_value());
}

TEST(Policy, HasLimits) {
  std::string policy = witnesses(64);
  for (int i = 1; i <= 64; ++i) {
    policy += "group G" + std::to_string(i) + " all W" + std::to_string(i) + "\n";
  }
  EXPECT_TRUE(Policy::parse(policy + "quorum G64\n").has_value());
  EXPECT_FALSE(Policy::parse(policy + "group H any G1\nquorum H\n").has_value());
  EXPECT_FALSE(Policy::parse(witnesses(65) + "quorum none\n").has_value());
  const std::string huge(limits::max_tlog_policy_bytes + 1, '\n');
  EXPECT_NE(Policy::parse(huge).error().message.en.find("more than"), std::string::npos);
}

TEST(Policy, WorksInTheGmSuite) {
  const Signer log = sm2_signer(origin, KeyRole::log);
  const Signer w = sm2_signer("witness.example/gm", KeyRole::cosigner);
  const auto policy = Policy::parse("log " + log.verifier().text() + "\nwitness w " +
                                    w.verifier().text() + "\nquorum w\n")
                          .value();
  const auto with = signed_checkpoint(
      checkpoint(), {log.sign(checkpoint()).value(), w.cosign(checkpoint(), 5).value()});
  const auto without = signed_checkpoint(checkpoint(), {log.sign(checkpoint()).value()});
  EXPECT_EQ(policy.open(with)->witnesses.at(0).time, 5U);
  EXPECT_FALSE(policy.open(without).has_value());
}

}  // namespace
}  // namespace minutebook::tlog
