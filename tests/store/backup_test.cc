#include "ledger/store/backup.h"

#include <atomic>
#include <fstream>
#include <thread>

#include "ledger/store/blobs.h"
#include "ledger/store/checkpoints.h"
#include "ledger/store/snapshot.h"
#include "tests/store/store_fixture.h"

namespace minutebook::store {
namespace {

class BackupTest : public StoreTest {
 protected:
  std::filesystem::path backups() const { return folder_ / "backups"; }
  std::filesystem::path restored() const { return folder_ / "restored"; }

  void write(std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) {
      ASSERT_TRUE(write_one(a_, Version{store_->head().value + 1}));
    }
  }
  BackupInfo back_up() {
    const auto made = create_backup(*store_, backups());
    EXPECT_TRUE(made) << made.error().message.en;
    return made.value_or(BackupInfo{});
  }
  std::uint64_t bytes_on_disk() const {
    std::uint64_t total = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(backups())) {
      if (entry.is_regular_file()) total += entry.file_size();
    }
    return total;
  }
  /// A document that does not compress, of which each byte counts.
  crypto::Digest put_document(std::size_t bytes) {
    std::string text(bytes, '\0');
    std::uint32_t state = 1;
    for (char& c : text) c = static_cast<char>((state = state * 1664525 + 1013904223) >> 24U);
    std::ofstream(folder_ / "document", std::ios::binary) << text;
    const auto put = BlobStore(*store_).put_file(folder_ / "document");
    EXPECT_TRUE(put);
    return put->digest;
  }
  /// The bytes of every event, one after another.
  static std::string events_of(const EventStore& store) {
    std::string all;
    auto cursor = store.events(Position{0}, store.head());
    EXPECT_TRUE(cursor);
    while (true) {
      const auto event = cursor->next();
      EXPECT_TRUE(event);
      if (!event || *event == nullptr) return all;
      all += (*event)->header().getStream().cStr();
      all += std::to_string((*event)->header().getPosition()) + "\n";
    }
  }
  static std::filesystem::path largest_file(const std::filesystem::path& folder) {
    std::filesystem::path found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      if (found.empty() || entry.file_size() > std::filesystem::file_size(found)) {
        found = entry.path();
      }
    }
    return found;
  }
};

TEST_F(BackupTest, RestoresTheSameEventsDocumentsAndCheckpoints) {
  write(20);
  const crypto::Digest document = put_document(300'000);
  ASSERT_TRUE(CheckpointStore(*store_).add(20, "a note\n"));
  const BackupInfo made = back_up();
  write(3);
  ASSERT_TRUE(restore_backup(backups(), made.id, restored()));
  auto again = EventStore::open(restored());
  ASSERT_TRUE(again) << again.error().message.en;
  EXPECT_EQ(again->head(), Position{20});
  EXPECT_EQ(again->identity().ledger, identity_.ledger);
  EXPECT_TRUE(events_of(*store_).starts_with(events_of(*again)));
  EXPECT_EQ(CheckpointStore(*again).latest()->value().note, "a note\n");
  std::uint64_t bytes = 0;
  EXPECT_TRUE(BlobStore(*again).get(document, [&](ByteSpan part) -> Result<void> {
    bytes += part.size();
    return {};
  }));
  EXPECT_EQ(bytes, 300'000U);
}

TEST_F(BackupTest, CopiesWhatIsNewOnly) {
  put_document(3'000'000);
  write(5);
  ASSERT_TRUE(store_->compact());
  back_up();
  const std::uint64_t first = bytes_on_disk();
  write(5);
  back_up();
  EXPECT_GT(first, 3'000'000U);
  EXPECT_LT(bytes_on_disk() - first, 200'000U);
  const auto list = list_backups(backups());
  ASSERT_TRUE(list);
  ASSERT_EQ(list->size(), 2U);
  EXPECT_EQ((*list)[0].id, 1U);
  EXPECT_EQ((*list)[1].id, 2U);
}

TEST_F(BackupTest, KeepsEachGeneration) {
  write(2);
  back_up();
  write(2);
  back_up();
  for (const std::uint32_t id : {1U, 2U}) {
    const auto store = open_backup(backups(), id);
    ASSERT_TRUE(store) << store.error().message.en;
    EXPECT_EQ(store->head(), Position{2 * id});
    EXPECT_TRUE(verify_backup(backups(), id));
  }
}

TEST_F(BackupTest, IsFoundByARelativePath) {
  write(2);
  const auto relative = std::filesystem::relative(backups());
  ASSERT_TRUE(create_backup(*store_, relative));
  EXPECT_TRUE(verify_backup(relative, 1));
  const auto store = open_backup(relative, 1);
  ASSERT_TRUE(store) << store.error().message.en;
  EXPECT_EQ(store->head(), Position{2});
  EXPECT_TRUE(restore_backup(relative, 1, std::filesystem::relative(restored())));
}

TEST_F(BackupTest, FindsADamagedFile) {
  put_document(500'000);
  write(5);
  ASSERT_TRUE(store_->compact());
  const BackupInfo made = back_up();
  const auto file = largest_file(backups());
  std::fstream io(file, std::ios::in | std::ios::out | std::ios::binary);
  io.seekg(1000);
  const char byte = static_cast<char>(io.get() ^ 1);
  io.seekp(1000);
  io.put(byte);
  io.close();
  const auto verified = verify_backup(backups(), made.id);
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().code, Errc::corruption);
  EXPECT_NE(verified.error().message.en.find(file.filename().string()), std::string::npos)
      << verified.error().message.en;
  const auto back = restore_backup(backups(), made.id, restored());
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, Errc::corruption);
}

TEST_F(BackupTest, FindsAFileThatIsGone) {
  write(5);
  ASSERT_TRUE(store_->compact());
  const BackupInfo made = back_up();
  std::filesystem::remove(largest_file(backups() / "shared_checksum"));
  const auto verified = verify_backup(backups(), made.id);
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().code, Errc::corruption);
}

TEST_F(BackupTest, GoesIntoANewFolderOnly) {
  write(1);
  const BackupInfo made = back_up();
  std::filesystem::create_directory(restored());
  std::ofstream(restored() / "mine") << "precious";
  const auto back = restore_backup(backups(), made.id, restored());
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, Errc::conflict);
  EXPECT_TRUE(std::filesystem::exists(restored() / "mine"));
}

TEST_F(BackupTest, SaysWhatIsNotThere) {
  EXPECT_EQ(list_backups(backups()).error().code, Errc::not_found);
  EXPECT_FALSE(std::filesystem::exists(backups()));
  write(1);
  back_up();
  EXPECT_EQ(verify_backup(backups(), 7).error().code, Errc::not_found);
  EXPECT_EQ(open_backup(backups(), 7).error().code, Errc::not_found);
  EXPECT_EQ(restore_backup(backups(), 7, restored()).error().code, Errc::not_found);
}

TEST_F(BackupTest, OfASnapshotNeedsNoLockAndChangesNothing) {
  write(7);
  {
    auto snapshot = Snapshot::take(log(), folder_);
    ASSERT_TRUE(snapshot) << snapshot.error().message.en;
    EXPECT_EQ(snapshot->store().head(), Position{7});
    ASSERT_TRUE(create_backup(snapshot->store(), backups()));
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    EXPECT_FALSE(entry.path().filename().string().starts_with("snapshot-"));
  }
  write(1);  // the store goes on
  reopen();
  EXPECT_EQ(store_->head(), Position{8});
  EXPECT_EQ(open_backup(backups(), 1)->head(), Position{7});
}

/// Small buffers, so that tables come and go all the time under the copy.
TEST_F(BackupTest, OfASnapshotHoldsEveryCommitAcknowledgedBefore) {
  store_.reset();
  StoreOptions options;
  options.write_buffer_bytes = 64 << 10U;
  auto opened = EventStore::open(log(), options);
  ASSERT_TRUE(opened);
  store_ = std::make_unique<EventStore>(std::move(*opened));
  std::atomic<bool> stop{false};
  std::atomic<std::uint64_t> acknowledged{0};
  std::thread writer([&] {
    while (!stop) {
      Commit commit = store_->begin(store_->head());
      const std::uint64_t head = store_->head().value;
      for (std::uint64_t i = 0; i < 40; ++i) add(commit, a_, Version{head + i + 1});
      if (!store_->write(std::move(commit))) break;
      acknowledged = store_->head().value;
      if (acknowledged % 4000 == 0) {
        EXPECT_TRUE(store_->compact());
      }
    }
  });
  for (int round = 0; round < 8; ++round) {
    const std::uint64_t before = acknowledged;
    auto snapshot = Snapshot::take(log(), folder_);
    if (!snapshot) {
      ADD_FAILURE() << snapshot.error().message.en;
      break;
    }
    const EventStore& copy = snapshot->store();
    EXPECT_GE(copy.head().value, before);
    EXPECT_EQ(copy.head().value % 40, 0U);  // whole commits
    EXPECT_EQ(copy.version_of(a_)->value, copy.head().value);
    const std::string all = events_of(copy);
    EXPECT_EQ(static_cast<std::uint64_t>(std::count(all.begin(), all.end(), '\n')),
              copy.head().value);
  }
  stop = true;
  writer.join();
  EXPECT_GT(acknowledged, 400U);
}

}  // namespace
}  // namespace minutebook::store
