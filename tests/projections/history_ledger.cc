#include "tests/projections/history_ledger.h"

#include <fstream>

#include "tools/generate/generate.h"

namespace minutebook::projections {
namespace {

/// 2031-01-01T00:00:00Z.
constexpr Instant after_everything{1'924'992'000'000'000'000};

}  // namespace

std::vector<std::string> example(const std::string& name) {
  std::ifstream in(std::string(MINUTEBOOK_EXAMPLES) + "/" + name + "/commands.ndjson");
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  EXPECT_FALSE(lines.empty()) << name;
  return lines;
}

std::vector<std::string> generated(std::uint64_t partnerships, std::uint64_t seed,
                                   std::optional<std::uint32_t> breaches_per_million) {
  std::string text;
  generate::Options options{partnerships, seed};
  options.breaches = breaches_per_million;
  const auto done = generate::generate(options, [&](std::string_view lines) -> Result<void> {
    text += lines;
    return {};
  });
  EXPECT_TRUE(done.has_value());
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

void HistoryTest::SetUp() {
  LedgerTest::SetUp();
  clock_.set(after_everything);
  open();
}

void HistoryTest::TearDown() {
  if (ledger_ && !HasFatalFailure() && check_at_end_) {
    for (const View* view : all_views()) {
      follow(*view);
      const auto check = runner().check(*view);
      ASSERT_TRUE(check) << check.error().message.en;
      for (const TableCheck& table : check->tables) EXPECT_TRUE(table.holds()) << table.table;
      EXPECT_TRUE(check->holds()) << view->name << check->damage;
    }
  }
  LedgerTest::TearDown();
}

void HistoryTest::tell(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    const service::Outcome outcome = submit(line);
    const auto* refused = std::get_if<service::Refused>(&outcome);
    ASSERT_TRUE(is_accepted(outcome) || refused != nullptr) << explain(outcome) << "\n" << line;
  }
}

Followed HistoryTest::follow(const View& view) {
  auto followed = runner().catch_up(view);
  EXPECT_TRUE(followed) << followed.error().message.en;
  return followed ? *followed : Followed{};
}

Database HistoryTest::reading(const View& view) {
  auto database = Database::open(runner().file_of(view), OpenFor::reading);
  EXPECT_TRUE(database) << database.error().message.en;
  return std::move(database).value();
}

std::vector<crypto::Digest> HistoryTest::digests(const View& view) {
  const Database database = reading(view);
  std::vector<crypto::Digest> all;
  for (const Table* table : view.tables) {
    const auto digest = digest_of(database, *table);
    EXPECT_TRUE(digest) << digest.error().message.en;
    all.push_back(digest ? *digest : crypto::Digest{});
  }
  return all;
}

}  // namespace minutebook::projections
