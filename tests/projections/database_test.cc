#include "projections/database.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/service/ledger_fixture.h"

namespace minutebook::projections {
namespace {

TEST(Database, SaysThatAFileIsNoDatabase) {
  const service::TestFolder folder;
  const auto file = folder.path() / "views.sqlite";
  std::ofstream(file) << std::string(4096, 'x');
  const auto database = Database::open(file, OpenFor::reading);
  const auto read = database ? database->integer_of("SELECT count(*) FROM sqlite_schema")
                             : Result<std::int64_t>(tl::unexpected(database.error()));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Errc::corruption);
  EXPECT_NE(read.error().message.en.find("views.sqlite"), std::string::npos);
}

TEST(Database, IsNotMadeByReading) {
  const service::TestFolder folder;
  EXPECT_FALSE(Database::open(folder.path() / "none.sqlite", OpenFor::reading));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "none.sqlite"));
}

TEST(Database, CannotBeWrittenWhenOpenedForReading) {
  const service::TestFolder folder;
  const auto file = folder.path() / "a.sqlite";
  ASSERT_TRUE(Database::open(file, OpenFor::writing)->execute("CREATE TABLE t(x)"));
  const auto database = Database::open(file, OpenFor::reading);
  ASSERT_TRUE(database);
  EXPECT_FALSE(database->execute("INSERT INTO t VALUES (1)"));
}

TEST(Database, TellsAFullDisk) {
  const service::TestFolder folder;
  const auto database = Database::open(folder.path() / "a.sqlite", OpenFor::writing);
  ASSERT_TRUE(database);
  ASSERT_TRUE(database->execute("CREATE TABLE t(x); PRAGMA max_page_count = 10"));
  const auto done = database->execute("INSERT INTO t VALUES (zeroblob(1000000))");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Errc::no_space);
}

TEST(Statement, KeepsNothingApartFromAnEmptyText) {
  const auto database = Database::open({}, OpenFor::memory);
  ASSERT_TRUE(database->execute("CREATE TABLE t(a, b)"));
  auto insert = database->prepare("INSERT INTO t VALUES (?1, ?2)");
  ASSERT_TRUE(insert->run_with(Value{}, std::string_view()));
  auto query = database->prepare("SELECT a, b FROM t");
  ASSERT_TRUE(*query->step());
  EXPECT_TRUE(query->is_null(0));
  EXPECT_FALSE(query->is_null(1));
  EXPECT_EQ(query->value(1), Value{std::string()});
}

}  // namespace
}  // namespace minutebook::projections
