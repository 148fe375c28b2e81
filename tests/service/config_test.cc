#include "ledger/service/config.h"

#include <gtest/gtest.h>

namespace minutebook::service {
namespace {

LedgerInfo sample() {
  LedgerInfo info;
  info.id = LedgerId{*Uuid::parse("0192f7c4-6e1a-7c3e-9a51-3f3f0a6f2b10")};
  info.name = "minutebook.example/zhejiang";
  info.suite = crypto::Suite::gm;
  info.zone_offset_minutes = 480;
  return info;
}

TEST(Config, ReadsWhatItWrote) {
  const auto read = parse_config(format_config(sample()), "ledger.toml");
  ASSERT_TRUE(read) << read.error().message.en;
  EXPECT_EQ(read->id, sample().id);
  EXPECT_EQ(read->name, sample().name);
  EXPECT_EQ(read->suite, crypto::Suite::gm);
  EXPECT_EQ(read->zone_offset_minutes, 480);
  EXPECT_EQ(read->founder, sample().founder);
}

TEST(Config, RefusesANewerFormatBeforeAnythingElse) {
  const auto read = parse_config("format = 2\nsomething = \"new\"\n", "ledger.toml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Errc::unsupported);
  EXPECT_NE(read.error().message.en.find("newer release"), std::string::npos);
}

TEST(Config, NamesFileAndLineOfASyntaxError) {
  const auto read = parse_config("format = 1\nname = \"x\n", "some/ledger.toml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Errc::invalid_input);
  EXPECT_NE(read.error().message.en.find("some/ledger.toml: line 2"), std::string::npos)
      << read.error().message.en;
}

TEST(Config, RefusesAKeyThatItDoesNotKnow) {
  const auto read = parse_config(format_config(sample()) + "colour = 'red'\n", "ledger.toml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Errc::invalid_input);
  EXPECT_NE(read.error().message.en.find("\"colour\""), std::string::npos);
}

TEST(Config, RefusesAZoneThatIsNone) {
  for (const char* offset : {"1440", "-1440", "-9223372036854775808", "'east'"}) {
    std::string text = format_config(sample());
    text.replace(text.find("480"), 3, offset);
    EXPECT_FALSE(parse_config(text, "ledger.toml")) << offset;
  }
}

TEST(Config, NamesTheKeyThatIsWrong) {
  std::string text = format_config(sample());
  text.replace(text.find("'gm'"), 4, "'md'");
  const auto read = parse_config(text, "ledger.toml");
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.en.find("\"suite\""), std::string::npos);
}

}  // namespace
}  // namespace minutebook::service
