#include "tools/generate/breaches/planter.h"

/// EVAL-5: interim evaluations when due.
namespace minutebook::generate {
namespace {

constexpr int interim_months = 12;
constexpr std::int64_t grace_days = 30;

/// The last day for the first interim evaluation.
std::int64_t last_day(const Case& c) {
  return add_months(c.contracts[0].start, interim_months) + grace_days;
}

/// One interim evaluation on that day instead of all; what is left of the term asks for no other.
void one_on(Case& c, std::int64_t day) {
  c.script.remove("interim:C1");
  c.now = day * minutes_a_day + 600;
  add_evaluation(c, "C1", "interim", 1, true);
}

void one_day_late(Case& c) {
  one_on(c, last_day(c) + 1);
  c.breaks({"EVAL-5"});
}

void on_the_last_day(Case& c) { one_on(c, last_day(c)); }

void never(Case& c) {
  c.script.remove("interim:C1");
  c.breaks({"EVAL-5"});
}

void none_needed(Case& c) { c.script.remove("interim:C1"); }

void two_years(Plot& plot) {
  plot.steady = true;
  plot.term_months = 24;
}

template <int Days>
void a_year_and(Plot& plot) {
  plot.steady = true;
  plot.term_months = interim_months;
  plot.extra_days = Days;
}

constexpr Kind near = Kind::near_miss;

constexpr Planter list[] = {
    {"EVAL-5", "one day late", Kind::breach, anywhere, one_day_late, two_years, false},
    {"EVAL-5", "never in two years", Kind::breach, anywhere, never, two_years, false},
    {"EVAL-5", "none, the contract ends a day after it was due", Kind::breach, anywhere, never,
     a_year_and<31>, false},
    {"EVAL-5", "on the last day", near, anywhere, on_the_last_day, two_years, false},
    {"EVAL-5", "none, the contract ends on the day on which it would be due", near, anywhere,
     none_needed, a_year_and<30>, false},
};

}  // namespace

std::span<const Planter> interim_planters() { return list; }

}  // namespace minutebook::generate
