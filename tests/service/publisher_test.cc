#include "ledger/service/publisher.h"

#include <fstream>

#include "ledger/merkle/hash.h"
#include "ledger/schema/encoding.h"
#include "ledger/service/durable_file.h"
#include "ledger/tlog/checkpoint.h"
#include "tests/service/ledger_fixture.h"

namespace minutebook::service {
namespace {

namespace fs = std::filesystem;

class PublisherTest : public LedgerTest {
 protected:
  void open_log() {
    close();
    auto ledger = Ledger::open(directory(), OpenMode::write, "test");
    ASSERT_TRUE(ledger) << ledger.error().message.en;
    ledger_ = std::make_unique<Ledger>(std::move(*ledger));
  }
  crypto::PrivateKey key() { return read_ledger_key(LedgerPaths{directory()}, "").value(); }
  Result<Publisher> publisher() { return Publisher::open(*ledger_, key()); }
  tlog::VerifierKey verifier() {
    return tlog::VerifierKey::make("test.example/ledger", tlog::KeyRole::log, key().public_key())
        .value();
  }
  tlog::Checkpoint opened(const std::string& note) {
    const std::array known{verifier()};
    const auto checkpoint = tlog::open_checkpoint(note, known);
    EXPECT_TRUE(checkpoint) << checkpoint.error().message.en;
    return checkpoint ? checkpoint->checkpoint : tlog::Checkpoint{};
  }
  void record(int renames) {
    open();
    accept(commands_.root());
    for (int i = 0; i < renames; ++i) accept(commands_.rename("name " + std::to_string(i)));
    ASSERT_TRUE(writer_->close());
  }
};

TEST_F(PublisherTest, HasSignedTheGenesisEvent) {
  open_log();
  const auto kept = store::CheckpointStore(ledger_->store()).latest();
  ASSERT_TRUE(kept && *kept);
  const auto checkpoint = opened((*kept)->note);
  EXPECT_EQ(checkpoint.head.size, 1U);
  EXPECT_EQ(checkpoint.head.root,
            leaf_of(crypto::Suite::standard, *ledger_->store().event(Position{0})));
}

TEST_F(PublisherTest, SignsEverythingWhenTheWriterCloses) {
  record(20);
  const auto kept = *store::CheckpointStore(ledger_->store()).latest();
  EXPECT_EQ(kept->size, ledger_->store().head().value);
  EXPECT_EQ(*read_published(ledger_->paths()), kept->note);
  merkle::CompactRange range(crypto::Suite::standard);
  for (std::uint64_t i = 0; i < kept->size; ++i) {
    range.append(leaf_of(crypto::Suite::standard, *ledger_->store().event(Position{i})));
  }
  EXPECT_EQ(opened(kept->note).head, (merkle::TreeHead{kept->size, range.root()}));
}

TEST_F(PublisherTest, SignsNothingTwice) {
  record(1);
  const auto again = publisher();
  ASSERT_TRUE(again) << again.error().message.en;
  const auto before = *store::CheckpointStore(ledger_->store()).latest();
  auto same = publisher();
  EXPECT_EQ(same->publish()->note, before->note);
}

TEST_F(PublisherTest, SignsNothingWhoseLeafWasFlippedInMemory) {
  check_at_end_ = false;
  open_log();
  store::EventStore& store = ledger_->store();
  const auto genesis = *store.event(Position{0});
  // A second, redacted event whose tile holds a leaf with one bit flipped on its way to the disk.
  store::Commit commit = store.begin(Position{1});
  capnp::MallocMessageBuilder message;
  message.setRoot(genesis.header());
  message.getRoot<schema::Header>().setPosition(1);
  message.getRoot<schema::Header>().setStreamVersion(2);
  const Bytes header = schema::canonical_bytes_of<schema::Header>(message);
  commit.add_event(Subject::from_stored("ledger/" + ledger_->info().id.text()), Version{2},
                   {header, genesis.salt(), {}});
  std::vector<crypto::Digest> leaves = *store.tile(0, 0);
  leaves.push_back(merkle::leaf_hash(crypto::Suite::standard, header));
  leaves.back()[17] ^= 0x04;
  commit.add_tile(0, 0, leaves);
  ASSERT_TRUE(store.write(std::move(commit)));
  auto signing = publisher();
  ASSERT_TRUE(signing) << signing.error().message.en;
  const auto refused = signing->publish();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::corruption);
  EXPECT_NE(refused.error().message.en.find("position 1"), std::string::npos);
  EXPECT_EQ((*store::CheckpointStore(store).latest())->size, 1U);
}

TEST_F(PublisherTest, LatchesTheWriterWhenItCannotSign) {
  open({.checkpoint_interval = std::chrono::milliseconds(0)});
  accept(commands_.root());
  writer_->drain();
  // The stored tile is replaced behind the writer's back.
  store::Commit commit = ledger_->store().begin(ledger_->store().head());
  std::vector<crypto::Digest> leaves = *ledger_->store().tile(0, 0);
  const auto right = leaves;
  leaves.back()[0] ^= 1;
  commit.add_tile(0, 0, leaves);
  ASSERT_TRUE(ledger_->store().write(std::move(commit)));
  const auto closed = writer_->close();
  ASSERT_FALSE(closed);
  EXPECT_EQ(closed.error().code, Errc::corruption);
  check_at_end_ = false;
}

TEST_F(PublisherTest, RefusesAnOlderCopyOfTheDatabase) {
  record(3);
  close();
  fs::copy(directory() / "log", folder_.path() / "old", fs::copy_options::recursive);
  open();
  accept(commands_.rename("later"));
  close();
  fs::remove_all(directory() / "log");
  fs::rename(folder_.path() / "old", directory() / "log");
  open_log();
  const auto refused = publisher();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::corruption);
  EXPECT_NE(refused.error().message.en.find("older copy"), std::string::npos)
      << refused.error().message.en;
  check_at_end_ = false;
}

TEST_F(PublisherTest, RefusesAnotherLedgersCheckpointAndAnotherKey) {
  record(3);
  EXPECT_EQ(Publisher::open(*ledger_, crypto::PrivateKey::generate(crypto::Algorithm::ed25519))
                .error()
                .code,
            Errc::unauthorised);
  EXPECT_EQ(
      Publisher::open(*ledger_, crypto::PrivateKey::generate(crypto::Algorithm::sm2)).error().code,
      Errc::invalid_input);
  const std::string kept = **read_published(ledger_->paths());
  ASSERT_TRUE(replace_durably(ledger_->paths().published(), "not a note"));
  EXPECT_FALSE(publisher());
  ASSERT_TRUE(replace_durably(ledger_->paths().published(), kept));
  EXPECT_TRUE(publisher());
}

TEST_F(PublisherTest, WorksWithSm2) {
  close();
  fs::remove_all(directory());
  const CreateOptions options{
      .name = "test.example/ledger", .suite = crypto::Suite::gm, .software = "test"};
  ASSERT_TRUE(create_ledger(directory(), options, clock_, random_));
  record(2);
  const auto kept = *store::CheckpointStore(ledger_->store()).latest();
  EXPECT_EQ(opened(kept->note).head.size, ledger_->store().head().value);
}

TEST_F(PublisherTest, SignsWithAnEncryptedKey) {
  close();
  fs::remove_all(directory());
  const CreateOptions options{
      .name = "test.example/ledger", .software = "test", .key_passphrase = "secret"};
  ASSERT_TRUE(create_ledger(directory(), options, clock_, random_));
  open({.key_passphrase = "secret"});
  accept(commands_.root());
  close();
  open_log();
  const auto refused = Writer::start(*ledger_, clock_, random_, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::unauthorised);
}

}  // namespace
}  // namespace minutebook::service
