#include "ledger/tlog/checkpoint.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "ledger/base/limits.h"
#include "tests/tlog/sample.h"
#include "tests/tlog/vectors.h"

namespace minutebook::tlog {
namespace {

const std::string root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
const std::string example = "example.com/behind-the-sofa\n20852163\n" + root + "\n";

TEST(Checkpoint, OfTheSpecificationIsReadAndWrittenBack) {
  const auto checkpoint = parse_checkpoint(example).value();
  EXPECT_EQ(checkpoint.origin, "example.com/behind-the-sofa");
  EXPECT_EQ(checkpoint.head.size, 20'852'163U);
  EXPECT_EQ(crypto::hex_of(checkpoint.head.root),
            "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62");
  EXPECT_TRUE(checkpoint.extensions.empty());
  EXPECT_EQ(serialize(checkpoint).value(), example);
}

TEST(Checkpoint, KeepsItsExtensionLines) {
  const auto checkpoint = parse_checkpoint(example + "one\ntwo three\n").value();
  EXPECT_EQ(checkpoint.extensions, (std::vector<std::string>{"one", "two three"}));
  EXPECT_EQ(serialize(checkpoint).value(), example + "one\ntwo three\n");
}

TEST(Checkpoint, ThatIsMalformedIsRefused) {
  const std::string origin = "example.com/a\n";
  for (const std::string& bad : {std::string(),
                                 origin,
                                 origin + "1\n",
                                 "\n1\n" + root + "\n",
                                 origin + "1\n" + root,
                                 origin + "01\n" + root + "\n",
                                 origin + "\n" + root + "\n",
                                 origin + "+1\n" + root + "\n",
                                 origin + "-1\n" + root + "\n",
                                 origin + " 1\n" + root + "\n",
                                 origin + "1 \n" + root + "\n",
                                 origin + "0x1\n" + root + "\n",
                                 origin + "1e3\n" + root + "\n",
                                 origin + "4611686018427387905\n" + root + "\n",
                                 origin + "18446744073709551616\n" + root + "\n",
                                 origin + "1\n" + root + "\n\n",
                                 origin + "1\n" + root + "\n\nx\n",
                                 origin + "1\n" + root + "=\n",
                                 origin + "1\n" + root.substr(1) + "\n",
                                 origin + "1\nAAAA\n",
                                 origin + "1\n" + root + " \n",
                                 origin + "1\n" + root.substr(0, 42) + "J=\n",
                                 origin + "1\r\n" + root + "\n",
                                 std::string(256, 'a') + "\n1\n" + root + "\n",
                                 "\xff\n1\n" + root + "\n"}) {
    const auto checkpoint = parse_checkpoint(bad);
    ASSERT_FALSE(checkpoint.has_value()) << printable(bad);
    EXPECT_EQ(checkpoint.error().code, Errc::invalid_input);
  }
  EXPECT_TRUE(parse_checkpoint(origin + "4611686018427387904\n" + root + "\n").has_value());
  EXPECT_TRUE(parse_checkpoint(origin + "0\n" + root + "\n").has_value());
  EXPECT_TRUE(parse_checkpoint(std::string(255, 'a') + "\n1\n" + root + "\n").has_value());
}

TEST(Checkpoint, OfHugeSizeIsRefusedBeforeItIsRead) {
  const std::string huge(std::size_t{1} << 27, '\n');
  EXPECT_NE(parse_checkpoint(huge).error().message.en.find("more than"), std::string::npos);
}

TEST(Checkpoint, IsNotWrittenWhenItWouldNotBeReadBack) {
  const merkle::TreeHead head{1, {}};
  EXPECT_FALSE(serialize(Checkpoint{"", head, {}}).has_value());
  EXPECT_FALSE(serialize(Checkpoint{"a\nb", head, {}}).has_value());
  EXPECT_FALSE(serialize(Checkpoint{"a", head, {""}}).has_value());
  EXPECT_FALSE(serialize(Checkpoint{"a", head, {"b\nc"}}).has_value());
  EXPECT_FALSE(serialize(Checkpoint{"a", {merkle::max_tree_size + 1, {}}, {}}).has_value());
}

TEST(SignedCheckpoint, OfAnotherProgramIsOpenedWithItsKey) {
  const std::vector known{VerifierKey::parse(vectors::sigsum_log_key).value()};
  for (const std::string& request : {vectors::request_1, vectors::request_3, vectors::request_5}) {
    std::string note = request.substr(request.find("\n\n") + 2);
    const auto opened = open_checkpoint(note, known);
    ASSERT_TRUE(opened.has_value()) << opened.error().message.en;
    EXPECT_EQ(opened->checkpoint.origin, vectors::sigsum_origin);
    note[note.find('=') - 2] ^= 1;  // the root
    EXPECT_FALSE(open_checkpoint(note, known).has_value());
  }
}

TEST(SignedCheckpoint, IsOpenedOnlyForItsOwnLedger) {
  const Signer log = ed25519_signer("minutebook.example/zhejiang", KeyRole::log, 1);
  const Signer other = ed25519_signer("minutebook.example/other", KeyRole::log, 1);
  const Checkpoint checkpoint{"minutebook.example/zhejiang", SmallTree(5).head, {}};
  const std::string text = serialize(checkpoint).value();

  const std::string own = signed_checkpoint(checkpoint, {log.sign(checkpoint).value()});
  EXPECT_EQ(open_checkpoint(own, std::vector{log.verifier()})->checkpoint, checkpoint);

  // Another ledger's key is good for a note, but not for a checkpoint of this origin.
  const std::string foreign = signed_checkpoint(checkpoint, {other.sign(text).value()});
  ASSERT_TRUE(open_note(foreign, std::vector{other.verifier()}).has_value());
  const auto refused = open_checkpoint(foreign, std::vector{log.verifier(), other.verifier()});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, Errc::unauthorised);
}

TEST(SignedCheckpoint, IsNotOpenedByAWitnessOfTheLedgersNameAlone) {
  const Signer witness = ed25519_signer("example.com/a", KeyRole::cosigner, 1);
  const Checkpoint checkpoint{"example.com/a", SmallTree(5).head, {}};
  const std::string note = signed_checkpoint(checkpoint, {witness.cosign(checkpoint, 1).value()});
  EXPECT_EQ(open_checkpoint(note, std::vector{witness.verifier()}).error().code,
            Errc::unauthorised);
}

TEST(SignedCheckpoint, WorksInTheGmSuite) {
  const Signer log = sm2_signer("minutebook.example/gm", KeyRole::log);
  const Signer witness = sm2_signer("witness.example/gm", KeyRole::cosigner);
  const Checkpoint checkpoint{"minutebook.example/gm", SmallTree(5, merkle::Suite::gm).head, {}};
  std::string note = signed_checkpoint(
      checkpoint,
      {log.sign(checkpoint).value(), witness.cosign(checkpoint, 1'700'000'000).value()});
  const std::vector known{log.verifier(), witness.verifier()};
  EXPECT_EQ(open_checkpoint(note, known)->note.verified.size(), 2U);
  note[note.find("\n5\n") + 1] = '6';
  EXPECT_EQ(open_checkpoint(note, known).error().code, Errc::unauthorised);
}

TEST(Checkpoint, IsTimeStampedBySha256OfItsText) {
  EXPECT_EQ(crypto::hex_of(time_stamped_digest("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

RC_GTEST_PROP(Checkpoint, IsReadAsItWasWritten, (std::uint64_t size, const std::string& line)) {
  const Checkpoint checkpoint{"example.com/a", {size % merkle::max_tree_size, {7}}, {"x" + line}};
  const auto text = serialize(checkpoint);
  if (text) RC_ASSERT(parse_checkpoint(*text).value() == checkpoint);
}

}  // namespace
}  // namespace minutebook::tlog
