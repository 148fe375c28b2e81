#include "ledger/tlog/cosignature.h"

#include <gtest/gtest.h>

#include <string>

#include "ledger/tlog/note.h"
#include "tests/tlog/sample.h"
#include "tests/tlog/vectors.h"

namespace minutebook::tlog {
namespace {

TEST(Cosignature, OfTheSpecificationsExampleIsRead) {
  const auto note = parse_note(vectors::cosigned_example).value();
  ASSERT_EQ(note.signatures.size(), 2U);
  EXPECT_EQ(note.signatures[1].key_name, "witness.example.com/w1");
  const auto cosignature = parse_cosignature(note.signatures[1].bytes).value();
  EXPECT_EQ(cosignature.time, 1'679'315'147U);
  EXPECT_EQ(cosignature.signature.size(), 64U);
  EXPECT_EQ(serialize(cosignature), note.signatures[1].bytes);
  EXPECT_EQ(cosigned_message(cosignature.time, note.text),
            "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\n"
            "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n");
}

TEST(Cosignature, NeedsASignatureAndAPossibleTime) {
  EXPECT_FALSE(parse_cosignature({}).has_value());
  EXPECT_FALSE(parse_cosignature(Bytes(8)).has_value());
  EXPECT_TRUE(parse_cosignature(Bytes(9)).has_value());
  Bytes late(72, 0xFF);
  EXPECT_FALSE(parse_cosignature(late).has_value());
  late[0] = 0x7F;
  EXPECT_EQ(parse_cosignature(late)->time, max_posix_seconds);
}

TEST(Cosignature, CoversTimeTextAndExtensions) {
  for (const bool gm : {false, true}) {
    const Signer witness =
        gm ? sm2_signer("w", KeyRole::cosigner) : ed25519_signer("w", KeyRole::cosigner, 1);
    const Checkpoint checkpoint{"example.com/a", SmallTree(3).head, {"extension"}};
    const std::string text = serialize(checkpoint).value();
    const auto signature = witness.cosign(checkpoint, 1'700'000'000).value();
    EXPECT_TRUE(witness.verifier().verify(text, signature.bytes));
    for (std::size_t i = 0; i < text.size(); ++i) {
      std::string changed = text;
      changed[i] ^= 1;
      ASSERT_FALSE(witness.verifier().verify(changed, signature.bytes)) << i;
    }
    for (std::size_t i = 0; i < 8; ++i) {
      Bytes changed = signature.bytes;
      changed[i] ^= 1;
      ASSERT_FALSE(witness.verifier().verify(text, changed)) << i;
    }
    EXPECT_FALSE(witness.verifier().verify(text, {}));
    EXPECT_FALSE(witness.verifier().verify(text, ByteSpan(signature.bytes).subspan(8)));
  }
}

}  // namespace
}  // namespace minutebook::tlog
