#include "tools/generate/generate.h"

#include <sys/resource.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "ledger/base/rfc3339.h"
#include "tests/generate/collect.h"
#include "tools/generate/calendar.h"

namespace minutebook::generate {
namespace {

using nlohmann::json;

std::map<std::string, std::string> commands_by_id(const std::string& text) {
  std::map<std::string, std::string> commands;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    EXPECT_TRUE(commands.emplace(line.substr(14, 36), line).second) << "an id twice: " << line;
  }
  return commands;
}

TEST(Generate, GivesTheSameBytesForTheSameSeed) {
  const std::string text = history(60, 7);
  EXPECT_EQ(text, history(60, 7));
  EXPECT_NE(text, history(60, 8));
}

TEST(Generate, GivesTheFrozenBytesOnEveryMachineAndCompiler) {
  const std::string text = history(60, 7);
  EXPECT_EQ(crypto::hex_of(crypto::hash(crypto::Suite::standard, {as_bytes(text)})),
            "2b29bb830507ed29f4b7692c449739153d3e6413b0fa957bb2751cf7eb1d4faa");
}

TEST(Generate, TellsAPartnershipTheSameHoweverManyOthersThereAre) {
  const auto few = commands_by_id(history(5, 3));
  const auto many = commands_by_id(history(100, 3));
  for (const auto& [id, line] : few) {
    const auto found = many.find(id);
    ASSERT_NE(found, many.end()) << line;
    EXPECT_EQ(found->second, line);
  }
}

TEST(Generate, WritesValidJsonWithOneObjectALine) {
  std::istringstream in(history(10, 1));
  std::size_t count = 0;
  for (std::string line; std::getline(in, line); ++count) {
    const json command = json::parse(line, nullptr, false);
    ASSERT_TRUE(command.is_object()) << line;
    EXPECT_TRUE(command.contains("data"));
  }
  EXPECT_GT(count, 1000U);
}

TEST(Generate, InterleavesPartnerships) {
  std::istringstream in(history(48, 2));
  std::set<std::string> seen;
  std::string last;
  std::size_t returns = 0;
  for (std::string line; std::getline(in, line);) {
    const std::string subject = json::parse(line)["subject"];
    if (!subject.starts_with("partnership/") || subject == last) continue;
    returns += seen.insert(subject).second ? 0 : 1;
    last = subject;
  }
  EXPECT_EQ(seen.size(), 48U);
  EXPECT_GT(returns, 500U);
}

TEST(Generate, SaysNothingAfterTheHorizonAndKeepsTheOrderOfTimeInACity) {
  std::istringstream in(history(48, 2));
  std::string last;
  std::string limit;
  append_time(limit, horizon);
  for (std::string line; std::getline(in, line);) {
    const json command = json::parse(line);
    EXPECT_LE(command["occurredAt"].get<std::string>(), limit);
    if (!command["subject"].get<std::string>().starts_with("partnership/")) continue;
    EXPECT_GE(command["occurredAt"].get<std::string>(), last);
    last = command["occurredAt"];
  }
}

TEST(Generate, HoldsAFewCitiesInMemoryWhateverTheCount) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "what is freed stays resident for a while";
#endif
  std::size_t largest_block = 0;
  const auto consume = [&](std::string_view lines) -> Result<void> {
    largest_block = std::max(largest_block, lines.size());
    return {};
  };
  const auto peak_kib = [] {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
  };
  ASSERT_TRUE(generate({400, 5}, consume).has_value());
  const long before = peak_kib();
  ASSERT_TRUE(generate({4'000, 5}, consume).has_value());
  EXPECT_LT(peak_kib() - before, 32 * 1024);
  EXPECT_LT(largest_block, 1024U * 1024U);
}

TEST(Generate, StopsWhenTheSinkFails) {
  int calls = 0;
  const auto summary = generate({500, 1}, [&](std::string_view) -> Result<void> {
    ++calls;
    return fail(Errc::io, "the pipe is closed", "管道已关闭");
  });
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().code, Errc::io);
  EXPECT_EQ(calls, 1);
}

TEST(Generate, RefusesNoneAndTooMany) {
  const auto ignore = [](std::string_view) -> Result<void> { return {}; };
  EXPECT_EQ(generate({0, 1}, ignore).error().code, Errc::invalid_input);
  EXPECT_EQ(generate({max_partnerships + 1, 1}, ignore).error().code, Errc::invalid_input);
}

TEST(Calendar, WritesTimesOfEveryKindOfDay) {
  std::string text;
  append_time(text, at(2020, 2, 29, 23, 59));
  EXPECT_EQ(text, "2020-02-29T23:59:00+08:00");
  for (std::int64_t day = day_number(2019, 1, 1); day < day_number(2027, 1, 1); ++day) {
    std::string written;
    append_day(written, day);
    EXPECT_EQ(parse_day(written)->days, day);
    EXPECT_LT((workday(day) + 3) % 7, 5) << written;
  }
}

}  // namespace
}  // namespace minutebook::generate
