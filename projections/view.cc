#include "projections/view.h"

#include <algorithm>

#include "projections/view_file.h"

namespace minutebook::projections {

std::string View::schema() const {
  std::string sql = create_meta();
  for (const Table* table : tables) {
    sql += create_table(*table);
    sql += create_now_view(*table);
  }
  return sql + std::string(more_sql);
}

std::string View::indexes() const {
  std::string sql;
  for (const Table* table : tables) sql += create_indexes(*table);
  return sql;
}

const View* find_view(std::string_view name) {
  const auto views = all_views();
  const auto found = std::ranges::find(views, name, &View::name);
  return found == views.end() ? nullptr : *found;
}

}  // namespace minutebook::projections
