#include "projections/query/scope.h"

#include "ledger/base/limits.h"

namespace minutebook::projections {

Result<Scope> Scope::of(const std::vector<Subject>& organizations) {
  if (organizations.size() > limits::max_scope_organizations) {
    const std::string most = std::to_string(limits::max_scope_organizations);
    return fail(Errc::invalid_input, "a reader answers for at most " + most + " organizations",
                "一名读者最多负责 " + most + " 个组织");
  }
  std::vector<std::string> texts;
  for (const Subject& organization : organizations) {
    if (organization.kind() != SubjectKind::organization) {
      return fail(Errc::invalid_input, organization.text() + " is no organization",
                  organization.text() + " 不是组织");
    }
    texts.push_back(organization.text());
  }
  return Scope(false, std::move(texts));
}

Sql Scope::sql(const Kind& kind, bool looked_up) const {
  if (kind.shared) return Sql("1");
  // What has no organization column is of the ledger itself.
  if (kind.organization.empty()) return Sql(whole_ ? "1" : "0");
  // SQLite uses no index for an expression.
  return holds((looked_up ? "" : "+") + row_column(kind.organization));
}

Result<double> Scope::share(const Database& database) const {
  if (whole_) return 1.0;
  if (organizations_.empty()) return 0.0;
  const Sql tree("o.knownUntil = 9223372036854775807 AND o.validUntil = 9223372036854775807");
  Sql sql("SELECT (SELECT count(*) FROM register.organizations AS o WHERE ");
  sql += tree;
  sql += "), (SELECT count(*) FROM ";
  sql += subtree(organizations_, tree);
  sql += ")";
  MB_TRY(query, database.prepare(sql.text));
  query.start(sql.values);
  MB_TRY(found, query.step());
  if (!found || query.integer(0) == 0) return 0.0;
  return static_cast<double>(query.integer(1)) / static_cast<double>(query.integer(0));
}

Sql Scope::holds(const std::string& column) const {
  if (whole_) return Sql("1");
  if (organizations_.empty()) return Sql("0");
  const Sql tree("o.knownUntil = 9223372036854775807 AND o.validUntil = 9223372036854775807");
  Sql sql(column + " IN ");
  return sql += subtree(organizations_, tree);
}

}  // namespace minutebook::projections
