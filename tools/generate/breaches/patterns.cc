#include "tools/generate/breaches/pattern.h"

/// FLAG-1, FLAG-2 and EVAL-4 over several matters.
namespace minutebook::generate {
namespace {

/// The partner of all, or with `other` another one. Large, so that no sum asks for more than each.
void same_partner(Plot& plot, bool other) {
  plot.filed = false;
  plot.mode = "internalCooperation";
  plot.steady = true;
  plot.term_months = 12;
  // Beyond those of single matters, and others for the second venue of an owner.
  plot.partner = 20 + plot.partner / 8 * 4 + (other ? 2 : 0);
}

// FLAG-2: the share of all contracts of a sole venue's owner.

void three_of_four(std::span<Case> told, Plot& plot) { same_partner(plot, told.size() == 2); }
void two_of_four(std::span<Case> told, Plot& plot) { same_partner(plot, told.size() % 2 == 1); }
void three_of_three(std::span<Case> told, Plot& plot) { same_partner(plot, told.size() == 3); }

void nothing(std::span<Case> cases) { (void)cases; }

void last_is_too_much(std::span<Case> cases) { cases[3].breaks({"FLAG-2"}); }

// FLAG-1: the first two are small, with one partner.

void first_two_small(std::span<Case> told, Plot& plot) {
  if (told.size() > 1) return;
  same_partner(plot, false);
  plot.filed = true;
}

void set_value(Case& c, std::int64_t fen) {
  c.at("propose").data["estimatedValueFen"] = fen;
  c.change_terms("C1", [&](Json& terms) { terms["valueFen"] = fen; });
}

void exactly_the_threshold(std::span<Case> cases) {
  set_value(cases[0], 8'000'000);
  set_value(cases[1], 7'000'000);
  cases[1].breaks({"FLAG-1"});
}

void just_below_the_threshold(std::span<Case> cases) {
  set_value(cases[0], 8'000'000);
  set_value(cases[1], 6'999'999);
}

/// The second is signed so many days after the last day of the window of the first.
template <int Days>
void second_from_window(std::span<Case> told, Plot& plot) {
  constexpr int window_months = 12;
  first_two_small(told, plot);
  if (told.size() != 1) return;
  plot.sign_on = add_months(day_of(told[0].at("sign:C1").at), window_months) + Days - 1;
}

void two_large_enough(std::span<Case> cases) {
  set_value(cases[0], 9'000'000);
  set_value(cases[1], 9'000'000);
}

void last_day_of_the_window(std::span<Case> cases) {
  two_large_enough(cases);
  cases[1].breaks({"FLAG-1"});
}

// EVAL-4: the first fails its final evaluation.

void first_and_last_with_one(std::span<Case> told, Plot& plot) {
  if (told.empty() || told.size() == 3) same_partner(plot, false);
}

void first_two_with_one(std::span<Case> told, Plot& plot) {
  if (told.size() < 2) same_partner(plot, false);
}

void fail_first(std::span<Case> cases) {
  Json& data = cases[0].at("final:C1:1").data;
  data["verdict"] = "failed";
  data["satisfaction"]["basisPoints"] = 5'800;
}

void new_partnership_after_failure(std::span<Case> cases) {
  fail_first(cases);
  cases[3].breaks({"EVAL-4"});
}

constexpr Kind near = Kind::near_miss;

constexpr Pattern list[] = {
    {"FLAG-1", "together exactly at the threshold", Kind::breach, false, 120, first_two_small,
     exactly_the_threshold},
    {"FLAG-2", "three of four contracts", Kind::breach, true, 150, three_of_four, last_is_too_much},
    {"EVAL-4", "a new partnership after a failed final evaluation", Kind::breach, false, 300,
     first_and_last_with_one, new_partnership_after_failure},
    {"FLAG-1", "on the last day of the window", Kind::breach, false, 150, second_from_window<0>,
     last_day_of_the_window},
    {"FLAG-1", "together one fen below the threshold", near, false, 120, first_two_small,
     just_below_the_threshold},
    {"FLAG-2", "two of four contracts", near, true, 150, two_of_four, nothing},
    {"EVAL-4", "a new partnership before the final evaluation failed", near, false, 120,
     first_two_with_one, fail_first},
    {"FLAG-1", "one day after the window", near, false, 150, second_from_window<1>,
     two_large_enough},
    {"FLAG-2", "three of three contracts, too few to count", near, true, 150, three_of_three,
     nothing},
};

}  // namespace

std::span<const Pattern> patterns() { return list; }

}  // namespace minutebook::generate
