#include "ledger/tlog/witness_request.h"

#include <gtest/gtest.h>

#include <string>

#include "ledger/tlog/checkpoint.h"
#include "tests/tlog/vectors.h"

namespace minutebook::tlog {
namespace {

merkle::TreeHead head_of(const WitnessRequest& request) {
  return parse_checkpoint(parse_note(request.checkpoint)->text)->head;
}

TEST(WitnessRequest, OfOtherProgramsIsReadAndWrittenBack) {
  for (const std::string& text : {vectors::request_1, vectors::request_3, vectors::request_5}) {
    const auto request = parse_witness_request(text);
    ASSERT_TRUE(request.has_value()) << request.error().message.en;
    EXPECT_EQ(serialize(*request).value(), text);
  }
}

TEST(WitnessRequest, OfOtherProgramsProvesConsistency) {
  const auto first = parse_witness_request(vectors::request_1).value();
  EXPECT_EQ(first.old_size, 0U);
  for (const std::string& text : {vectors::request_3, vectors::request_5}) {
    auto later = parse_witness_request(text).value();
    EXPECT_EQ(later.old_size, 1U);
    const auto verified = [&] {
      return merkle::verify_consistency(merkle::Suite::standard, head_of(first), head_of(later),
                                        later.hashes)
          .has_value();
    };
    EXPECT_TRUE(verified());
    later.hashes[0][0] ^= 1;
    EXPECT_FALSE(verified());
  }
}

TEST(WitnessRequest, HasAtMost63Hashes) {
  const std::string hash = "KgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
  const std::string rest = vectors::request_1.substr(vectors::request_1.find('\n') + 1);
  std::string start = "old 7\n";
  for (int i = 0; i < 63; ++i) start += hash;
  EXPECT_EQ(parse_witness_request(start + rest)->hashes.size(), 63U);
  const auto refused = parse_witness_request(start + hash + rest);
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().message.en.find("more than 63"), std::string::npos);
}

TEST(WitnessRequest, ThatIsMalformedIsRefused) {
  const std::string rest = vectors::request_1.substr(vectors::request_1.find('\n'));
  for (const std::string& start :
       {std::string(), std::string("old"), std::string("old "), std::string("old 01"),
        std::string("old -1"), std::string("old 1 "), std::string("Old 1"), std::string("old  1"),
        std::string("old 4611686018427387905"), std::string("old 1\nAAAA"),
        std::string("old 1\n\nx")}) {
    EXPECT_FALSE(parse_witness_request(start + rest).has_value()) << start;
  }
  EXPECT_FALSE(parse_witness_request("old 0\n").has_value());
  EXPECT_FALSE(parse_witness_request("old 0\n\n").has_value());
  EXPECT_FALSE(parse_witness_request(std::string(std::size_t{1} << 27, 'o')).has_value());
}

TEST(SizeAnswer, IsOneDecimalLine) {
  EXPECT_EQ(format_size_answer(20'852'014), "20852014\n");
  EXPECT_EQ(parse_size_answer("20852014\n").value(), 20'852'014U);
  for (const std::string bad : {"", "\n", "1", "01\n", "1\n\n", "-1\n", "x\n"}) {
    EXPECT_FALSE(parse_size_answer(bad).has_value()) << bad;
  }
}

}  // namespace
}  // namespace minutebook::tlog
