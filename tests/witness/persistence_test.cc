#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/witness/bench.h"

namespace minutebook::witness {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> steps_of_one_cosigning() {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  std::vector<std::string> steps;
  WitnessOptions options;
  options.fault = [&](std::string_view step) -> Result<void> {
    steps.emplace_back(step);
    return {};
  };
  MB_CHECK(bench.open(options)->add_checkpoint(log.request(0, 5)).status == 200);
  return steps;
}

WitnessOptions failing_at(std::size_t wanted) {
  WitnessOptions options;
  options.fault = [wanted, at = std::size_t{0}](std::string_view) mutable -> Result<void> {
    if (at++ < wanted) return {};
    return fail(Errc::io, "the disk said no", "磁盘错误");
  };
  return options;
}

TEST(Persistence, ComesBeforeTheAnswer) {
  const std::vector<std::string> steps = steps_of_one_cosigning();
  EXPECT_EQ(steps, (std::vector<std::string>{"append", "write", "rename", "sync"}));
  const Log log = ed25519_log();
  for (std::size_t step = 0; step < steps.size(); ++step) {
    Bench bench({log.key()});
    ASSERT_EQ(bench.open()->add_checkpoint(log.request(0, 5)).status, 200U);
    {
      const auto witness = bench.open(failing_at(step));
      const Answer answer = witness->add_checkpoint(log.request(5, 8));
      EXPECT_EQ(answer.status, 500U) << steps[step];
      EXPECT_EQ(answer.body.find("discipline"), std::string::npos) << "no cosignature goes out";
      EXPECT_EQ(witness->add_checkpoint(log.request(5, 8)).status, 500U)
          << "what the disk holds is not known any more";
    }
    const auto witness = bench.open();
    const std::uint64_t size = witness->held(log_name)->head.size;
    EXPECT_EQ(size, step == 0 ? 5U : 8U) << "the old state or the new one: " << steps[step];
    EXPECT_EQ(witness->held(log_name), log.head(size));
    EXPECT_EQ(witness->add_checkpoint(log.request(size, 9)).status, 200U);
  }
}

TEST(Persistence, OutlivesTheProcess) {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  ASSERT_EQ(bench.open()->add_checkpoint(log.request(0, 5)).status, 200U);
  ASSERT_EQ(bench.open()->add_checkpoint(log.request(5, 8)).status, 200U);
  const auto witness = bench.open();
  EXPECT_EQ(witness->held(log_name), log.head(8));
  EXPECT_EQ(witness->add_checkpoint(log.request(8, log.forked_head(8), {})).status, 409U);
}

TEST(Persistence, ForgetsNothingWhenTheStateFileIsGone) {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  ASSERT_EQ(bench.open()->add_checkpoint(log.request(0, 5)).status, 200U);
  fs::path state = history_file(bench.paths.logs(), log_name);
  state.replace_extension(".checkpoint");
  ASSERT_TRUE(fs::remove(state));
  EXPECT_EQ(bench.open()->held(log_name), log.head(5));
  EXPECT_TRUE(fs::exists(state));
}

TEST(Persistence, CutsOffALineThatACrashTore) {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  ASSERT_EQ(bench.open()->add_checkpoint(log.request(0, 5)).status, 200U);
  const fs::path history = history_file(bench.paths.logs(), log_name);
  const auto whole = fs::file_size(history);
  std::ofstream(history, std::ios::app) << R"({"time":"2026-07-01T09)";
  EXPECT_EQ(bench.history().size(), 1U) << "a reader leaves it out";
  const auto witness = bench.open();
  EXPECT_EQ(fs::file_size(history), whole);
  EXPECT_EQ(witness->add_checkpoint(log.request(5, 6)).status, 200U);
  EXPECT_EQ(bench.history().size(), 2U);
}

TEST(Persistence, RefusesAStateThatSomebodyElseWrote) {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  fs::path state = history_file(bench.paths.logs(), log_name);
  state.replace_extension(".checkpoint");
  // Signed by the log, but never cosigned here.
  std::ofstream(state) << log.sign(log.head(3));
  const auto opened = Witness::open(
      bench.paths, crypto::read_private_key(bench.paths.key(), {}).value(), bench.clock);
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code, Errc::corruption);
}

TEST(Persistence, HasOneWitnessAtATime) {
  Bench bench({ed25519_log().key()});
  const auto witness = bench.open();
  const auto second = Witness::open(
      bench.paths, crypto::read_private_key(bench.paths.key(), {}).value(), bench.clock);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, Errc::locked);
  EXPECT_EQ(add_log(bench.paths, ed25519_log("a.example/b").key()).error().code, Errc::locked);
}

}  // namespace
}  // namespace minutebook::witness
