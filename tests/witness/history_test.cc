#include "tools/witness/history.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/witness/bench.h"

namespace minutebook::witness {
namespace {

HistoryEntry cosigned() {
  const Log log = ed25519_log();
  return {1'800'000'000, Reason::none, log.head(5), log.sign(log.head(5)), {}};
}

TEST(HistoryEntry, IsReadAndWrittenBack) {
  const Log log = ed25519_log();
  for (const Reason reason : {Reason::fork, Reason::unproven, Reason::older}) {
    const HistoryEntry refused{1, reason, log.forked_head(5), log.sign(log.forked_head(5)),
                               cosigned().note};
    EXPECT_EQ(parse_entry(format(refused)).value(), refused);
  }
  EXPECT_EQ(parse_entry(format(cosigned())).value(), cosigned());
  EXPECT_TRUE(format(cosigned())
                  .starts_with(R"({"time":"2027-01-15T08:00:00Z","did":"cosigned","origin":)"))
      << format(cosigned());
}

TEST(HistoryEntry, WhoseSummaryIsNotItsNotesIsRefused) {
  const std::string line = format(cosigned());
  std::string changed = line;
  changed.replace(changed.find("\"size\":5"), 8, "\"size\":6");
  EXPECT_FALSE(parse_entry(changed).has_value());
  for (const std::string& bad :
       {std::string(), std::string("{}"), std::string("[]"), line + " ", line.substr(1),
        std::string(std::size_t{1} << 20U, '['), std::string("\xFF")}) {
    EXPECT_FALSE(parse_entry(bad).has_value()) << bad.substr(0, 30);
  }
}

}  // namespace
}  // namespace minutebook::witness
