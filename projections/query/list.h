#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ledger/base/ids.h"
#include "ledger/base/limits.h"
#include "projections/query/kind.h"
#include "projections/query/scope.h"
#include "projections/query/views_reader.h"

namespace minutebook::projections {

/// A question to a list. `kind` is borrowed.
struct ListQuestion {
  const Kind* kind = nullptr;
  Scope scope;
  Instant now;  ///< what is so at this moment, unless `valid_at` or a cursor says another
  std::int16_t zone_offset_minutes = 0;  ///< of days in the filter
  std::string where = {};                ///< a filter; empty: every row
  std::string sort = {};                 ///< a field, or -field; empty: the list's own
  std::uint64_t limit = limits::default_list_rows;
  std::string after = {};                 ///< the cursor of the page before
  std::optional<Position> known_at = {};  ///< as known after this event; absent: after the last
  std::optional<Instant> valid_at = {};   ///< as it was then
  bool with_total = false;
};

/// A row's values, in the order of the kind's columns.
using ListRow = Row;

struct ListTotal {
  std::uint64_t rows = 0;
  /// Of each money column, in fen; absent values count nothing.
  std::vector<std::pair<const Column*, std::int64_t>> sums;
};

struct ListPage {
  std::vector<ListRow> rows;
  std::optional<std::string> next;  ///< cursor of the next page; absent: this was the last
  std::optional<Position> read_at;  ///< the last event that was known; absent: there was none
  Instant valid_at;
  std::optional<ListTotal> total;  ///< of all pages; when asked for
};

/// The views that have to be open to answer for a kind.
std::vector<std::string_view> views_for(const Kind& kind);

/// A page of the rows that the scope holds, the filter chooses, and the two times are true of.
/// Pages of one question fit together whatever is recorded in between: a cursor keeps the two times
/// of the first page.
/// Errc::invalid_input: a filter, order, limit or cursor that is wrong; Errc::not_found: a position
/// that the rows do not reach.
Result<ListPage> list(const ViewsReader& views, const ListQuestion& question);

}  // namespace minutebook::projections
