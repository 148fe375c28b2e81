#include "ledger/crypto/base64.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace minutebook::crypto {
namespace {

std::string decoded(std::string_view text) {
  auto bytes = from_base64(text);
  return bytes ? std::string(as_text(*bytes)) : "(refused)";
}

TEST(Base64, WritesTheVectorsOfRfc4648) {
  EXPECT_EQ(to_base64(as_bytes("")), "");
  EXPECT_EQ(to_base64(as_bytes("f")), "Zg==");
  EXPECT_EQ(to_base64(as_bytes("fo")), "Zm8=");
  EXPECT_EQ(to_base64(as_bytes("foo")), "Zm9v");
  EXPECT_EQ(to_base64(as_bytes("foob")), "Zm9vYg==");
  EXPECT_EQ(to_base64(as_bytes("fooba")), "Zm9vYmE=");
  EXPECT_EQ(to_base64(as_bytes("foobar")), "Zm9vYmFy");
}

TEST(Base64, ReadsTheVectorsOfRfc4648) {
  EXPECT_EQ(decoded(""), "");
  EXPECT_EQ(decoded("Zg=="), "f");
  EXPECT_EQ(decoded("Zm8="), "fo");
  EXPECT_EQ(decoded("Zm9vYmFy"), "foobar");
}

TEST(Base64, ReadsTheUrlSafeAlphabetToo) {
  EXPECT_EQ(decoded("+/+/"), "\xfb\xff\xbf");
  EXPECT_EQ(decoded("-_-_"), "\xfb\xff\xbf");
}

TEST(Base64, RefusesWhatHasAnotherSpelling) {
  for (const char* text :
       {"Zg", "Zg=", "Zg===", "Z===", "====", "=", "Z", "Zh==", "Zm9=", "Zg==Zg==", "Zm9v\n",
        " Zm9v", "Zm9*", "-_+/", "Zm=v", "Zm9v====", "\x80m9v"}) {
    EXPECT_EQ(decoded(text), "(refused)") << text;
  }
}

RC_GTEST_PROP(Base64, GivesBackWhatItWrote, (const Bytes& bytes)) {
  const auto again = from_base64(to_base64(bytes));
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == bytes);
}

}  // namespace
}  // namespace minutebook::crypto
