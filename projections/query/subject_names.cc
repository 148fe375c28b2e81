#include "projections/query/subject_names.h"

#include <array>

namespace minutebook::projections {
namespace {

struct NameColumn {
  std::string_view kind;
  std::string_view table;
  std::string_view column;
};

constexpr std::array name_columns{
    NameColumn{"organization", "organizations", "name"},
    NameColumn{"venue", "venues", "name"},
    NameColumn{"body", "bodies", "name"},
    NameColumn{"person", "people", "title"},
    NameColumn{"service", "services", "title"},
    NameColumn{"partner", "partners", "name"},
};

const NameColumn* name_column(std::string_view kind) {
  for (const NameColumn& each : name_columns) {
    if (each.kind == kind) return &each;
  }
  return nullptr;
}

}  // namespace

Result<std::string> SubjectNames::of(std::string_view subject) {
  if (const auto known = known_.find(subject); known != known_.end()) return known->second;
  std::string name(subject);
  const std::string_view kind = subject.substr(0, subject.find('/'));
  if (const NameColumn* column = name_column(kind)) {
    auto query = queries_.find(kind);
    if (query == queries_.end()) {
      MB_TRY(prepared,
             database_.prepare("SELECT \"" + std::string(column->column) + "\" FROM " +
                               std::string(column->table) +
                               " WHERE subject = ?1 AND knownFrom <= ?2 AND ?2 < knownUntil"
                               " AND ?3 < validUntil ORDER BY validFrom LIMIT 1"));
      query = queries_.emplace(kind, std::move(prepared)).first;
    }
    query->second.start_with(subject, static_cast<std::int64_t>(question_.known.value),
                             question_.valid.ns);
    MB_TRY(found, query->second.step());
    if (found) name = query->second.text(0);
  }
  known_.emplace(subject, name);
  return name;
}

}  // namespace minutebook::projections
