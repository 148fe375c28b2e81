#include <algorithm>

#include "tools/generate/breaches/planter.h"

/// EVAL-1 to EVAL-4 and EVAL-6: how a contract was evaluated, and what followed.
namespace minutebook::generate {
namespace {

constexpr const char* first_interim = "interim:C1:1";
constexpr const char* first_real_time = "realTime:C1:1";
constexpr Minute last_minute = minutes_a_day - 1;

void steady(Plot& plot) { plot.steady = true; }

void weigh(Case& c, std::int64_t satisfaction, std::int64_t benefit) {
  Json& indicators = c.at(first_interim).data["indicators"];
  indicators[0]["weight"] = satisfaction;
  indicators[1]["weight"] = benefit;
}

void outweighed(Case& c) {
  weigh(c, 3'000, 4'500);
  c.breaks({"EVAL-1"});
}

void tied(Case& c) {
  weigh(c, 3'750, 3'750);
  c.breaks({"EVAL-1"});
}

void satisfaction_left_out(Case& c) {
  c.at(first_interim).data["indicators"].erase(0);
  c.breaks({"EVAL-1"});
}

void ahead_by_a_hair(Case& c) { weigh(c, 3'751, 3'749); }

void fail_it(Case& c, const char* tag) {
  Json& data = c.at(tag).data;
  data["verdict"] = "failed";
  data["satisfaction"]["basisPoints"] = 5'800;
  data["indicators"][0]["score"] = 5'800;
}

/// An order that cites the evaluation, with its report and the result of its verification.
void order_at(Case& c, const char* tag, Minute at, bool effective) {
  const std::string id = c.at(tag).data["evaluation"];
  c.now = at;
  add_order(c, "planted", "C1", id);
  const std::string order = "R" + id.substr(1);
  c.now += 5 * minutes_a_day;
  c.add("report:planted", "ReportRectification", c.director(), "proposer",
        {{"rectification", order}, {"measures", c.word(remedies())}});
  c.now += 2 * minutes_a_day;
  c.add("verification:planted", "VerifyRectification", c.evaluator(1), "evaluator",
        {{"rectification", order}, {"effective", effective}});
}

Minute days_after(Case& c, const char* tag, std::int64_t days) {
  return (day_of(c.at(tag).at) + days) * minutes_a_day;
}

void ordered_too_late(Case& c) {
  fail_it(c, first_real_time);
  order_at(c, first_real_time, days_after(c, first_real_time, 11), true);
  c.breaks({"EVAL-2"});
}

void never_ordered(Case& c) {
  fail_it(c, first_real_time);
  c.breaks({"EVAL-2"});
}

void ordered_on_the_last_day(Case& c) {
  fail_it(c, first_real_time);
  order_at(c, first_real_time, days_after(c, first_real_time, 10) + last_minute, true);
}

/// Ends the contract; what would have followed does not.
void terminate_at(Case& c, Minute at) {
  std::erase_if(c.script.entries(), [&](const Entry& entry) {
    const bool of_contract = entry.type == "RecordEvaluation" || entry.type == "ExpireContract";
    return of_contract && at <= entry.at;
  });
  c.now = at;
  c.add("termination", "TerminateContract", c.owner.person("signatory"), "signatory",
        {{"contract", "C1"}, {"cause", "failedEvaluation"}, {"reason", "评价不合格，终止合作"}});
}

void ended_before_an_order_was_due(Case& c) {
  fail_it(c, first_real_time);
  terminate_at(c, days_after(c, first_real_time, 10) + last_minute);
}

/// Returns the first minute of the day of the verification as not effective.
Minute fail_for_good(Case& c) {
  fail_it(c, first_interim);
  order_at(c, first_interim, days_after(c, first_interim, 2) + 600, false);
  return day_of(c.at("verification:planted").at) * minutes_a_day;
}

void never_terminated(Case& c) {
  fail_for_good(c);
  c.breaks({"EVAL-3"});
}

void terminated_too_late(Case& c) {
  terminate_at(c, fail_for_good(c) + 31 * minutes_a_day);
  c.breaks({"EVAL-3"});
}

void terminated_on_the_last_day(Case& c) {
  terminate_at(c, fail_for_good(c) + 30 * minutes_a_day + last_minute);
}

void effective_after_all(Case& c) {
  const Minute again = fail_for_good(c) + 30 * minutes_a_day;
  Entry report = c.at("report:planted");
  report.tag = "report:again";
  report.at = again;
  Entry verification = c.at("verification:planted");
  verification.tag = "verification:again";
  verification.at = again + last_minute;
  verification.data["effective"] = true;
  c.script.add(std::move(report));
  c.script.add(std::move(verification));
}

void renewed_though_failed(Case& c) {
  fail_it(c, "final:C1:1");
  c.breaks({"EVAL-4"});
}

void failed_and_ended(Case& c) { fail_it(c, "final:C1:1"); }

void evaluated_by_proposer(Case& c) {
  Entry& interim = c.at(first_interim);
  interim.actor = c.director();
  c.grant(c.director(), "evaluator", c.owner.subject, day_of(interim.at));
  c.breaks({"EVAL-6"});
}

void declare(Case& c, const std::string& partner) {
  c.script.add({.tag = "interest-of-evaluator",
                .type = "DeclareInterest",
                .actor = c.evaluator(5),
                .role = "evaluator",
                .at = c.at("propose").at + minutes_a_day,
                .data = {{"partner", partner}, {"nature", "亲属在该单位任职"}}});
}

void evaluated_with_an_interest(Case& c) {
  declare(c, c.contracts[0].partner);
  c.breaks({"EVAL-6"});
}

void interest_in_another(Case& c) { declare(c, c.partner(c.plot.partner + 2)); }

constexpr Kind near = Kind::near_miss;

constexpr Planter list[] = {
    {"EVAL-1", "another indicator weighs more", Kind::breach, anywhere, outweighed},
    {"EVAL-1", "another indicator weighs as much", Kind::breach, anywhere, tied},
    {"EVAL-1", "no indicator of satisfaction", Kind::breach, anywhere, satisfaction_left_out},
    {"EVAL-1", "ahead by two hundredths of a percent", near, anywhere, ahead_by_a_hair},
    {"EVAL-2", "ordered one day too late", Kind::breach, anywhere, ordered_too_late, steady, false},
    {"EVAL-2", "never ordered", Kind::breach, anywhere, never_ordered, steady, false},
    {"EVAL-2", "ordered on the last day", near, anywhere, ordered_on_the_last_day, steady, false},
    {"EVAL-2", "terminated on the last day for an order", near, anywhere,
     ended_before_an_order_was_due, steady, false},
    {"EVAL-3", "never terminated", Kind::breach, anywhere, never_terminated, steady, false},
    {"EVAL-3", "terminated one day too late", Kind::breach, anywhere, terminated_too_late, steady,
     false},
    {"EVAL-3", "terminated on the last day", near, anywhere, terminated_on_the_last_day, steady,
     false},
    {"EVAL-3", "rectified after all on the last day", near, anywhere, effective_after_all, steady,
     false},
    {"EVAL-4", "renewed after a failed final evaluation", Kind::breach, anywhere,
     renewed_though_failed,
     [](Plot& plot) { plot.early = true, plot.steady = true, plot.renewals = {18}; }, false},
    {"EVAL-4", "final evaluation failed, not renewed", near, anywhere, failed_and_ended, steady,
     false},
    {"EVAL-6", "evaluated by who proposed", Kind::breach, anywhere, evaluated_by_proposer, nullptr,
     false},
    {"EVAL-6", "evaluated by one with an interest in the partner", Kind::breach, anywhere,
     evaluated_with_an_interest, nullptr, false},
    {"EVAL-6", "evaluated by one with an interest in another partner", near, anywhere,
     interest_in_another, nullptr, false},
};

}  // namespace

std::span<const Planter> evaluation_planters() { return list; }

}  // namespace minutebook::generate
