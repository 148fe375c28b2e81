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
constexpr Named of_register(std::string_view name, std::string_view table, std::string_view sort,
                            std::string_view shown) {
  return {{.name = name,
           .view = "register",
           .default_sort = sort,
           .shown = shown,
           .text_subject = "subject"},
          table};
}

/// Open to every reader, whoever answers for it.
constexpr Named shared(std::string_view name, std::string_view sort, std::string_view shown) {
  Named named = of_register(name, name, sort, shown);
  named.kind.shared = true;
  named.kind.organization = {};
  return named;
}

/// About one event each, and searched by its words.
constexpr Named of_timeline(std::string_view name, std::string_view shown) {
  return {{.name = name,
           .view = "timeline",
           .default_sort = "-event",
           .shown = shown,
           .text_position = "event"},
          name};
}

/// Of the ledger itself, not of an organization.
constexpr Named of_ledger(Named named) {
  named.kind.organization = {};
  return named;
}

/// What the rules say, searched by the words of the events of its subject.
constexpr Named of_findings(std::string_view name, std::string_view sort, std::string_view shown) {
  return {{.name = name,
           .view = "findings",
           .default_sort = sort,
           .shown = shown,
           .text_subject = "subject"},
          name};
}

constexpr std::array all_named{
    of_findings("findings", "-since", "rule subject since status reason"),
    of_findings("worklist", "due", "due rule subject organization owner waitingFor"),
    of_register("partnerships", "partnerships", "-proposedAt",
                "subject title organization mode step owner proposedAt contractValue"),
    of_register("meetings", "meetings", "-heldAt",
                "subject meeting body state heldAt presiding ayes noes abstentions"),
    of_register("ballots", "ballots", "-castAt",
                "subject meeting person choice castAt change irregular"),
    of_register("positions", "positions", "-resolvedAt",
                "subject meeting person memberPosition adopted resolvedAt"),
    of_register("interests", "interests", "-declaredAt",
                "subject person form partner declaredAt nature"),
    of_register("approvals", "approvals", "-requestedAt",
                "subject approval authority state requestedAt answeredAt answeredBy"),
    of_register("filings", "filings", "-submittedAt",
                "subject filing authority acknowledged submittedAt acknowledgedAt"),
    of_register("selections", "selections", "-announcedAt",
                "subject selection method state announcedAt deadline bids winners"),
    of_register("bids", "bids", "-receivedAt",
                "subject bid partner state receivedAt price meanPoints"),
    of_register("objections", "objections", "-raisedAt",
                "subject objection raisedBy raisedAt resolvedAt upheld"),
    of_register("contracts", "contracts", "-concludedAt",
                "subject contract partner state concludedAt start end value renewals"),
    of_register("evaluations", "evaluations", "-evaluatedAt",
                "subject contract partner kind verdict evaluatedAt satisfaction"),
    of_register("rectifications", "rectifications", "-orderedAt",
                "subject contract partner state orderedAt dueBy verifiedAt"),
    of_register("milestones", "milestones", "-reachedAt",
                "subject milestone step quarter reachedAt partner value"),
    of_register("organizations", "organizations", "subject", "subject name level parent region"),
    of_register("venues", "venues", "subject",
                "subject name kind organization operatedBy serviceTermsFrom"),
    of_register("bodies", "bodies", "subject", "subject name kind organization"),
    of_register("seats", "seats", "subject", "subject person seat from until"),
    of_register("people", "people", "subject", "subject title organization roles keys"),
    of_register("roles", "roles", "subject", "subject role organization from until"),
    of_register("services", "services", "subject", "subject title organization roles keys"),
    of_register("service-roles", "serviceRoles", "subject", "subject role organization from until"),
    shared("partners", "subject", "subject name kind legalRepresentative"),
    shared("rulebooks", "subject", "subject version organization title effectiveFrom"),
    of_register("reports", "reports", "-filedAt",
                "subject report kind year quarterOfYear filedAt recipient"),
    of_register("target-letters", "targetLetters", "-signedAt",
                "subject letter year responsible signedAt targets met"),
    of_register("programmes", "programmes", "subject",
                "subject title kind organization from until closed items"),
    of_register("programme-items", "programmeItems", "dueBy",
                "subject item concerns owner dueBy closed closedAt"),
    of_register("inspections", "inspections", "-openedAt",
                "subject title organization openedAt confirmed dismissed"),
    of_timeline("events", "event type stream actor role occurredAt recordedAt irregular"),
    of_timeline("mentions", "event subject as type stream occurredAt"),
    of_timeline("documents", "event title stream type occurredAt digest"),
    of_timeline("corrections", "event corrects stream field recorded correct actor"),
    of_timeline("refusals", "event stream refusedCommand rule actor occurredAt"),
    of_ledger(of_timeline("verifications", "event level from to faults fullRead finishedAt")),
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
