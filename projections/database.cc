#include "projections/database.h"

#include <sqlite3.h>

#include <utility>

#include "ledger/base/check.h"

namespace minutebook::projections {
namespace {

/// How long a statement waits for another process before Errc::locked.
constexpr int busy_milliseconds = 20'000;

/// Counting its memory costs SQLite a lock at every allocation, and nobody asks for the counts.
void set_up_sqlite() {
  static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(done);
}

tl::unexpected<Error> fault(sqlite3* handle, int code) {
  const char* const name = sqlite3_db_filename(handle, "main");
  const std::string file = name == nullptr || *name == '\0' ? "the read models" : name;
  const std::string said = sqlite3_errmsg(handle);
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return fail(Errc::no_space, "no space left for " + file, "写入 " + file + " 时磁盘空间不足");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fail(Errc::locked, file + " is kept busy by another process; try again",
                  file + " 正被另一进程占用，请稍后重试");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:
    case SQLITE_SCHEMA:
      return fail(Errc::corruption, file + " is damaged or of another version: " + said,
                  file + " 已损坏或版本不符：" + said);
    case SQLITE_INTERRUPT:
      return fail(Errc::cancelled, "the question took too long; ask for less",
                  "查询耗时过长，请缩小范围");
    default:
      return fail(Errc::io, file + ": " + said, file + "：" + said);
  }
}

}  // namespace

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(statement_, other.statement_);
  return *this;
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::reset() {
  MB_CHECK(statement_ != nullptr);
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

void Statement::bind(int index, std::int64_t value) {
  MB_CHECK(sqlite3_bind_int64(statement_, index, value) == SQLITE_OK);
}

void Statement::bind(int index, std::string_view value) {
  // An empty view may have no bytes at all; SQLite would take that for NULL.
  const char* const bytes = value.empty() ? "" : value.data();
  MB_CHECK(sqlite3_bind_text(statement_, index, bytes, static_cast<int>(value.size()),
                             SQLITE_STATIC) == SQLITE_OK);
}

void Statement::bind(int index, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    bind(index, *number);
  } else if (const auto* real = std::get_if<double>(&value)) {
    MB_CHECK(sqlite3_bind_double(statement_, index, *real) == SQLITE_OK);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    bind(index, std::string_view(*text));
  }
}

void Statement::start(const std::vector<Value>& values) {
  reset();
  int index = 0;
  for (const Value& value : values) bind(++index, value);
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(statement_);
    return false;
  }
  auto error = fault(sqlite3_db_handle(statement_), code);
  sqlite3_reset(statement_);
  return error;
}

Result<void> Statement::finish() {
  while (true) {
    MB_TRY(more, step());
    if (!more) return {};
  }
}

Result<void> Statement::run(const std::vector<Value>& values) {
  start(values);
  return finish();
}

int Statement::column_count() const { return sqlite3_column_count(statement_); }

std::string_view Statement::column_name(int column) const {
  return sqlite3_column_name(statement_, column);
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view Statement::text(int column) const {
  const auto* const bytes = sqlite3_column_text(statement_, column);
  if (bytes == nullptr) return {};
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Value Statement::value(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER:
      return integer(column);
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement_, column);
    case SQLITE_NULL:
      return {};
    default:
      return std::string(text(column));
  }
}

Result<Database> Database::open(const std::filesystem::path& file, OpenFor purpose) {
  set_up_sqlite();
  Database database;
  database.file_ = purpose == OpenFor::memory ? std::filesystem::path(":memory:") : file;
  const int flags = purpose == OpenFor::reading ? SQLITE_OPEN_READONLY
                                                : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int code = sqlite3_open_v2(database.file_.c_str(), &database.handle_,
                                   flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code != SQLITE_OK) return fault(database.handle_, code);
  sqlite3_busy_timeout(database.handle_, busy_milliseconds);
  // Nothing in a file may make the program do more than read and write rows.
  sqlite3_db_config(database.handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database.handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(database.handle_, SQLITE_LIMIT_ATTACHED, 8);
  if (purpose == OpenFor::writing) {
    MB_TRY_VOID(database.execute(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;"
        "PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=16384;"));
  } else {
    MB_TRY_VOID(database.execute("PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768;"));
  }
  return database;
}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(handle_, other.handle_);
  return *this;
}

Database::~Database() { sqlite3_close_v2(handle_); }

Result<Statement> Database::prepare(std::string_view sql) const {
  Statement statement;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement.statement_, nullptr);
  if (code != SQLITE_OK) return fault(handle_, code);
  return statement;
}

Result<void> Database::execute(const std::string& sql) const {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fault(handle_, code);
  return {};
}

Result<std::int64_t> Database::integer_of(std::string_view sql, std::int64_t otherwise) const {
  MB_TRY(statement, prepare(sql));
  MB_TRY(found, statement.step());
  return found && !statement.is_null(0) ? statement.integer(0) : otherwise;
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle_); }

Result<void> Database::checkpoint() const {
  const int code =
      sqlite3_wal_checkpoint_v2(handle_, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  // Readers at work keep the log; the next checkpoint takes it in.
  if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY) return fault(handle_, code);
  return {};
}

}  // namespace minutebook::projections
