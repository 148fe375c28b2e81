#include "ledger/store/record.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ledger/base/limits.h"

namespace minutebook::store {
namespace {

std::string sample(std::size_t header, std::size_t payload) {
  std::string out;
  append_record(out, {Bytes(header, 1), Bytes(crypto::salt_bytes, 2), Bytes(payload, 3)});
  return out;
}

RC_GTEST_PROP(Record, SplitsIntoThePartsItWasMadeOf, ()) {
  const std::size_t header = 8 * *rc::gen::inRange<std::size_t>(1, 100);
  const std::size_t payload = 8 * *rc::gen::inRange<std::size_t>(0, 100);
  const std::string value = sample(header, payload);
  const auto parts = split_record(as_bytes(value));
  RC_ASSERT(parts.has_value());
  RC_ASSERT(parts->header.size() == header && parts->header.front() == 1);
  RC_ASSERT(parts->salt.size() == crypto::salt_bytes && parts->salt.front() == 2);
  RC_ASSERT(parts->payload.size() == payload && (payload == 0 || parts->payload.back() == 3));
}

RC_GTEST_PROP(Record, RefusesEveryTruncation, ()) {
  const std::string value = sample(16, 24);
  const auto size = *rc::gen::inRange<std::size_t>(0, value.size());
  const auto parts = split_record(as_bytes(std::string_view(value).substr(0, size)));
  RC_ASSERT(!parts && parts.error().code == Errc::corruption);
}

RC_GTEST_PROP(Record, NeverReadsBeyondArbitraryBytes, (const std::string& bytes)) {
  const auto parts = split_record(as_bytes(bytes));
  if (parts) RC_ASSERT(8 + parts->header.size() + 32 + parts->payload.size() == bytes.size());
}

TEST(Record, PutsEveryPartAtAMultipleOfEight) {
  const std::string value = sample(24, 40);
  const auto parts = split_record(as_bytes(value));
  ASSERT_TRUE(parts);
  const auto* start = as_bytes(value).data();
  EXPECT_EQ((parts->header.data() - start) % 8, 0);
  EXPECT_EQ((parts->payload.data() - start) % 8, 0);
}

TEST(Record, RefusesLengthsThatAreNoMultiplesOfEightOrTooLong) {
  std::string odd = sample(8, 8);
  odd[0] = 9;
  EXPECT_FALSE(split_record(as_bytes(odd)));
  std::string empty_header(8 + 32 + 8, '\0');
  empty_header[4] = 8;
  EXPECT_FALSE(split_record(as_bytes(empty_header)));
  std::string huge = sample(8, 8);
  huge[7] = '\x7f';
  EXPECT_FALSE(split_record(as_bytes(huge)));
}

}  // namespace
}  // namespace minutebook::store
