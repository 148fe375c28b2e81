#include "tools/witness/config.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/witness/bench.h"

namespace minutebook::witness {
namespace {

TEST(WitnessConfig, IsReadAndWrittenBack) {
  const WitnessConfig config{witness_name, {ed25519_log().key(), ed25519_log("a.example/b").key()}};
  const auto read = parse_config(format_config(config), "witness.toml").value();
  EXPECT_EQ(read.name, config.name);
  EXPECT_EQ(read.logs, config.logs);
}

TEST(WitnessConfig, ThatIsMalformedNamesTheFile) {
  for (const std::string text : {"", "format = 1", "format = 1\nname = \"a b\"\nlogs = []",
                                 "format = 1\nname = \"a\"", "format = 1\nname = \"a\"\nlogs = [1]",
                                 "format = 1\nname = \"a\"\nlogs = [\"x\"]", "= ="}) {
    const auto read = parse_config(text, "witness.toml");
    ASSERT_FALSE(read.has_value()) << text;
    EXPECT_NE(read.error().message.en.find("witness.toml"), std::string::npos);
  }
}

TEST(WitnessFolder, IsMadeOnceAndForItsOwnerOnly) {
  Bench bench({});
  const auto owner = std::filesystem::perms::owner_all;
  EXPECT_EQ(std::filesystem::status(bench.paths.root).permissions(), owner);
  EXPECT_EQ(make_witness(bench.paths, {witness_name, {}},
                         crypto::PrivateKey::generate(crypto::Algorithm::ed25519), {})
                .error()
                .code,
            Errc::conflict);
}

TEST(WitnessFolder, TakesLogsLater) {
  Bench bench({});
  const Log log = ed25519_log();
  EXPECT_EQ(bench.open()->add_checkpoint(log.request(0, 1)).status, 404U);
  ASSERT_TRUE(add_log(bench.paths, log.key()).has_value());
  EXPECT_EQ(bench.open()->add_checkpoint(log.request(0, 1)).status, 200U);
  EXPECT_EQ(add_log(bench.paths, log.key()).error().code, Errc::conflict);
  EXPECT_EQ(add_log(bench.paths, bench.key).error().code, Errc::invalid_input) << "no log's key";
  const Log gm(tlog::sm2_signer(log_name, tlog::KeyRole::log));
  EXPECT_EQ(add_log(bench.paths, gm.key()).error().code, Errc::invalid_input) << "another hash";
}

TEST(WitnessFolder, KnowsSeveralKeysOfOneLog) {
  const Log before = ed25519_log();
  const Log after(tlog::ed25519_signer(log_name, tlog::KeyRole::log, 7));
  Bench bench({before.key(), after.key()});
  const auto witness = bench.open();
  EXPECT_EQ(witness->log_count(), 1U);
  EXPECT_EQ(witness->add_checkpoint(before.request(0, 5)).status, 200U);
  EXPECT_EQ(witness->add_checkpoint(after.request(5, 8)).status, 200U);
}

}  // namespace
}  // namespace minutebook::witness
