#include <algorithm>

#include "ledger/rules/keys.h"
#include "ledger/rules/rulebook.h"

/// Which of two rulebooks is the stricter one, parameter by parameter.
namespace minutebook::rules {
namespace {

template <typename Value>
bool is_stricter(const Value& a, const Value& b, Stricter way) {
  return way == Stricter::higher ? b < a : a < b;
}

bool has_all(const std::vector<std::string>& some, const std::vector<std::string>& wanted) {
  return std::ranges::all_of(
      wanted, [&](const std::string& one) { return std::ranges::find(some, one) != some.end(); });
}

/// The stricter of what two editions set a rule to; what neither sets stays absent.
RuleSetting stricter_setting(const RuleSetting& a, const RuleSetting& b) {
  RuleSetting out = a;
  if (b.enforce && (!out.enforce || *out.enforce < *b.enforce)) out.enforce = b.enforce;
  if (b.modes) out.modes = out.modes ? *out.modes | *b.modes : *b.modes;
  return out;
}

/// The keys that one of the two does not set.
struct Silence {
  const Rulebook& rulebook;
  bool operator()(const std::string& key) const { return rulebook.silent.contains(key); }
};

void tighten_numbers(Rulebook& out, const Rulebook& above) {
  const Silence silent{out};
  for (const NumberSpec& spec : number_specs()) {
    auto& own = out.numbers[static_cast<std::size_t>(spec.number)];
    const auto other = above.number(spec.number);
    if (silent(key_of(spec)) || is_stricter(other, own, spec.stricter)) own = other;
  }
  for (const FractionSpec& spec : fraction_specs()) {
    auto& own = out.fractions[static_cast<std::size_t>(spec.fraction)];
    const auto other = above.fraction(spec.fraction);
    if (silent(key_of(spec)) || is_stricter(other, own, spec.stricter)) own = other;
  }
}

void tighten_sets(Rulebook& out, const Rulebook& above) {
  const Silence silent{out};
  for (std::size_t i = 0; i < level_count; ++i) {
    const bool inherits = silent(bodies_key(static_cast<schema::OrganizationLevel>(i)));
    out.bodies[i] = inherits ? above.bodies[i] : out.bodies[i] & above.bodies[i];
  }
  out.methods = silent(methods_key) ? above.methods : out.methods & above.methods;
  for (const std::string& channel : above.channels) {
    if (!has_all(out.channels, {channel})) out.channels.push_back(channel);
  }
  out.terms = silent(terms_key) ? above.terms : out.terms | above.terms;
  for (std::size_t i = 0; i < mode_count; ++i) {
    const bool inherits = silent(steps_key(static_cast<schema::Mode>(i)));
    out.steps[i] = inherits ? above.steps[i] : out.steps[i] | above.steps[i];
  }
  out.irregular_roles = silent(irregular_roles_key) ? above.irregular_roles
                                                    : out.irregular_roles & above.irregular_roles;
}

/// Collects the keys where the child says something laxer.
class Comparison {
 public:
  Comparison(const Rulebook& child, const Rulebook& parent) : child_(child), parent_(parent) {}

  std::vector<std::string> laxer() && {
    numbers();
    sets();
    settings();
    approval();
    return std::move(laxer_);
  }

 private:
  void note(std::string key, bool is_laxer) {
    if (is_laxer && !child_.silent.contains(key)) laxer_.push_back(std::move(key));
  }
  void numbers();
  void sets();
  void settings();
  void approval();
  bool asks_less(schema::OrganizationLevel level, schema::Mode mode) const;

  const Rulebook& child_;
  const Rulebook& parent_;
  std::vector<std::string> laxer_;
};

void Comparison::numbers() {
  for (const NumberSpec& spec : number_specs()) {
    note(key_of(spec),
         is_stricter(parent_.number(spec.number), child_.number(spec.number), spec.stricter));
  }
  for (const FractionSpec& spec : fraction_specs()) {
    const auto parents = parent_.fraction(spec.fraction);
    note(key_of(spec), is_stricter(parents, child_.fraction(spec.fraction), spec.stricter));
  }
}

void Comparison::sets() {
  for (std::size_t i = 1; i < level_count; ++i) {
    note(bodies_key(static_cast<schema::OrganizationLevel>(i)),
         !child_.bodies[i].is_within(parent_.bodies[i]));
  }
  note(methods_key, !child_.methods.is_within(parent_.methods));
  note(channels_key, !has_all(child_.channels, parent_.channels));
  note(terms_key, !parent_.terms.is_within(child_.terms));
  for (std::size_t i = 1; i < mode_count; ++i) {
    note(steps_key(static_cast<schema::Mode>(i)), !parent_.steps[i].is_within(child_.steps[i]));
  }
  note(irregular_roles_key, !child_.irregular_roles.is_within(parent_.irregular_roles));
}

void Comparison::settings() {
  for (const auto& [id, above] : parent_.rules) {
    const auto own = child_.rules.find(id);
    if (own == child_.rules.end()) continue;
    const RuleSetting& setting = own->second;
    note(id + ".enforce", setting.enforce && above.enforce && *setting.enforce < *above.enforce);
    note(id + ".modes", setting.modes && above.modes && !above.modes->is_within(*setting.modes));
  }
}

/// Values and terms at which the answer of a matrix can change.
struct Corners {
  std::set<std::int64_t> values{0};
  std::set<std::uint32_t> terms{0};

  void add(const Rulebook& rulebook) {
    for (const auto& matrix : rulebook.matrices) {
      for (const ApprovalRow& row : matrix) {
        values.insert(row.value_from_fen);
        if (row.value_below_fen) values.insert(*row.value_below_fen);
        if (row.term_over_months > 0) terms.insert(row.term_over_months + 1U);
      }
    }
  }
};

bool Comparison::asks_less(schema::OrganizationLevel level, schema::Mode mode) const {
  Corners corners;
  corners.add(child_);
  corners.add(parent_);
  for (const std::int64_t value : corners.values) {
    for (const std::uint32_t term : corners.terms) {
      const ApprovalDemand asked = child_.demand(level, mode, value, term);
      if (is_stricter(parent_.demand(level, mode, value, term), asked, level)) return true;
    }
  }
  return false;
}

void Comparison::approval() {
  if (child_.matrices.empty()) return;  // silent
  for (std::size_t l = 1; l < level_count; ++l) {
    for (std::size_t m = 1; m < mode_count; ++m) {
      const auto level = static_cast<schema::OrganizationLevel>(l);
      const auto mode = static_cast<schema::Mode>(m);
      note(approval_key(level, mode), asks_less(level, mode));
    }
  }
}

}  // namespace

Rulebook stricter_of(const Rulebook& own, const Rulebook& above) {
  Rulebook out = own;
  tighten_numbers(out, above);
  tighten_sets(out, above);
  for (const auto& [id, setting] : above.rules) {
    out.rules[id] = stricter_setting(out.rules[id], setting);
  }
  out.matrices.insert(out.matrices.end(), above.matrices.begin(), above.matrices.end());
  out.editions.insert(out.editions.end(), above.editions.begin(), above.editions.end());
  std::erase_if(out.silent, [&](const std::string& key) { return !above.silent.contains(key); });
  return out;
}

std::vector<std::string> laxer_in(const Rulebook& child, const Rulebook& parent) {
  return Comparison(child, parent).laxer();
}

}  // namespace minutebook::rules
