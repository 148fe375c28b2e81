#include "tools/generate/breaches/pattern.h"

/// FLAG-1, FLAG-2 and EVAL-4 over several matters.
namespace minutebook::generate {
namespace {

/// The partner of all, or with `other` of those matters.
void same_partner(Plot& plot, bool other) {
  plot.mode = "internalCooperation";
  plot.steady = true;
  plot.term_months = 12;
  plot.partner = other ? 22 : 20;
}

// FLAG-2: large matters, so that no sum asks for more than each of them does.

void three_of_four(std::size_t index, Plot& plot) { same_partner(plot, index == 2); }
void two_of_four(std::size_t index, Plot& plot) { same_partner(plot, index % 2 == 1); }
void three_of_three(std::size_t index, Plot& plot) { same_partner(plot, index == 3); }

void nothing(std::span<Case> cases) { (void)cases; }

void last_is_too_much(std::span<Case> cases) { cases[3].breaks({"FLAG-2"}); }

// FLAG-1: the first two are small, with one partner.

void first_two_small(std::size_t index, Plot& plot) {
  if (index > 1) return;
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
void sign_from_window(std::span<Case> cases, std::int64_t days) {
  constexpr int window_months = 12;
  set_value(cases[0], 9'000'000);
  set_value(cases[1], 9'000'000);
  const std::int64_t first = day_of(cases[0].at("sign:C1").at);
  cases[1].at("sign:C1").at = (add_months(first, window_months) + days) * minutes_a_day + 10 * 60;
}

void last_day_of_the_window(std::span<Case> cases) {
  sign_from_window(cases, -1);
  cases[1].breaks({"FLAG-1"});
}

void first_day_after_the_window(std::span<Case> cases) { sign_from_window(cases, 0); }

// EVAL-4: the first fails its final evaluation.

void first_and_last_with_one(std::size_t index, Plot& plot) {
  if (index == 0 || index == 3) same_partner(plot, false);
}

void first_two_with_one(std::size_t index, Plot& plot) {
  if (index < 2) same_partner(plot, false);
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
    {"FLAG-1", "on the last day of the window", Kind::breach, false, 0, first_two_small,
     last_day_of_the_window},
    {"FLAG-1", "together one fen below the threshold", near, false, 120, first_two_small,
     just_below_the_threshold},
    {"FLAG-2", "two of four contracts", near, true, 150, two_of_four, nothing},
    {"EVAL-4", "a new partnership before the final evaluation failed", near, false, 120,
     first_two_with_one, fail_first},
    {"FLAG-1", "one day after the window", near, false, 0, first_two_small,
     first_day_after_the_window},
    {"FLAG-2", "three of three contracts, too few to count", near, true, 150, three_of_three,
     nothing},
};

}  // namespace

std::span<const Pattern> patterns() { return list; }

}  // namespace minutebook::generate
