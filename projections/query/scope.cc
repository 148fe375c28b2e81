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

Sql Scope::sql(const Kind& kind) const {
  if (kind.shared) return Sql("1");
  // What has no organization column is of the ledger itself.
  if (kind.organization.empty()) return Sql(whole_ ? "1" : "0");
  return holds(row_column(kind.organization));
}

Sql Scope::holds(const std::string& column) const {
  if (whole_) return Sql("1");
  if (organizations_.empty()) return Sql("0");
  const Sql tree("o.knownUntil = 9223372036854775807 AND o.validUntil = 9223372036854775807");
  Sql sql(column + " IN ");
  return sql += subtree(organizations_, tree);
}

}  // namespace minutebook::projections
