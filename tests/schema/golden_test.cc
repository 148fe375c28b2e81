#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "ledger/schema/encoding.h"
#include "ledger/schema/header.capnp.h"
#include "ledger/schema/json.h"
#include "ledger/schema/reflect.h"
#include "tests/schema/golden.h"

namespace minutebook::schema {
namespace {

const std::filesystem::path golden_root = MINUTEBOOK_GOLDENS;

template <typename Struct>
void expect_pair(const std::string& stem) {
  SCOPED_TRACE(stem);
  const Bytes bytes = from_hex_lines(read_golden(golden_root / (stem + ".hex")));
  const std::string json = without_newline(read_golden(golden_root / (stem + ".json")));
  StoredMessage stored(bytes);
  const auto root = stored.root<Struct>();
  ASSERT_TRUE(root.has_value());
  EXPECT_EQ(to_json(*root), json);
  auto decoded = decode_json(json, capnp::StructSchema(capnp::Schema::from<Struct>()));
  ASSERT_TRUE(decoded.has_value()) << decoded.error().path << ": " << decoded.error().detail.en;
  EXPECT_EQ(canonical_bytes((*decoded)->template getRoot<Struct>().asReader()), bytes);
}

class EventGolden : public testing::TestWithParam<std::size_t> {};

TEST_P(EventGolden, ReadsAndWritesTheFrozenBytes) {
  const auto type = static_cast<std::uint16_t>(GetParam());
  expect_pair<Payload>("events/" + std::string(event_name(type)));
}

std::string name_of_event(const testing::TestParamInfo<std::size_t>& info) {
  return std::string(event_name(static_cast<std::uint16_t>(info.param)));
}

INSTANTIATE_TEST_SUITE_P(All, EventGolden, testing::Range<std::size_t>(0, event_type_count),
                         name_of_event);

TEST(Golden, HoldsForTheHeader) { expect_pair<Header>("header"); }

TEST(Golden, ReadsEveryFrozenCommand) {
  for (const CommandTraits& traits : command_traits()) {
    SCOPED_TRACE(traits.name);
    const std::string file = "commands/" + std::string(traits.name) + ".json";
    const std::string json = without_newline(read_golden(golden_root / file));
    const auto message = decode_command(json);
    ASSERT_TRUE(message.has_value()) << message.error().path << ": " << message.error().detail.en;
    const auto command = (*message)->getRoot<Command>().asReader();
    EXPECT_EQ(command.which(), traits.which);
    EXPECT_EQ(to_json(command), json);
  }
}

std::set<std::string> frozen_lines() {
  std::set<std::string> out;
  std::istringstream in(read_golden(golden_root / "schema.txt"));
  for (std::string line; std::getline(in, line);) out.insert(line);
  return out;
}

TEST(FrozenSchema, KeepsEveryOrdinalAndId) {
  const auto lines = schema_lines();
  const std::set<std::string> now(lines.begin(), lines.end());
  for (const std::string& line : frozen_lines()) {
    EXPECT_TRUE(now.contains(line)) << "changed or gone, and stored ledgers rely on it: " << line;
  }
}

TEST(FrozenSchema, HasWhateverIsNew) {
  const auto frozen = frozen_lines();
  for (const std::string& line : schema_lines()) {
    EXPECT_TRUE(frozen.contains(line))
        << "new; freeze it: cmake --build … --target goldens: " << line;
  }
}

}  // namespace
}  // namespace minutebook::schema
