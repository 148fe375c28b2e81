#include "ledger/tlog/proof.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/tlog/golden.h"
#include "tests/tlog/sample.h"

namespace minutebook::tlog {
namespace {

const std::string origin = "minutebook.example/zhejiang";

Policy policy_with(const std::string& quorum_lines) {
  return Policy::parse("log " + golden::log_key + "\nwitness w1 " + golden::witness_1 +
                       "\nwitness w2 " + golden::witness_2 + "\n" + quorum_lines)
      .value();
}

Result<TrustedCheckpoint> verify(const std::string& bytes, std::string_view entry = "entry 6") {
  static const Policy policy = policy_with("group both all w1 w2\nquorum both\n");
  MB_TRY(proof, parse_proof(bytes));
  const auto leaf = merkle::leaf_hash(merkle::Suite::standard, as_bytes(entry));
  return verify_proof(merkle::Suite::standard, proof, leaf, policy);
}

TEST(TlogProof, OfAnotherImplementationVerifies) {
  const auto trusted = verify(golden::proof_of_6);
  ASSERT_TRUE(trusted.has_value()) << trusted.error().message.en;
  EXPECT_EQ(trusted->checkpoint.origin, origin);
  EXPECT_EQ(trusted->checkpoint.head, SmallTree(11).head);
  ASSERT_EQ(trusted->witnesses.size(), 2U);
  EXPECT_EQ(trusted->witnesses[0].name, "w1");
  EXPECT_EQ(trusted->witnesses[0].time, 1'767'225'600U);
  EXPECT_EQ(trusted->witnesses[1].time, 1'767'225'601U);
}

TEST(TlogProof, IsMadeByteForByteAsByAnotherImplementation) {
  const SmallTree tree(11);
  const Checkpoint checkpoint{origin, tree.head, {}};
  const auto log = ed25519_signer(origin, KeyRole::log, 1);
  const auto w1 = ed25519_signer("witness.example/w1", KeyRole::cosigner, 2);
  const auto w2 = ed25519_signer("witness.example/w2", KeyRole::cosigner, 3);
  EXPECT_EQ(log.verifier().text(), golden::log_key);
  EXPECT_EQ(w1.verifier().text(), golden::witness_1);
  const std::string note = signed_checkpoint(
      checkpoint, {log.sign(checkpoint).value(), w1.cosign(checkpoint, 1'767'225'600).value(),
                   w2.cosign(checkpoint, 1'767'225'601).value()});
  const ByteSpan extra = as_bytes("receipt 6");
  const TlogProof proof{Bytes(extra.begin(), extra.end()), 6, tree.inclusion(6), note};
  EXPECT_EQ(serialize(proof).value(), golden::proof_of_6);
  EXPECT_EQ(parse_proof(golden::proof_of_6).value(), proof);
}

TEST(TlogProof, WithAnyCharacterChangedDoesNotVerify) {
  const std::size_t extra_begin = golden::proof_of_6.find("extra ") + 6;
  const std::size_t extra_end = golden::proof_of_6.find('\n', extra_begin);
  for (std::size_t i = 0; i < golden::proof_of_6.size(); ++i) {
    if (i >= extra_begin && i < extra_end) continue;  // not authenticated
    std::string changed = golden::proof_of_6;
    changed[i] ^= 1;
    EXPECT_FALSE(verify(changed).has_value()) << i << " " << printable(changed);
  }
  EXPECT_FALSE(verify(golden::proof_of_6, "entry 7").has_value());
}

TEST(TlogProof, CutAtAnyPlaceDoesNotVerify) {
  for (std::size_t i = 0; i < golden::proof_of_6.size(); ++i) {
    ASSERT_FALSE(verify(golden::proof_of_6.substr(0, i)).has_value()) << i;
  }
  EXPECT_FALSE(verify(golden::proof_of_6 + "\n").has_value());
  EXPECT_FALSE(verify(golden::proof_of_6 + golden::proof_of_6).has_value());
}

TEST(TlogProof, OfAnotherLedgerIsUnauthorised) {
  const auto proof = parse_proof(golden::proof_of_6).value();
  const auto other = ed25519_signer("minutebook.example/other", KeyRole::log, 1);
  const auto policy = Policy::parse("log " + other.verifier().text() + "\nquorum none\n").value();
  const auto leaf = merkle::leaf_hash(merkle::Suite::standard, as_bytes("entry 6"));
  const auto verified = verify_proof(merkle::Suite::standard, proof, leaf, policy);
  ASSERT_FALSE(verified.has_value());
  EXPECT_EQ(verified.error().code, Errc::unauthorised);
}

TEST(TlogProof, OfOneSuiteDoesNotVerifyInTheOther) {
  const SmallTree tree(9, merkle::Suite::gm);
  const Checkpoint checkpoint{"minutebook.example/gm", tree.head, {}};
  const auto log = sm2_signer("minutebook.example/gm", KeyRole::log);
  const std::string note = signed_checkpoint(checkpoint, {log.sign(checkpoint).value()});
  const auto bytes = serialize(TlogProof{std::nullopt, 4, tree.inclusion(4), note}).value();
  const auto policy = Policy::parse("log " + log.verifier().text() + "\nquorum none\n").value();
  const auto proof = parse_proof(bytes).value();
  EXPECT_TRUE(verify_proof(merkle::Suite::gm, proof, tree.leaves[4], policy).has_value());
  EXPECT_FALSE(verify_proof(merkle::Suite::standard, proof, tree.leaves[4], policy).has_value());
}

TEST(TlogProof, HasAtMost63Hashes) {
  auto proof = parse_proof(golden::proof_of_6).value();
  proof.hashes.assign(63, merkle::Digest{});
  EXPECT_TRUE(serialize(proof).has_value());
  EXPECT_FALSE(verify(serialize(proof).value()).has_value());
  proof.hashes.emplace_back();
  const auto refused = serialize(proof);
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().message.en.find("more than 63"), std::string::npos);
}

TEST(TlogProof, ThatIsMalformedIsRefused) {
  const std::string& good = golden::proof_of_6;
  const auto with = [&](const std::string& what, const std::string& by) {
    std::string text = good;
    return text.replace(text.find(what), what.size(), by);
  };
  for (const std::string& bad :
       {with("@v1", "@v2"), with("@v1\n", "@v1\r\n"), with("extra ", "extra  "),
        with("extra ", "Extra "), with("cmVjZWlwdCA2", "cmVjZWlwdCA"), with("index 6", "index 06"),
        with("index 6", "index -6"), with("index 6", "index"), with("index 6", "index 6 "),
        with("index 6\n", ""), with("index 6\n", "index 6\nindex 6\n"),
        with("index 6", "index 4611686018427387904"),
        with("index 6\n", "index 6\nextra cmVjZWlwdCA2\n"), with("4wA=\n\n", "4wA=\n"),
        with("4wA=\n\n", "4wA=\n\n\n")}) {
    ASSERT_FALSE(parse_proof(bad).has_value()) << bad;
  }
  EXPECT_TRUE(parse_proof(with("extra cmVjZWlwdCA2\n", "")).has_value());
  EXPECT_EQ(parse_proof(with("cmVjZWlwdCA2", "")).value().extra, Bytes{});
  const std::string huge(std::size_t{1} << 27, 'c');
  EXPECT_NE(parse_proof(huge).error().message.en.find("more than"), std::string::npos);
}

}  // namespace
}  // namespace minutebook::tlog
