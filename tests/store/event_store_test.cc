#include "ledger/store/event_store.h"

#include <fstream>

#include "tests/store/store_fixture.h"

namespace minutebook::store {
namespace {

namespace fs = std::filesystem;

TEST_F(StoreTest, GivesBackWhatWasWritten) {
  Commit commit = store_->begin(Position{0});
  add(commit, a_, Version{1}, "first");
  add(commit, zj_, Version{1}, "second");
  commit.add_command(CommandId{{{7}}}, {Position{0}, 2, {}});
  ASSERT_TRUE(store_->write(std::move(commit)));
  reopen();
  EXPECT_EQ(store_->head(), Position{2});
  EXPECT_EQ(store_->identity().ledger, identity_.ledger);
  const auto event = store_->event(Position{1});
  ASSERT_TRUE(event);
  EXPECT_STREQ(event->payload().getBody().getOrganizationChanged().getName().cStr(), "second");
  const auto command = store_->command(CommandId{{{7}}});
  ASSERT_TRUE(command && *command);
  EXPECT_EQ((*command)->count, 2U);
  EXPECT_FALSE(*store_->command(CommandId{{{8}}}));
  EXPECT_EQ(store_->last_batch()->count, 2U);
}

TEST_F(StoreTest, KnowsTheVersionsOfStreamsWithSimilarNames) {
  ASSERT_TRUE(write_one(a_, Version{1}));
  ASSERT_TRUE(write_one(ab_, Version{1}));
  ASSERT_TRUE(write_one(a_, Version{2}));
  EXPECT_EQ(*store_->version_of(a_), Version{2});
  EXPECT_EQ(*store_->version_of(ab_), Version{1});
  EXPECT_EQ(*store_->version_of(zj_), Version{0});
  EXPECT_EQ(*store_->position_of(a_, Version{2}), Position{2});
  EXPECT_EQ(store_->position_of(a_, Version{3}).error().code, Errc::not_found);
}

TEST_F(StoreTest, WalksEventsStreamsAndCategoriesInOrder) {
  for (std::uint64_t i = 1; i <= 5; ++i) {
    ASSERT_TRUE(write_one(a_, Version{i}));
    ASSERT_TRUE(write_one(zj_, Version{i}));
  }
  auto events = store_->events(Position{3}, Position{99});
  ASSERT_TRUE(events);
  for (std::uint64_t i = 3; i < 10; ++i) EXPECT_EQ((*events->next())->position(), Position{i});
  EXPECT_EQ(*events->next(), nullptr);
  auto stream = store_->stream(zj_, Version{4});
  EXPECT_EQ((*stream->next())->position, Position{7});
  EXPECT_EQ((*stream->next())->version, Version{5});
  EXPECT_FALSE(*stream->next());
  auto category = store_->category(SubjectKind::person, Position{5});
  EXPECT_EQ((*category->next())->position, Position{6});
  std::vector<std::string> names;
  ASSERT_TRUE(store_->each_stream(SubjectKind::person,
                                  [&](const Subject& s) { names.push_back(s.text()); }));
  EXPECT_EQ(names, std::vector<std::string>{"person/a"});
}

TEST_F(StoreTest, HasNoEventBeyondItsHead) {
  EXPECT_EQ(store_->event(Position{0}).error().code, Errc::not_found);
}

TEST_F(StoreTest, IsReadInADirectoryThatCannotBeWritten) {
  ASSERT_TRUE(write_one(a_, Version{1}));
  store_.reset();
  fs::permissions(log(), fs::perms::owner_read | fs::perms::owner_exec);
  std::vector<std::string> before;
  for (const auto& entry : fs::directory_iterator(log())) before.push_back(entry.path());
  const auto reading = EventStore::open_for_reading(log());
  ASSERT_TRUE(reading) << reading.error().message.en;
  EXPECT_EQ(reading->head(), Position{1});
  EXPECT_TRUE(reading->event(Position{0}));
  std::vector<std::string> after;
  for (const auto& entry : fs::directory_iterator(log())) after.push_back(entry.path());
  EXPECT_EQ(before, after);
  fs::permissions(log(), fs::perms::owner_all);
}

TEST_F(StoreTest, FollowsAWriterAcrossFlushesAndCompactions) {
  auto reading = EventStore::open_for_reading(log());
  ASSERT_TRUE(reading) << reading.error().message.en;
  for (std::uint64_t i = 1; i <= 30; ++i) {
    ASSERT_TRUE(write_one(a_, Version{i}));
    if (i % 10 == 0) {
      ASSERT_TRUE(store_->compact());
    }
    ASSERT_TRUE(reading->catch_up());
    ASSERT_EQ(reading->head(), Position{i});
    ASSERT_TRUE(reading->event(Position{i - 1}));
  }
}

TEST_F(StoreTest, ThatIsNotThereIsDamageOrNotFoundButNeverMadeByOpening) {
  const auto opened = EventStore::open(folder_ / "nothing");
  ASSERT_FALSE(opened);
  EXPECT_FALSE(EventStore::open_for_reading(folder_ / "nothing"));
}

/// The largest file of that ending.
fs::path find_file(const fs::path& folder, const std::string& ending) {
  fs::path found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!entry.path().string().ends_with(ending)) continue;
    if (found.empty() || entry.file_size() > fs::file_size(found)) found = entry.path();
  }
  return found;
}

class DamagedStore : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    for (std::uint64_t i = 1; i <= 200; ++i) ASSERT_TRUE(write_one(a_, Version{i}));
    ASSERT_TRUE(store_->compact());
    store_.reset();
  }
  /// Opens and reads everything; the error met, if any.
  std::optional<Error> read_all() {
    const auto opened = EventStore::open(log());
    if (!opened) return opened.error();
    if (opened->head() != Position{200}) return Error{Errc::corruption, {"events are gone", ""}};
    auto events = opened->events(Position{0}, opened->head());
    if (!events) return events.error();
    while (true) {
      const auto event = events->next();
      if (!event) return event.error();
      if (!*event) return std::nullopt;
    }
  }
};

TEST_F(DamagedStore, ReadsWellBeforeItIsDamaged) { EXPECT_FALSE(read_all()); }

TEST_F(DamagedStore, WithATruncatedTableIsCorruptionAndNamesTheFile) {
  const fs::path table = find_file(log(), ".sst");
  fs::resize_file(table, fs::file_size(table) / 2);
  const auto error = read_all();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, Errc::corruption) << error->message.en;
  EXPECT_NE(error->message.en.find(table.filename().string()), std::string::npos)
      << error->message.en;
}

TEST_F(DamagedStore, WithAFlippedBitInATableIsCorruption) {
  const fs::path table = find_file(log(), ".sst");
  std::fstream file(table, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(100);
  const char byte = static_cast<char>(file.get());
  file.seekp(100);
  file.put(static_cast<char>(byte ^ 4));
  file.close();
  const auto error = read_all();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, Errc::corruption) << error->message.en;
}

TEST_F(DamagedStore, WithoutOneOfItsTablesIsCorruption) {
  fs::remove(find_file(log(), ".sst"));
  const auto error = read_all();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, Errc::corruption) << error->message.en;
}

TEST_F(DamagedStore, WithATruncatedManifestIsCorruption) {
  for (const auto& entry : fs::directory_iterator(log())) {
    if (entry.path().filename().string().starts_with("MANIFEST")) fs::resize_file(entry, 20);
  }
  const auto error = read_all();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, Errc::corruption) << error->message.en;
}

TEST_F(DamagedStore, WithoutItsCurrentFileIsAnError) {
  fs::remove(log() / "CURRENT");
  EXPECT_TRUE(read_all());
}

}  // namespace
}  // namespace minutebook::store
