#include "ledger/service/in_flight.h"

#include <gtest/gtest.h>

#include "ledger/base/bytes.h"

namespace minutebook::service {
namespace {

CommandId id(std::uint64_t number) {
  CommandId result;
  const auto bytes = big_endian(number);
  std::copy(bytes.begin(), bytes.end(), result.bytes.begin() + 8);
  return result;
}

TEST(InFlightIds, HoldWhatIsNotDurableYet) {
  InFlightIds ids;
  for (std::uint64_t i = 0; i < 10'000; ++i) ids.add(id(i), Position{i + 1});
  for (std::uint64_t i = 0; i < 10'000; ++i) EXPECT_TRUE(ids.may_hold(id(i), Position{0}));
  EXPECT_FALSE(ids.may_hold(id(10'000), Position{0}));
}

TEST(InFlightIds, ForgetWhatHasBecomeDurable) {
  InFlightIds ids;
  ids.add(id(1), Position{5});
  ids.add(id(2), Position{6});
  EXPECT_TRUE(ids.may_hold(id(1), Position{4}));
  EXPECT_FALSE(ids.may_hold(id(1), Position{5}));
  EXPECT_TRUE(ids.may_hold(id(2), Position{5}));
  EXPECT_FALSE(ids.may_hold(id(2), Position{6}));
}

}  // namespace
}  // namespace minutebook::service
