#include "ledger/base/ids.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <type_traits>
#include <unordered_set>
#include <utility>

#include "ledger/base/bytes.h"
#include "ledger/base/limits.h"

namespace minutebook {
namespace {

static_assert(!std::is_convertible_v<std::uint64_t, Position>);
static_assert(!std::is_convertible_v<Position, Version>);
static_assert(!std::is_constructible_v<Position, Version>);

TEST(Position, IsOrderedByItsNumber) {
  EXPECT_LT(Position{1}, Position{2});
  EXPECT_EQ(Position{}, Position{0});
  EXPECT_EQ(std::unordered_set<Position>({Position{1}, Position{1}, Position{2}}).size(), 2U);
}

TEST(SubjectKind, IsReadBackFromItsName) {
  for (std::size_t i = 0; i < subject_kind_count; ++i) {
    const auto kind = static_cast<SubjectKind>(i);
    const auto again = parse_subject_kind(name_of(kind));
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(*again, kind);
  }
  EXPECT_EQ(name_of(SubjectKind::ledger), "ledger");
  EXPECT_EQ(name_of(SubjectKind::rulebook), "rulebook");
}

TEST(SubjectKind, ThatDoesNotExistIsRefused) {
  for (const char* name : {"", "Person", "persons", "person "}) {
    EXPECT_EQ(parse_subject_kind(name).error().code, Errc::invalid_input) << name;
  }
}

TEST(Subject, HasAKindAndAnId) {
  const auto subject = Subject::parse("partnership/ZJ-2021-003");
  ASSERT_TRUE(subject.has_value());
  EXPECT_EQ(subject->kind(), SubjectKind::partnership);
  EXPECT_EQ(subject->id(), "ZJ-2021-003");
  EXPECT_EQ(subject->text(), "partnership/ZJ-2021-003");
}

TEST(Subject, KeepsItsIdWhenCopiedAndMoved) {
  Subject subject = Subject::from_stored("person/a.b_c-9");
  const Subject copy = subject;
  const Subject moved = std::move(subject);
  EXPECT_EQ(copy.id(), "a.b_c-9");
  EXPECT_EQ(moved.id(), "a.b_c-9");
  EXPECT_EQ(copy, moved);
  EXPECT_NE(copy, Subject::from_stored("person/a.b_c-8"));
  EXPECT_LT(Subject::from_stored("partner/x"), Subject::from_stored("person/x"));
}

TEST(Subject, WithABadIdIsRefused) {
  for (const std::string& id :
       {std::string(), std::string("-a"), std::string(".a"), std::string("_a"), std::string("a/b"),
        std::string("a b"), std::string("a\n"), std::string("a\0", 2), std::string("党组"),
        std::string("a%20"), std::string(limits::max_subject_id_bytes + 1, 'x')}) {
    const auto subject = Subject::parse("person/" + id);
    ASSERT_FALSE(subject.has_value()) << id;
    EXPECT_EQ(subject.error().code, Errc::invalid_input);
    EXPECT_FALSE(has_control_characters(subject.error().message.en));
    EXPECT_TRUE(is_valid_utf8(subject.error().message.zh));
  }
  EXPECT_TRUE(Subject::parse("person/" + std::string(limits::max_subject_id_bytes, 'x')));
}

TEST(Subject, WithoutAKindOrASlashIsRefused) {
  for (const char* text : {"", "/", "person", "/x", "robot/x", "person/", "Person/x"}) {
    EXPECT_EQ(Subject::parse(text).error().code, Errc::invalid_input) << text;
  }
}

TEST(SubjectDeathTest, StoredMalformedIsABug) {
  EXPECT_DEATH((void)Subject::from_stored("nonsense"), "check failed");
}

TEST(Uuid, IsReadAndWrittenInLowerCase) {
  const auto id = Uuid::parse("0192F7C4-6e1a-7c3e-9a51-3f3f0a6f2b10");
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ(id->text(), "0192f7c4-6e1a-7c3e-9a51-3f3f0a6f2b10");
  EXPECT_EQ(id->bytes[0], 0x01);
  EXPECT_EQ(id->bytes[15], 0x10);
  EXPECT_FALSE(id->is_nil());
  EXPECT_TRUE(Uuid::parse("00000000-0000-0000-0000-000000000000")->is_nil());
}

TEST(Uuid, ThatIsMalformedIsRefused) {
  for (const char* text :
       {"", "0192f7c4", "0192f7c46e1a7c3e9a513f3f0a6f2b10", "0192f7c4-6e1a-7c3e-9a51-3f3f0a6f2b1",
        "0192f7c4-6e1a-7c3e-9a51-3f3f0a6f2b100", "0192f7c4-6e1a-7c3e-9a5-13f3f0a6f2b10",
        "{192f7c4-6e1a-7c3e-9a51-3f3f0a6f2b1}", "0192f7c4-6e1a-7c3e-9a51-3f3f0a6f2b1g",
        "0192f7c4_6e1a-7c3e-9a51-3f3f0a6f2b10"}) {
    EXPECT_EQ(Uuid::parse(text).error().code, Errc::invalid_input) << text;
  }
}

RC_GTEST_PROP(Uuid, IsReadBackAsItWasWritten, ()) {
  Uuid id;
  for (auto& byte : id.bytes) byte = *rc::gen::arbitrary<std::uint8_t>();
  const auto again = Uuid::parse(id.text());
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == id);
}

RC_GTEST_PROP(BigEndian, OrdersBytesAsNumbers, (std::uint64_t left, std::uint64_t right)) {
  RC_ASSERT(from_big_endian(big_endian(left)) == left);
  RC_ASSERT((big_endian(left) < big_endian(right)) == (left < right));
}

}  // namespace
}  // namespace minutebook
