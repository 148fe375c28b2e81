#include "ledger/rules/rulebook.h"

#include <algorithm>

namespace minutebook::rules {
namespace {

template <typename Value>
bool is_stricter(const Value& a, const Value& b, Stricter way) {
  return way == Stricter::higher ? b < a : a < b;
}

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

/// The stricter of what two editions set a rule to; `fallback` settings stay absent.
RuleSetting stricter_setting(const RuleSetting& a, const RuleSetting& b) {
  RuleSetting out = a;
  if (b.enforce && (!out.enforce || *out.enforce < *b.enforce)) out.enforce = b.enforce;
  if (b.modes) out.modes = out.modes ? *out.modes | *b.modes : *b.modes;
  return out;
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
    if (asked && strictest.demand < asked->demand) strictest = *asked;
  }
  return strictest;
}

Rulebook stricter_of(const Rulebook& own, const Rulebook& above) {
  Rulebook out = own;
  for (const NumberSpec& spec : number_specs()) {
    const auto i = static_cast<std::size_t>(spec.number);
    if (is_stricter(above.numbers[i], own.numbers[i], spec.stricter)) {
      out.numbers[i] = above.numbers[i];
    }
  }
  for (const FractionSpec& spec : fraction_specs()) {
    const auto i = static_cast<std::size_t>(spec.fraction);
    if (is_stricter(above.fractions[i], own.fractions[i], spec.stricter)) {
      out.fractions[i] = above.fractions[i];
    }
  }
  for (std::size_t i = 0; i < level_count; ++i) out.bodies[i] = own.bodies[i] & above.bodies[i];
  out.methods = own.methods & above.methods;
  for (const std::string& channel : above.channels) {
    if (std::ranges::find(out.channels, channel) == out.channels.end()) {
      out.channels.push_back(channel);
    }
  }
  out.terms = own.terms | above.terms;
  for (std::size_t i = 0; i < mode_count; ++i) out.steps[i] = own.steps[i] | above.steps[i];
  out.irregular_roles = own.irregular_roles & above.irregular_roles;
  for (const auto& [id, setting] : above.rules) {
    out.rules[id] = stricter_setting(out.rules[id], setting);
  }
  out.matrices.insert(out.matrices.end(), above.matrices.begin(), above.matrices.end());
  out.editions.insert(out.editions.end(), above.editions.begin(), above.editions.end());
  return out;
}

}  // namespace minutebook::rules
