#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <string>

#include "ledger/rules/calendar.h"
#include "ledger/rules/catalogue.h"
#include "ledger/rules/landscape.h"

namespace minutebook::rules {
namespace {

/// A quarter of the calendar, counted from the first of year 0.
struct Quarter {
  std::int32_t index = 0;
  auto operator<=>(const Quarter&) const = default;

  std::string text() const {
    return std::to_string(index / 4) + "-Q" + std::to_string(index % 4 + 1);
  }
  Day first() const {
    const Day epoch{0};  // 1970-01-01 begins a quarter
    return add_months(epoch, (std::int64_t{index} - 1970 * 4) * 3);
  }
  /// First day of the quarter after it.
  Day after() const { return Quarter{index + 1}.first(); }
  Day last() const { return Day{after().days - 1}; }
};

Quarter quarter_of(Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.days}}};
  return {static_cast<int>(date.year()) * 4 +
          (static_cast<int>(static_cast<unsigned>(date.month())) - 1) / 3};
}

/// The first report filed for each quarter since it began.
std::map<Quarter, const domain::FiledReport*> quarterly_reports(
    const Scene& scene, const domain::OrganizationRecord& organization) {
  std::map<Quarter, const domain::FiledReport*> out;
  for (const domain::FiledReport& report : organization.reports) {
    if (report.kind != schema::ReportKind::QUARTERLY || report.quarter == 0) continue;
    const Quarter quarter{report.year * 4 + report.quarter - 1};
    if (scene.day_of(report.act.occurred_at) < quarter.first()) continue;
    const domain::FiledReport*& first = out[quarter];
    if (first == nullptr || report.act.occurred_at.instant < first->act.occurred_at.instant) {
      first = &report;
    }
  }
  return out;
}

/// "2021-Q2, 2021-Q3 and 4 more": the first few.
Bilingual listed(const std::vector<Quarter>& quarters) {
  constexpr std::size_t shown = 8;
  Bilingual out;
  for (std::size_t i = 0; i < std::min(quarters.size(), shown); ++i) {
    out.en += (i == 0 ? "" : ", ") + quarters[i].text();
    out.zh += (i == 0 ? "" : "、") + quarters[i].text();
  }
  if (quarters.size() > shown) {
    out.en += " and " + std::to_string(quarters.size() - shown) + " more";
    out.zh += " 等 " + std::to_string(quarters.size()) + " 个季度";
  }
  return out;
}

Verdict no_rulebook_for(const Subject& organization, Day day, std::vector<Position> rests_on) {
  return cannot_decide(
      "no rulebook was in force for " + organization.text() + " on " + format_day(day),
      organization.text() + " 在 " + format_day(day) + " 没有生效的制度规则", std::move(rests_on));
}

/// SUP-1, of an organization. It owes a quarterly report for each quarter from the one in which the
/// first contract of any of its venues began on (its agreed start, or the day on which it was
/// concluded where none is agreed), for good. A report counts for the quarter and year that it
/// names; of several, the one filed first. It is in time up to and including the report-days-th
/// day after the quarter's last, by the rulebook in force on that last day; it may be filed
/// earlier. Breach: a report is missing after that day or was filed later; names all such quarters;
/// rests on the conclusion of the first contract and the late reports. Cannot-decide: no rulebook
/// on the last day of a quarter that is judged and not filed at once. Otherwise pending until the
/// report of the first quarter not filed is late. It never passes for good, since the next report
/// is always to come; the reason says that none is overdue. Not-applicable: no contract.
Verdict judge_reports(const Scene& scene, const Subject& subject) {
  const ContractFact* first = scene.landscape.first_of(subject);
  const domain::OrganizationRecord* organization = scene.directory.organization(subject);
  if (first == nullptr || organization == nullptr) {
    return not_applicable("no contract of its venues was concluded", "其阵地没有签订合同");
  }
  const auto reports = quarterly_reports(scene, *organization);
  std::vector<Quarter> missed;
  std::vector<Position> rests_on{first->concluded_at};
  std::optional<Day> undecided;
  Quarter quarter = quarter_of(first->began_on());
  std::optional<Instant> due;
  Instant next{};  // when the first quarter that is not looked at yet is
  for (; !due; ++quarter.index) {
    const auto filed = reports.find(quarter);
    const Rulebook* rulebook = scene.rulebooks.in_force(scene.directory, subject, quarter.last());
    if (rulebook == nullptr) {
      if (!undecided) undecided = quarter.last();
      next = scene.start_of(quarter.after());
      if (scene.now < next) break;
      continue;
    }
    const auto days = static_cast<std::int32_t>(rulebook->number(Number::report_days));
    const Instant late = scene.start_of(Day{quarter.after().days + days});
    if (filed != reports.end()) {
      if (filed->second->act.occurred_at.instant < late) continue;
      rests_on.push_back(filed->second->act.position);
      missed.push_back(quarter);
    } else if (late <= scene.now) {
      missed.push_back(quarter);
    } else {
      due = late;
      next = late;
      break;
    }
  }
  if (!missed.empty() || undecided) {
    const Bilingual quarters = listed(missed);
    Verdict verdict = missed.empty()
                          ? no_rulebook_for(subject, *undecided, std::move(rests_on))
                          : breach("quarterly reports missing or late: " + quarters.en,
                                   "季度报告未报送或逾期报送：" + quarters.zh, std::move(rests_on));
    verdict.next = next;
    return verdict;
  }
  return pending_until(*due, "no quarterly report is overdue; the next one is of " + quarter.text(),
                       "没有逾期的季度报告，下一份为 " + quarter.text(), std::move(rests_on));
}

bool is_complete(const domain::ServiceTerms& terms) {
  return !terms.items.empty() && std::ranges::all_of(terms.items, [](const auto& item) {
    return !item.name.empty() && !item.hours.empty() && !item.procedure.empty() &&
           !item.price.empty() && !item.member_discount.empty();
  });
}

/// SUP-2, of a venue. Judged from its first contract on, whether that still runs or not: service
/// terms must be published by, and in effect from, at the latest the service-terms-days-th day
/// after the day on which the contract began (its agreed start, or the day on which it was
/// concluded where none is agreed), by the rulebook in force for the venue's owner on the day it
/// began. Terms count when they have at least one item and every item has its hours, procedure,
/// price and member discount filled in; those published before the contract began count as well.
/// Pass: such terms, rests on the conclusion and them. Pending until that day is over; then a
/// breach, which rests on the conclusion and on what was published incomplete or too late.
/// Cannot-decide: no rulebook on the day the contract began. Not-applicable: no contract.
Verdict judge_service_terms(const Scene& scene, const Subject& subject) {
  const ContractFact* first = scene.landscape.first_of(subject);
  const domain::VenueRecord* venue = scene.directory.venue(subject);
  if (first == nullptr || venue == nullptr) {
    return not_applicable("no contract of the venue was concluded", "该阵地没有签订合同");
  }
  const Day began = first->began_on();
  const Rulebook* rulebook = scene.rulebooks.in_force(scene.directory, venue->organization, began);
  if (rulebook == nullptr) {
    return no_rulebook_for(venue->organization, began, {first->concluded_at});
  }
  const auto days = static_cast<std::int32_t>(rulebook->number(Number::service_terms_days));
  const Day last{began.days + days};
  std::vector<Position> rests_on{first->concluded_at};
  for (const domain::ServiceTerms& terms : venue->service_terms) {
    const Day effective = std::max(terms.from, scene.day_of(terms.act.occurred_at));
    if (is_complete(terms) && effective <= last) {
      return pass("complete service terms are in effect since " + format_day(effective),
                  "完整的服务事项自 " + format_day(effective) + " 起公布实施",
                  {first->concluded_at, terms.act.position});
    }
    rests_on.push_back(terms.act.position);
  }
  const Instant due = scene.start_of(Day{last.days + 1});
  const std::string en = "service items with hours, procedure, prices and member discounts ";
  const std::string zh = "服务事项、时间、程序、价格及会员优惠";
  if (scene.now < due) {
    return pending_until(due, en + "are to be in effect by " + format_day(last),
                         zh + "应于 " + format_day(last) + " 前公布", std::move(rests_on));
  }
  return breach(en + "were not in effect by " + format_day(last),
                zh + "未于 " + format_day(last) + " 前公布", std::move(rests_on));
}

constexpr std::array<Rule, 2> rules{{
    {.id = "SUP-1",
     .title_en = "quarterly reports filed in time",
     .title_zh = "按时报送季度报告",
     .source = Source::survey,
     .of_subject = judge_reports},
    {.id = "SUP-2",
     .title_en = "service items, hours, procedure, prices and member discounts published",
     .title_zh = "公布服务事项、时间、程序、价格及会员优惠",
     .source = Source::opinion,
     .of_subject = judge_service_terms},
}};

}  // namespace

std::span<const Rule> supervision_rules() { return rules; }

}  // namespace minutebook::rules
