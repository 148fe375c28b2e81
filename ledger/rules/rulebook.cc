#include "ledger/rules/rulebook.h"

#include <algorithm>

namespace minutebook::rules {
namespace {

std::optional<ApprovalDemand> demand_of(const std::vector<ApprovalRow>& matrix,
                                        const ApprovalRow& matter) {
  for (const ApprovalRow& row : matrix) {
    const bool fits = matter.levels.is_within(row.levels) && matter.modes.is_within(row.modes) &&
                      row.value_from_fen <= matter.value_from_fen &&
                      (!row.value_below_fen || matter.value_from_fen < *row.value_below_fen) &&
                      (row.term_over_months == 0 || row.term_over_months < matter.term_over_months);
    if (fits) return ApprovalDemand{row.demand, row.authority};
  }
  return std::nullopt;
}

}  // namespace

Rulebook::Rulebook() {
  for (const NumberSpec& spec : number_specs()) {
    numbers[static_cast<std::size_t>(spec.number)] = spec.fallback;
  }
  for (const FractionSpec& spec : fraction_specs()) {
    fractions[static_cast<std::size_t>(spec.fraction)] = spec.fallback;
  }
  bodies.fill({schema::BodyKind::PARTY_GROUP_MEETING, schema::BodyKind::CHAIRPERSONS_MEETING,
               schema::BodyKind::STANDING_COMMITTEE});
  methods = {schema::SelectionMethod::OPEN_TENDER, schema::SelectionMethod::PUBLIC_RECRUITMENT,
             schema::SelectionMethod::COMPETITIVE_NEGOTIATION};
  terms = {ContractTerm::content, ContractTerm::requirements, ContractTerm::performance_standards,
           ContractTerm::term,    ContractTerm::constraints,  ContractTerm::exit};
  steps.fill({domain::Step::study, domain::Step::decision, domain::Step::approval,
              domain::Step::signing, domain::Step::evaluation});
  irregular_roles = {schema::Role::SUPERVISOR, schema::Role::INSPECTOR, schema::Role::OBSERVER};
}

ApprovalDemand Rulebook::demand(schema::OrganizationLevel level, schema::Mode mode,
                                std::int64_t value_fen, std::uint32_t term_months) const {
  ApprovalRow matter;
  matter.levels.insert(level);
  matter.modes.insert(mode);
  matter.value_from_fen = value_fen;
  matter.term_over_months = static_cast<std::uint16_t>(std::min(term_months, 65'535U));
  ApprovalDemand strictest;
  for (const auto& matrix : matrices) {
    const auto asked = demand_of(matrix, matter);
    if (asked && is_stricter(*asked, strictest, level)) strictest = *asked;
  }
  return strictest;
}

}  // namespace minutebook::rules
