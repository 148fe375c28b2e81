#include "ledger/rules/parameters.h"

#include <array>

namespace minutebook::rules {
namespace {

constexpr auto higher = Stricter::higher;
constexpr auto lower = Stricter::lower;

constexpr std::array<NumberSpec, number_count> numbers{{
    {Number::notice_days, "VOTE-9", "notice-days", 0, 60, 3, higher,
     "days between notice with materials and the meeting", "会议通知及材料提前天数"},
    {Number::minutes_days, "VOTE-10", "minutes-days", 1, 180, 7, lower,
     "days in which those present sign the minutes", "到会人员签署会议记录的天数"},
    {Number::filing_days, "APPR-2", "filing-days", 1, 365, 30, lower,
     "days from the resolution to the filing", "决议后备案的天数"},
    {Number::announcement_days, "SEL-1", "announcement-days", 0, 180, 5, higher,
     "days from the announcement to the deadline", "公告至截止的天数"},
    {Number::evaluators, "SEL-3", "evaluators", 1, 99, 3, higher, "evaluators of each bid",
     "每份投标的评审人数"},
    {Number::publication_days, "SEL-4", "publication-days", 0, 180, 5, higher,
     "days for which the result is published", "结果公示天数"},
    {Number::term_months, "SIGN-4", "term-months", 1, 600, 60, lower,
     "months that a contract with its renewals may last", "合同连同续签的最长月数"},
    {Number::public_benefit_items, "SIGN-8", "public-benefit-items", 1, 99, 1, higher,
     "services with free or discounted places for members", "面向会员免费或优惠的公益项目数"},
    {Number::rectification_days, "EVAL-2", "rectification-days", 1, 365, 10, lower,
     "days from a failed real-time evaluation to the order to rectify",
     "实时评价不合格后责令整改的天数"},
    {Number::termination_days, "EVAL-3", "termination-days", 1, 365, 30, lower,
     "days from an ineffective rectification to the termination", "整改无效后终止合作的天数"},
    {Number::interim_months, "EVAL-5", "interim-months", 1, 60, 12, lower,
     "months between interim evaluations", "阶段评价的间隔月数"},
    {Number::interim_grace_days, "EVAL-5", "grace-days", 0, 365, 30, lower,
     "days by which an interim evaluation may be late", "阶段评价的宽限天数"},
    {Number::recording_hours, "REC-1", "recording-hours", 1, 87'600, 72, lower,
     "hours from occurring to being recorded", "事实发生至记录的小时数"},
    {Number::split_window_months, "FLAG-1", "window-months", 1, 120, 12, higher,
     "months in which contracts of one venue and partner are added up",
     "同一阵地与同一合作方合同合并计算的月数"},
    {Number::concentration_months, "FLAG-2", "window-months", 1, 120, 24, higher,
     "months in which an organization's contracts are counted", "统计同一组织合同的月数"},
    {Number::concentration_minimum, "FLAG-2", "minimum", 2, 1'000, 4, lower,
     "contracts in the window from which on shares are looked at", "计算占比所需的最少合同数"},
    {Number::short_term_months, "FLAG-6", "short-term-months", 1, 60, 12, higher,
     "months up to which a term is short", "视为短期的最长月数"},
    {Number::short_renewals, "FLAG-6", "renewals", 1, 100, 2, lower,
     "renewals with a short term that make a series", "构成连续短期续签的次数"},
    {Number::report_days, "SUP-1", "report-days", 1, 180, 15, lower,
     "days from the end of the quarter to the report", "季度结束后报送报告的天数"},
    {Number::service_terms_days, "SUP-2", "service-terms-days", 1, 365, 30, lower,
     "days from a contract's beginning to published service terms", "合同开始后公布服务事项的天数"},
}};

constexpr std::array<FractionSpec, fraction_count> fractions{{
    {Fraction::quorum,
     "VOTE-2",
     "quorum-share",
     {1, 2},
     higher,
     "share of the entitled members that the members present must exceed",
     "到会成员须超过应到成员的比例"},
    {Fraction::major_quorum,
     "VOTE-2",
     "major-quorum-share",
     {1, 2},
     higher,
     "the same for matters marked major",
     "重大事项到会成员须超过的比例"},
    {Fraction::majority,
     "VOTE-3",
     "majority-share",
     {1, 2},
     higher,
     "share of the entitled members that the ayes must exceed",
     "赞成票须超过应到成员的比例"},
    {Fraction::major_majority,
     "VOTE-3",
     "major-majority-share",
     {1, 2},
     higher,
     "the same for matters marked major",
     "重大事项赞成票须超过的比例"},
    {Fraction::concentration,
     "FLAG-2",
     "share",
     {1, 2},
     lower,
     "share of an organization's contracts that one partner must not exceed",
     "同一合作方占同一组织合同的最高比例"},
    {Fraction::similarity,
     "FLAG-4",
     "share",
     {9, 10},
     lower,
     "common share of two bids from which on they are near-identical",
     "视为雷同投标的相同比例"},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (static_cast<std::size_t>(numbers[i].number) != i) return false;
  }
  for (std::size_t i = 0; i < fractions.size(); ++i) {
    if (static_cast<std::size_t>(fractions[i].fraction) != i) return false;
  }
  return true;
}
static_assert(in_order());

}  // namespace

std::span<const NumberSpec, number_count> number_specs() { return numbers; }
std::span<const FractionSpec, fraction_count> fraction_specs() { return fractions; }

}  // namespace minutebook::rules
