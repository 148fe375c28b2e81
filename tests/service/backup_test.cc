#include "ledger/service/backup.h"

#include <algorithm>
#include <fstream>

#include "ledger/crypto/base64.h"
#include "ledger/service/durable_file.h"
#include "ledger/store/blobs.h"
#include "tests/service/ledger_fixture.h"

namespace minutebook::service {
namespace {

class LedgerBackup : public LedgerTest {
 protected:
  std::filesystem::path backups() const { return folder_.path() / "backups"; }
  std::filesystem::path restored() const { return folder_.path() / "restored"; }

  void add_persons(int count) {
    open();
    if (ledger_->store().head() == Position{1}) accept(commands_.root());
    for (int i = 0; i < count; ++i) accept(commands_.person("p" + std::to_string(++persons_)));
  }

  /// A note of that size that nobody signed.
  static std::string note(std::uint64_t size) {
    return "test.example/ledger\n" + std::to_string(size) + "\n" +
           crypto::to_base64(crypto::Digest{}) + "\n\n\xE2\x80\x94 test.example/ledger " +
           crypto::to_base64(Bytes(68, 1)) + "\n";
  }
  /// Ends the writer. A checkpoint over everything is then kept and published.
  void sign() {
    ASSERT_TRUE(writer_->close());
    writer_.reset();
  }

  Generation back_up(const BackupOptions& options = {}) {
    auto made = create_backup(directory(), backups(), clock_, options);
    EXPECT_TRUE(made) << made.error().message.en;
    clock_.advance(1'000'000'000);
    return made ? std::move(*made) : Generation{};
  }
  RestoredMark restore(std::optional<std::uint32_t> number = std::nullopt) {
    const auto generation = find_generation(backups(), number);
    EXPECT_TRUE(generation) << generation.error().message.en;
    const auto mark = restore_generation(backups(), *generation, restored(), clock_);
    EXPECT_TRUE(mark) << mark.error().message.en;
    return mark.value_or(RestoredMark{});
  }
  std::vector<Bilingual> faults() const {
    const auto generation = find_generation(backups(), std::nullopt);
    EXPECT_TRUE(generation) << generation.error().message.en;
    const auto found = verify_generation(backups(), *generation);
    EXPECT_TRUE(found) << found.error().message.en;
    return found.value_or(std::vector<Bilingual>{});
  }
  static std::string content(const std::filesystem::path& file) {
    return read_small_file(file, 1 << 20)->value_or("");
  }

  int persons_ = 0;
};

TEST_F(LedgerBackup, RestoresALedgerThatGoesOn) {
  add_persons(3);
  sign();
  back_up({.with_keys = true});
  add_persons(2);
  const RestoredMark mark = restore();
  EXPECT_EQ(mark.events, 5U);
  EXPECT_FALSE(mark.is_behind());
  auto ledger = Ledger::open(restored(), OpenMode::write, "test");
  ASSERT_TRUE(ledger) << ledger.error().message.en;
  EXPECT_EQ(ledger->store().head(), Position{5});
  EXPECT_EQ(ledger->info().name, "test.example/ledger");
  const auto report = verify::verify(*ledger, {}, clock_);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->holds());
  auto writer = Writer::start(*ledger, clock_, random_);
  ASSERT_TRUE(writer);
  const auto outcome =
      (*writer)
          ->submit(authenticate(commands_.person("later"), ledger->info().suite, (*writer)->keys()))
          .get();
  EXPECT_TRUE(is_accepted(outcome)) << explain(outcome);
}

TEST_F(LedgerBackup, IsMadeWhileAWriterHoldsTheLedger) {
  add_persons(1);  // the writer is still there
  EXPECT_EQ(Ledger::open(directory(), OpenMode::write, "test").error().code, Errc::locked);
  EXPECT_EQ(back_up().manifest->events, 3U);
  accept(commands_.person("meanwhile"));
  EXPECT_TRUE(faults().empty());
}

TEST_F(LedgerBackup, KeepsGenerationsAndCopiesWhatIsNew) {
  add_persons(1);
  sign();
  back_up();
  add_persons(1);
  sign();
  const Generation second = back_up();
  EXPECT_LT(second.copied_bytes, second.bytes + 1);
  const auto all = list_generations(backups());
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 2U);
  EXPECT_EQ((*all)[0].manifest->events, 3U);
  EXPECT_EQ((*all)[0].manifest->checkpoint->size, 3U);
  EXPECT_EQ((*all)[1].manifest->events, 4U);
  EXPECT_EQ((*all)[1].manifest->published->size, 4U);
  EXPECT_EQ(find_generation(backups(), 1)->number, 1U);
  EXPECT_EQ(find_generation(backups(), std::nullopt)->number, 2U);
  EXPECT_EQ(find_generation(backups(), 3).error().code, Errc::not_found);
}

TEST_F(LedgerBackup, OfAnEarlierMomentKnowsWhatWasSignedSince) {
  add_persons(1);
  sign();
  back_up();
  add_persons(1);
  sign();
  back_up();
  const RestoredMark mark = restore(1);
  EXPECT_TRUE(mark.is_behind());
  EXPECT_EQ(mark.checkpoint->size, 3U);
  EXPECT_EQ(mark.published->size, 4U);
  EXPECT_EQ(content(restored() / "checkpoint"), content(directory() / "checkpoint"));
  const auto read = read_restored_mark(restored());
  ASSERT_TRUE(read && *read);
  EXPECT_EQ((*read)->generation, 1U);
  EXPECT_TRUE((*read)->is_behind());
  EXPECT_EQ((*read)->published->size, 4U);
  EXPECT_FALSE(read_restored_mark(directory())->has_value());
}

TEST_F(LedgerBackup, IsSettledOnceAndSaysByWhom) {
  add_persons(1);
  sign();
  back_up();
  restore();
  const Settlement first{clock_.now(), true};
  EXPECT_TRUE(settle_restored_mark(restored(), first).value());
  EXPECT_FALSE(settle_restored_mark(restored(), {clock_.now(), false}).value());
  EXPECT_EQ((*read_restored_mark(restored()))->settled, first);
  EXPECT_FALSE(settle_restored_mark(directory(), first).value()) << "it was never restored";
}

TEST_F(LedgerBackup, ThatIsBehindIsNeverSettled) {
  add_persons(1);
  sign();
  back_up();
  add_persons(1);
  sign();
  back_up();
  restore(1);
  const auto settled = settle_restored_mark(restored(), {clock_.now(), false});
  ASSERT_FALSE(settled);
  EXPECT_EQ(settled.error().code, Errc::conflict);
  EXPECT_FALSE((*read_restored_mark(restored()))->settled);
}

TEST_F(LedgerBackup, IsMentionedByAVerification) {
  add_persons(1);
  sign();
  back_up();
  restore();
  auto ledger = Ledger::open(restored(), OpenMode::read, "test");
  ASSERT_TRUE(ledger);
  const auto report = verify::verify(*ledger, {}, clock_);
  ASSERT_TRUE(report);
  const auto& notes = report->notes;
  EXPECT_TRUE(std::any_of(notes.begin(), notes.end(),
                          [](const verify::Note& note) { return note.what == "restored"; }));
}

TEST_F(LedgerBackup, TakesACheckpointThatIsNewerThanTheDatabase) {
  check_at_end_ = false;  // the note that it plants is nobody's
  add_persons(2);
  sign();
  ASSERT_TRUE(replace_durably(ledger_->paths().published(), note(9)));
  back_up();
  EXPECT_TRUE(faults().empty());
  EXPECT_TRUE(restore().is_behind());
}

TEST_F(LedgerBackup, NeverForgetsTheNewestCheckpoint) {
  check_at_end_ = false;  // the note that it plants is nobody's
  add_persons(1);
  sign();
  ASSERT_TRUE(replace_durably(ledger_->paths().published(), note(9)));
  back_up();
  ASSERT_TRUE(replace_durably(ledger_->paths().published(), note(3)));
  back_up();
  EXPECT_EQ(content(backups() / "checkpoint"), note(9));
}

TEST_F(LedgerBackup, HoldsKeysOnlyWhenAskedTo) {
  add_persons(1);
  back_up();
  for (const auto& entry : std::filesystem::recursive_directory_iterator(backups())) {
    EXPECT_NE(entry.path().extension(), ".pem");
  }
  back_up({.with_keys = true});
  restore();
  const auto key = restored() / "keys" / "ledger.pem";
  EXPECT_EQ(content(key), content(directory() / "keys" / "ledger.pem"));
  EXPECT_EQ(std::filesystem::status(key).permissions(), std::filesystem::perms(0600));
  EXPECT_EQ(std::filesystem::status(restored()).permissions(), std::filesystem::perms(0700));
}

TEST_F(LedgerBackup, HoldsTheDocuments) {
  open();
  std::ofstream(folder_.path() / "document") << std::string(200'000, 'x');
  const auto put = store::BlobStore(ledger_->store()).put_file(folder_.path() / "document");
  ASSERT_TRUE(put);
  back_up();
  restore();
  auto ledger = Ledger::open(restored(), OpenMode::read, "test");
  ASSERT_TRUE(ledger);
  EXPECT_TRUE(*store::BlobStore(ledger->store()).exists(put->digest));
}

TEST_F(LedgerBackup, FindsWhatIsDamaged) {
  add_persons(1);
  sign();
  back_up();
  EXPECT_TRUE(faults().empty());
  const auto generation = BackupPaths{backups()}.generation(1);
  std::ofstream(generation / "ledger.toml", std::ios::app) << "# more\n";
  ASSERT_EQ(faults().size(), 1U);
  EXPECT_NE(faults()[0].en.find("ledger.toml"), std::string::npos);
  std::ofstream(generation / "checkpoint") << content(directory() / "checkpoint");
  EXPECT_EQ(faults().size(), 1U);  // the very bytes that were there
  std::ofstream(generation / "checkpoint") << note(2);
  EXPECT_EQ(faults().size(), 3U);  // its digest, and the database says otherwise
  const auto found = find_generation(backups(), 1);
  const auto back = restore_generation(backups(), *found, restored(), clock_);
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, Errc::corruption);
  EXPECT_FALSE(std::filesystem::exists(restored()));
}

TEST_F(LedgerBackup, WithoutAManifestIsNotRestored) {
  add_persons(1);
  back_up();
  back_up();
  std::filesystem::remove(BackupPaths{backups()}.manifest(2));
  EXPECT_EQ(find_generation(backups(), std::nullopt)->number, 1U);
  EXPECT_EQ(find_generation(backups(), 2).error().code, Errc::corruption);
  std::ofstream(BackupPaths{backups()}.manifest(1)) << "format = 99\n";
  EXPECT_EQ(find_generation(backups(), std::nullopt).error().code, Errc::corruption);
}

TEST_F(LedgerBackup, GoesIntoANewFolderOnly) {
  add_persons(1);
  back_up();
  std::filesystem::create_directory(restored());
  std::ofstream(restored() / "mine") << "precious";
  const auto generation = find_generation(backups(), std::nullopt);
  const auto back = restore_generation(backups(), *generation, restored(), clock_);
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, Errc::conflict);
  EXPECT_EQ(content(restored() / "mine"), "precious");
}

TEST_F(LedgerBackup, GoesIntoItsOwnFolderOnly) {
  add_persons(1);
  back_up();
  const auto other = folder_.path() / "other";
  const CreateOptions options{.name = "test.example/other", .software = "test"};
  ASSERT_TRUE(create_ledger(other, options, clock_, random_));
  EXPECT_EQ(create_backup(other, backups(), clock_).error().code, Errc::conflict);
  EXPECT_EQ(create_backup(other, directory(), clock_).error().code, Errc::conflict);
  EXPECT_EQ(create_backup(folder_.path(), backups(), clock_).error().code, Errc::not_found);
  EXPECT_EQ(list_generations(other).error().code, Errc::not_found);
}

TEST(BackupManifests, AreReadBackAsWritten) {
  BackupManifest manifest;
  manifest.generation = 3;
  manifest.ledger.bytes[0] = 7;
  manifest.name = "test.example/\"quoted\"";
  manifest.made_at = test_start;
  manifest.events = 12;
  manifest.checkpoint = merkle::TreeHead{9, {}};
  manifest.with_keys = true;
  manifest.files = {{"ledger.toml", std::string(64, 'a')}, {"keys/ledger.pem", "b"}};
  const auto again = parse_manifest(format_manifest(manifest), "m");
  ASSERT_TRUE(again) << again.error().message.en;
  EXPECT_EQ(*again, manifest);
}

TEST(BackupManifests, ThatAreMalformedAreRefused) {
  BackupManifest manifest;
  manifest.name = "n";
  for (const char* name : {"../outside", "/absolute", "a/../b", ""}) {
    manifest.files = {{name, "x"}};
    EXPECT_FALSE(parse_manifest(format_manifest(manifest), "m")) << name;
  }
  for (const char* text : {"", "[", "format = 1", "format = -1\nfiles = {}"}) {
    EXPECT_EQ(parse_manifest(text, "m").error().code, Errc::invalid_input) << text;
  }
}

}  // namespace
}  // namespace minutebook::service
