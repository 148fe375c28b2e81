#include "projections/query/kinds.h"

#include <algorithm>
#include <array>

#include "ledger/base/check.h"
#include "projections/view.h"

namespace minutebook::projections {
namespace {

/// A list whose table is found by its name.
struct Named {
  Kind kind;
  std::string_view table;
};

/// Searched by the words of the events of its subject.
constexpr Named of_register(std::string_view name, std::string_view table, std::string_view sort) {
  return {{.name = name, .view = "register", .default_sort = sort, .text_subject = "subject"},
          table};
}

/// Open to every reader, whoever answers for it.
constexpr Named shared(std::string_view name, std::string_view sort) {
  Named named = of_register(name, name, sort);
  named.kind.shared = true;
  named.kind.organization = {};
  return named;
}

/// About one event each, and searched by its words.
constexpr Named of_timeline(std::string_view name) {
  return {{.name = name, .view = "timeline", .default_sort = "-event", .text_position = "event"},
          name};
}

/// Of the ledger itself, not of an organization.
constexpr Named of_ledger(Named named) {
  named.kind.organization = {};
  return named;
}

constexpr std::array all_named{
    of_register("partnerships", "partnerships", "-proposedAt"),
    of_register("meetings", "meetings", "-heldAt"),
    of_register("ballots", "ballots", "-castAt"),
    of_register("positions", "positions", "-resolvedAt"),
    of_register("interests", "interests", "-declaredAt"),
    of_register("approvals", "approvals", "-requestedAt"),
    of_register("filings", "filings", "-submittedAt"),
    of_register("selections", "selections", "-announcedAt"),
    of_register("bids", "bids", "-receivedAt"),
    of_register("objections", "objections", "-raisedAt"),
    of_register("contracts", "contracts", "-concludedAt"),
    of_register("evaluations", "evaluations", "-evaluatedAt"),
    of_register("rectifications", "rectifications", "-orderedAt"),
    of_register("milestones", "milestones", "-reachedAt"),
    of_register("organizations", "organizations", "subject"),
    of_register("venues", "venues", "subject"),
    of_register("bodies", "bodies", "subject"),
    of_register("seats", "seats", "subject"),
    of_register("people", "people", "subject"),
    of_register("roles", "roles", "subject"),
    of_register("services", "services", "subject"),
    of_register("service-roles", "serviceRoles", "subject"),
    shared("partners", "subject"),
    shared("rulebooks", "subject"),
    of_register("reports", "reports", "-filedAt"),
    of_register("target-letters", "targetLetters", "-signedAt"),
    of_register("programmes", "programmes", "subject"),
    of_register("programme-items", "programmeItems", "dueBy"),
    of_register("inspections", "inspections", "-openedAt"),
    of_timeline("events"),
    of_timeline("mentions"),
    of_timeline("documents"),
    of_timeline("corrections"),
    of_timeline("refusals"),
    of_ledger(of_timeline("verifications")),
};

const Table* table_named(const View& view, std::string_view name) {
  const auto found = std::ranges::find(view.tables, name, &Table::name);
  MB_CHECK(found != view.tables.end());
  return *found;
}

}  // namespace

std::span<const Kind> all_kinds() {
  static const std::vector<Kind> all = [] {
    std::vector<Kind> kinds;
    for (const Named& named : all_named) {
      const View* view = find_view(named.kind.view);
      MB_CHECK(view != nullptr);
      Kind kind = named.kind;
      kind.table = table_named(*view, named.table);
      kinds.push_back(kind);
    }
    return kinds;
  }();
  return all;
}

const Kind* find_kind(std::string_view name) {
  const auto kinds = all_kinds();
  const auto found = std::ranges::find(kinds, name, &Kind::name);
  return found == kinds.end() ? nullptr : &*found;
}

std::string kind_names() {
  std::string out;
  for (const Kind& kind : all_kinds()) out += (out.empty() ? "" : ", ") + std::string(kind.name);
  return out;
}

}  // namespace minutebook::projections
