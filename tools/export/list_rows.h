#pragma once

#include <functional>
#include <optional>

#include "projections/query/list.h"

namespace minutebook::exporting {

/// What a list was read at, and how many rows there were.
struct ListRead {
  std::optional<Position> read_at;
  Instant valid_at;
  std::uint64_t rows = 0;
};

/// Every row of the answer, page by page, all of one moment. An error of `visit` ends it.
using VisitRow = std::function<Result<void>(const projections::Row&)>;
Result<ListRead> each_row(const projections::ViewsReader& views, projections::ListQuestion question,
                          const VisitRow& visit);

}  // namespace minutebook::exporting
