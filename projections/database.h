#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ledger/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

/// SQLite behind two resources. Errors carry the file's name and what SQLite says: a full disk is
/// Errc::no_space, a file that another process keeps busy Errc::locked, a damaged one
/// Errc::corruption.
namespace minutebook::projections {

/// What a column holds: nothing, a whole number, a number, or a text.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

/// A prepared statement. Borrows its database; one thread.
class Statement {
 public:
  Statement() = default;
  Statement(Statement&& other) noexcept { *this = std::move(other); }
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  /// Binds the values to ?1, ?2 … The texts are borrowed until the next start() or run().
  void start(const std::vector<Value>& values);
  /// As above for values at hand: whole numbers, texts, std::nullopt, Value.
  template <typename... Values>
  void start_with(const Values&... values) {
    reset();
    int index = 0;
    (bind(++index, values), ...);
  }
  /// The next row: false at the end.
  Result<bool> step();
  /// Runs to the end.
  Result<void> run(const std::vector<Value>& values);
  template <typename... Values>
  Result<void> run_with(const Values&... values) {
    start_with(values...);
    return finish();
  }

  // Of the row at hand; columns count from 0.
  int column_count() const;
  std::string_view column_name(int column) const;
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  std::string_view text(int column) const;  ///< valid until the next step
  Value value(int column) const;

 private:
  friend class Database;
  void reset();
  Result<void> finish();
  void bind(int index, std::int64_t value);
  void bind(int index, std::string_view value);
  void bind(int index, const Value& value);
  sqlite3_stmt* statement_ = nullptr;
};

enum class OpenFor {
  reading,  ///< the file must be there; nothing is written
  writing,  ///< made when it is absent; write-ahead log, an event's rows and the cursor together
  memory,   ///< no file
};

/// An open SQLite database. A resource; one thread.
class Database {
 public:
  static Result<Database> open(const std::filesystem::path& file, OpenFor purpose);
  Database(Database&& other) noexcept { *this = std::move(other); }
  Database& operator=(Database&& other) noexcept;
  ~Database();

  const std::filesystem::path& file() const { return file_; }
  /// A statement of ours: one that does not compile is Errc::corruption (another schema).
  Result<Statement> prepare(std::string_view sql) const;
  /// Runs statements without values or rows.
  Result<void> execute(const std::string& sql) const;
  /// The first column of the first row as a number; `otherwise` without a row.
  Result<std::int64_t> integer_of(std::string_view sql, std::int64_t otherwise = 0) const;
  /// Rows changed by the last statement.
  std::int64_t changes() const;
  /// Moves the write-ahead log into the file.
  Result<void> checkpoint() const;

 private:
  Database() = default;
  std::filesystem::path file_;
  sqlite3* handle_ = nullptr;
};

}  // namespace minutebook::projections
