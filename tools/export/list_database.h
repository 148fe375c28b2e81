#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "tools/export/list_rows.h"

namespace minutebook::exporting {

/// What a file says of itself: names and values.
using Facts = std::vector<std::pair<std::string, std::string>>;

/// Writes an SQLite file with one table, named as the list's, with its columns as the read models
/// have them (docs/supervisors/sql.md), and a table `about` with `facts`, rows and position. The
/// file is there as a whole or not at all; one that was there is replaced.
Result<ListRead> write_list_database(const projections::ViewsReader& views,
                                     const projections::ListQuestion& question, const Facts& facts,
                                     const std::filesystem::path& file);

}  // namespace minutebook::exporting
