#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/ids.h"
#include "ledger/base/rfc3339.h"
#include "ledger/domain/describe_visitor.h"
#include "projections/database.h"

/// What the tables of the read models look like. One description makes the SQL, the digest, the
/// fields that may be asked for, and docs/supervisors/tables.md.
///
/// Every row holds for an interval of positions (known from an event on, until a later one says
/// otherwise) and for an interval of time (so from then on, until then). So a question about what
/// was true at T as known at K is one comparison on each:
///   knownFrom <= K and K < knownUntil and validFrom <= T and T < validUntil
namespace minutebook::projections {

/// The end of an interval that has none.
inline constexpr std::int64_t for_ever = std::numeric_limits<std::int64_t>::max();

enum class ColumnType : std::uint8_t {
  number,
  money,     ///< fen
  share,     ///< hundredths of a percent, or of a point
  flag,      ///< 0 or 1
  text,      ///< words of people, or an id in its subject
  word,      ///< of an enumeration; its labels are enum.ENUMERATION.WORD
  subject,   ///< kind/id
  moment,    ///< nanoseconds since 1970-01-01T00:00:00Z
  day,       ///< days since 1970-01-01
  quarter,   ///< year * 4 + (0 to 3), in the ledger's zone
  position,  ///< of an event
  digest,    ///< hexadecimal
};

struct Column {
  std::string_view name;  ///< in SQL, in JSON and in filters
  ColumnType type = ColumnType::text;
  /// May be filtered on and sorted by; there is an index.
  bool indexed = false;
  std::string_view enumeration = {};  ///< of a word
};

struct Table {
  std::string_view name;
  std::span<const Column> columns;
  /// The first columns, which name the thing that a row is about.
  std::size_t key_columns = 1;
  /// Its rows are about one event each and never change.
  bool facts = false;
  /// An indexed column. Pages come in its order unless they are asked for in another one: each
  /// index goes on with it, so that a page costs the same however many rows a filter lets through.
  std::string_view order = {};
  /// When `order` is a moment: that of an act, so that no row is so before it.
  bool order_is_act = true;
  /// Some of its rows begin in the future: what falls due.
  bool ahead = false;

  /// The place of a column, or nothing.
  std::optional<std::size_t> find(std::string_view column) const;
};

/// The values of a row, in the order of its table's columns, without the intervals.
using Row = std::vector<Value>;

/// CREATE TABLE, with the index by key.
std::string create_table(const Table& table);
/// The condition on rows, of a table whose rows change, that are known now and not yet at their
/// end: constant, so that SQLite sees which index holds them.
std::string current_rows(const Table& table, std::string_view alias = {});
/// CREATE INDEX of every indexed column; made after a rebuild has filled the table.
std::string create_indexes(const Table& table);
/// A view NAME_now for people with sqlite3: what is so and known now, times readable.
std::string create_now_view(const Table& table);

// Values of columns.
template <std::same_as<Value> V>
Value value_of(const V& value) {
  return value;
}
inline Value value_of(std::string_view text) { return std::string(text); }
inline Value value_of(const Subject& subject) { return subject.text(); }
inline Value value_of(Position position) { return static_cast<std::int64_t>(position.value); }
inline Value value_of(Instant instant) { return instant.ns; }
inline Value value_of(const ZonedTime& time) { return time.instant.ns; }
inline Value value_of(Day day) { return std::int64_t{day.days}; }
inline Value value_of(const crypto::Digest& digest) { return crypto::hex_of(digest); }
template <std::integral Number>
Value value_of(Number number) {
  return static_cast<std::int64_t>(number);
}
template <domain::SchemaEnum Enum>
Value value_of(Enum word) {
  return std::string(domain::schema_name(word));
}
template <typename T>
Value value_of(const std::optional<T>& value) {
  return value ? value_of(*value) : Value{};
}

/// A row of the values given.
template <typename... Values>
Row row_of(const Values&... values) {
  Row row;
  row.reserve(sizeof...(values));
  (row.push_back(value_of(values)), ...);
  return row;
}

}  // namespace minutebook::projections
