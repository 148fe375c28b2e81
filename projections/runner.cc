#include "projections/runner.h"

#include <algorithm>
#include <chrono>
#include <system_error>
#include <thread>

#include "ledger/base/check.h"
#include "ledger/service/reader.h"
#include "ledger/store/lock_file.h"

namespace minutebook::projections {
namespace {

namespace fs = std::filesystem;

/// Events of one transaction: what a crash costs, and how long readers see the state before.
constexpr std::uint64_t events_of_transaction = 10'000;
constexpr std::uint64_t events_of_progress = 500;
constexpr auto lock_poll = std::chrono::milliseconds(50);
constexpr int lock_polls = 20 * 600;

tl::unexpected<Error> file_fault(const fs::path& file, const std::error_code& error) {
  return fail(Errc::io, file.string() + ": " + error.message(),
              file.string() + "：" + error.message());
}

tl::unexpected<Error> stopped() {
  return fail(Errc::cancelled, "stopped; what was done stays", "已中止，已完成的部分保留");
}

/// Of a view NAME: NAME.building.sqlite, then NAME.GENERATION.sqlite; NAME.sqlite points at it.
fs::path building_file(const fs::path& directory, const View& view) {
  return directory / (std::string(view.name) + ".building.sqlite");
}

void remove_database(const fs::path& file) {
  std::error_code ignored;  // what stays is removed by the next rebuild
  for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(file.string() + suffix, ignored);
}

/// The generation of a file name, or nothing for another file.
std::optional<std::uint64_t> generation_of(const View& view, const std::string& file) {
  const std::string before = std::string(view.name) + ".";
  constexpr std::string_view after = ".sqlite";
  if (!file.starts_with(before) || !file.ends_with(after)) return std::nullopt;
  if (file.size() <= before.size() + after.size()) return std::nullopt;
  std::uint64_t generation = 0;
  for (const char digit :
       std::string_view(file).substr(before.size(), file.size() - before.size() - after.size())) {
    if (digit < '0' || digit > '9' || generation > UINT64_MAX / 100) return std::nullopt;
    generation = generation * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return generation;
}

}  // namespace

std::string_view name_of(RebuildReason reason) {
  switch (reason) {
    case RebuildReason::none:
      return "none";
    case RebuildReason::asked:
      return "asked";
    case RebuildReason::absent:
      return "absent";
    case RebuildReason::damaged:
      return "damaged";
    case RebuildReason::other_version:
      return "otherVersion";
    case RebuildReason::other_ledger:
      return "otherLedger";
    case RebuildReason::ahead:
      return "ahead";
  }
  MB_CHECK(false);
}

bool ViewCheck::holds() const {
  return fault == RebuildReason::none && damage.empty() &&
         std::ranges::all_of(tables, &TableCheck::holds);
}

Runner::Runner(service::Ledger& ledger, fs::path directory)
    : ledger_(ledger), directory_(std::move(directory)) {}

fs::path Runner::file_of(const View& view) const {
  return directory_ / (std::string(view.name) + ".sqlite");
}

ViewIdentity Runner::identity_of(const View& view) const {
  const std::string sql = view.schema() + view.indexes();
  return {std::string(view.name), view.version,
          crypto::hex_of(crypto::hash(crypto::Suite::standard, {as_bytes(sql)})),
          ledger_.info().id.text()};
}

Result<std::string> Runner::leaf_before(Position next) const {
  if (next.value == 0) return std::string();
  MB_TRY(event, ledger_.store().event(Position{next.value - 1}));
  return crypto::hex_of(service::leaf_of(ledger_.info().suite, event));
}

/// What a look at the file says, without writing to it.
struct Runner::Looked {
  RebuildReason reason = RebuildReason::none;
  ViewCursor cursor;
};

Runner::Looked Runner::look(const View& view) const {
  const fs::path file = file_of(view);
  std::error_code error;
  if (!fs::exists(file, error)) return {RebuildReason::absent, {}};
  const auto database = Database::open(file, OpenFor::reading);
  if (!database) return {RebuildReason::damaged, {}};
  const auto identity = read_identity(*database);
  const auto cursor = read_cursor(*database);
  if (!identity || !cursor) return {RebuildReason::damaged, {}};
  const ViewIdentity wanted = identity_of(view);
  if (identity->ledger != wanted.ledger) return {RebuildReason::other_ledger, *cursor};
  if (*identity != wanted) return {RebuildReason::other_version, *cursor};
  if (cursor->next > ledger_.store().head()) return {RebuildReason::ahead, *cursor};
  const auto leaf = leaf_before(cursor->next);
  if (!leaf || *leaf != cursor->last_leaf) return {RebuildReason::ahead, *cursor};
  return {RebuildReason::none, *cursor};
}

Result<ViewStatus> Runner::status(const View& view) const {
  const Looked looked = look(view);
  std::error_code error;
  ViewStatus status{view.name, view.version, looked.reason, looked.cursor.next,
                    ledger_.store().head()};
  const auto size = fs::file_size(file_of(view), error);
  status.bytes = error ? 0 : size;
  status.building = fs::exists(building_file(directory_, view), error);
  return status;
}

Result<Database> Runner::create(const View& view, const fs::path& file) const {
  MB_TRY(database, Database::open(file, OpenFor::writing));
  const auto identity = read_identity(database);
  if (identity && *identity == identity_of(view)) return database;  // a rebuild goes on
  MB_TRY(tables, database.integer_of("SELECT count(*) FROM sqlite_schema"));
  if (tables != 0) {
    database = Database::open(fs::path(), OpenFor::memory).value();  // lets go of the file
    remove_database(file);
    MB_TRY(fresh, Database::open(file, OpenFor::writing));
    database = std::move(fresh);
  }
  MB_TRY_VOID(database.execute("BEGIN IMMEDIATE;" + view.schema()));
  MB_TRY_VOID(write_identity(database, identity_of(view)));
  MB_TRY_VOID(write_cursor(database, {}));
  MB_TRY_VOID(database.execute("COMMIT"));
  return database;
}

Result<std::uint64_t> Runner::follow(const View& view, const Database& database, Position end,
                                     const Progress& progress) const {
  MB_TRY(cursor, read_cursor(database));
  if (cursor.next >= end) return 0;
  if (progress && !progress(cursor.next.value, end.value)) return stopped();
  MB_TRY(projection, view.begin(database, ledger_, cursor.next));
  MB_TRY(events, ledger_.store().events(cursor.next, end));
  std::uint64_t taken = 0;
  while (cursor.next < end) {
    MB_TRY_VOID(database.execute("BEGIN IMMEDIATE"));
    const std::uint64_t stop = std::min(end.value, cursor.next.value + events_of_transaction);
    while (cursor.next.value < stop) {
      MB_TRY(event, events.next());
      if (event == nullptr) return fail(Errc::corruption, "the log ended early", "日志提前结束");
      MB_TRY_VOID(projection->apply(*event));
      ++cursor.next.value;
      ++taken;
      if (cursor.next.value == stop) {
        cursor.last_leaf = crypto::hex_of(service::leaf_of(ledger_.info().suite, *event));
      }
      if (progress && taken % events_of_progress == 0 && !progress(cursor.next.value, end.value)) {
        MB_TRY_VOID(database.execute("ROLLBACK"));
        return stopped();
      }
    }
    MB_TRY_VOID(write_cursor(database, cursor));
    MB_TRY_VOID(database.execute("COMMIT"));
  }
  if (progress) progress(end.value, end.value);
  return taken;
}

Result<Followed> Runner::catch_up(const View& view, const Progress& progress) {
  const Position head = ledger_.store().head();
  if (const Looked looked = look(view);
      looked.reason == RebuildReason::none && looked.cursor.next >= head) {
    return Followed{.next = looked.cursor.next};
  }
  std::error_code error;
  fs::create_directories(directory_, error);
  if (error) return file_fault(directory_, error);
  for (int poll = 0;; ++poll) {
    auto lock = store::LockFile::acquire(directory_ / (std::string(view.name) + ".lock"),
                                         "projections", SystemClock().now());
    const Looked looked = look(view);
    if (looked.reason == RebuildReason::none && looked.cursor.next >= head) {
      return Followed{.next = looked.cursor.next};
    }
    if (!lock) {
      if (lock.error().code != Errc::locked || poll == lock_polls) {
        return tl::unexpected(std::move(lock).error());
      }
      if (progress && !progress(looked.cursor.next.value, head.value)) return stopped();
      std::this_thread::sleep_for(lock_poll);
      continue;
    }
    if (looked.reason != RebuildReason::none) return build(view, looked.reason, progress);
    MB_TRY(database, Database::open(file_of(view), OpenFor::writing));
    auto taken = follow(view, database, head, progress);
    if (!taken && taken.error().code == Errc::corruption) {
      return build(view, RebuildReason::damaged, progress);
    }
    if (!taken) return tl::unexpected(std::move(taken).error());
    MB_TRY_VOID(database.execute("PRAGMA optimize"));  // how to ask, after a file has grown
    MB_TRY_VOID(database.checkpoint());
    return Followed{.events = *taken, .next = head};
  }
}

Result<Followed> Runner::rebuild(const View& view, const Progress& progress) {
  std::error_code error;
  fs::create_directories(directory_, error);
  if (error) return file_fault(directory_, error);
  MB_TRY(lock, store::LockFile::acquire(directory_ / (std::string(view.name) + ".lock"),
                                        "projections", SystemClock().now()));
  return build(view, RebuildReason::asked, progress);
}

Result<Followed> Runner::build(const View& view, RebuildReason reason, const Progress& progress) {
  const fs::path file = building_file(directory_, view);
  auto done = fill(view, file, progress);
  if (!done && done.error().code == Errc::corruption) {
    // What a rebuild before left is damaged or of another history. If it is the log, we are told.
    remove_database(file);
    done = fill(view, file, progress);
  }
  if (!done) return done;
  done->rebuilt = reason;
  MB_TRY_VOID(swap_in(view, file));
  return done;
}

Result<Followed> Runner::fill(const View& view, const fs::path& file, const Progress& progress) {
  Followed done{.next = ledger_.store().head()};
  MB_TRY(database, create(view, file));
  MB_TRY(cursor, read_cursor(database));
  MB_TRY(leaf, leaf_before(std::min(cursor.next, done.next)));
  if (cursor.next > done.next || leaf != cursor.last_leaf) {
    return fail(Errc::corruption, file.string() + " is of another history of the log",
                file.string() + " 属于日志的另一历史");
  }
  MB_TRY(taken, follow(view, database, done.next, progress));
  done.events = taken;
  MB_TRY_VOID(database.execute(view.indexes() + "PRAGMA analysis_limit=2000; ANALYZE;"));
  MB_TRY(differing, differences(view, database));
  done.differing = std::move(differing);
  MB_TRY_VOID(database.checkpoint());
  return done;
}

Result<std::vector<std::string>> Runner::differences(const View& view,
                                                     const Database& fresh) const {
  std::vector<std::string> differing;
  const Looked looked = look(view);
  if (looked.reason != RebuildReason::none && looked.reason != RebuildReason::other_version) {
    return differing;
  }
  MB_TRY(cursor, read_cursor(fresh));
  const auto before = Database::open(file_of(view), OpenFor::reading);
  if (!before || looked.cursor != cursor) return differing;
  for (const Table* table : view.tables) {
    // A table that looks otherwise cannot be compared.
    MB_TRY(sql, fresh.prepare("SELECT sql FROM sqlite_schema WHERE name = ?1"));
    auto before_sql = before->prepare("SELECT sql FROM sqlite_schema WHERE name = ?1");
    if (!before_sql) continue;
    sql.start_with(table->name);
    before_sql->start_with(table->name);
    const auto found = sql.step();
    const auto found_before = before_sql->step();
    if (!found || !*found || !found_before || !*found_before) continue;
    if (sql.text(0) != before_sql->text(0)) continue;
    MB_TRY(digest, digest_of(fresh, *table));
    const auto digest_before = digest_of(*before, *table);
    if (!digest_before || *digest_before != digest) differing.emplace_back(table->name);
  }
  return differing;
}

Result<void> Runner::swap_in(const View& view, const fs::path& built) const {
  // Readers of the file before keep it until they close it: each generation has a name of its own,
  // so that no write-ahead log ever lies beside a file that it is not of.
  std::error_code error;
  std::uint64_t generation = 0;
  std::vector<fs::path> before;
  for (const auto& entry : fs::directory_iterator(directory_, error)) {
    const auto found = generation_of(view, entry.path().filename().string());
    if (!found) continue;
    generation = std::max(generation, *found);
    before.push_back(entry.path());
  }
  if (error) return file_fault(directory_, error);
  const std::string name =
      std::string(view.name) + "." + std::to_string(generation + 1) + ".sqlite";
  remove_database(directory_ / name);
  fs::rename(built, directory_ / name, error);
  if (error) return file_fault(built, error);
  const fs::path pointer = directory_ / (std::string(view.name) + ".pointer");
  fs::remove(pointer, error);
  fs::create_symlink(name, pointer, error);
  if (error) return file_fault(pointer, error);
  const bool was_file = !fs::is_symlink(file_of(view), error) && fs::exists(file_of(view), error);
  if (was_file) remove_database(file_of(view));  // not one of ours
  fs::rename(pointer, file_of(view), error);
  if (error) return file_fault(pointer, error);
  for (const fs::path& file : before) remove_database(file);
  return {};
}

Result<ViewCheck> Runner::check(const View& view, const Progress& progress) {
  ViewCheck check{.view = view.name};
  const Looked looked = look(view);
  check.next = looked.cursor.next;
  check.fault = looked.reason;
  if (looked.reason != RebuildReason::none) return check;
  MB_TRY(database, Database::open(file_of(view), OpenFor::reading));
  MB_TRY_VOID(database.execute("BEGIN"));  // one state of the file, whoever writes beside
  MB_TRY(cursor, read_cursor(database));
  check.next = cursor.next;
  auto integrity = database.prepare("PRAGMA integrity_check(5)");
  if (!integrity) return tl::unexpected(std::move(integrity).error());
  const auto row = integrity->step();
  check.damage = row && *row ? std::string(integrity->text(0)) : row.error().message.en;
  if (check.damage == "ok") check.damage.clear();
  const std::string name = std::string(view.name) + ".shadow";
  MB_TRY(lock, store::LockFile::acquire(directory_ / (name + ".lock"), "projections check",
                                        SystemClock().now()));
  const fs::path shadow = directory_ / (name + ".sqlite");
  remove_database(shadow);
  {
    MB_TRY(fresh, create(view, shadow));
    MB_TRY(taken, follow(view, fresh, cursor.next, progress));
    MB_CHECK(taken == cursor.next.value);
    for (const Table* table : view.tables) {
      MB_TRY(expected, digest_of(fresh, *table));
      const auto found = digest_of(database, *table);
      MB_TRY(rows, fresh.integer_of("SELECT count(*) FROM " + std::string(table->name)));
      check.tables.push_back({std::string(table->name), static_cast<std::uint64_t>(rows),
                              found ? *found : crypto::Digest{}, expected});
    }
  }
  remove_database(shadow);
  return check;
}

}  // namespace minutebook::projections
