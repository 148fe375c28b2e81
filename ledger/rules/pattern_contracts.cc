#include <string>

#include "ledger/rules/calendar.h"
#include "ledger/rules/earlier_contracts.h"
#include "ledger/rules/pattern_rules.h"

namespace minutebook::rules {
namespace {

std::vector<ContractFact> own_contracts(const Question& q) {
  return contract_facts(q.subject, q.matter, q.scene.directory);
}

Verdict none_concluded(const Question& q) {
  return pending("no contract has been concluded yet", "尚未签订合同", {q.proposal().act.position});
}

DayWindow window_until(Day day, std::int64_t months) { return {add_months(day, -months), day}; }

bool is_in(DayWindow window, Day day) { return window.after < day && day <= window.until; }

/// How much a demand asks: what, then of how high an authority, in steps above the organization.
using Weight = std::pair<Demand, int>;

Weight weight_of(const Question& q, const Subject& organization, const ApprovalDemand& asked) {
  if (asked.demand == Demand::nothing || asked.authority.kind == Authority::Kind::own) {
    return {asked.demand, 0};
  }
  if (asked.authority.kind == Authority::Kind::parent) return {asked.demand, 1};
  int steps = 0;
  for (const Subject* one = &organization; one != nullptr;
       one = q.scene.directory.parent_of(*one), ++steps) {
    if (q.scene.directory.organization(*one)->level == asked.authority.level) break;
  }
  return {asked.demand, steps};
}

/// One contract of FLAG-1; `own` are the matter's.
Verdict judge_split(const Question& q, std::span<const ContractFact> own,
                    const ContractFact& judged) {
  const Day day = judged.concluded_on();
  const Rulebook* rulebook = q.rulebook(day);
  if (rulebook == nullptr) return no_rulebook(q, day, {judged.concluded_at});
  const auto level = q.scene.directory.organization(judged.organization)->level;
  const TermsFact& terms = judged.terms.front();
  const auto asked = [&](schema::Mode mode, std::int64_t value, std::uint32_t months) {
    return weight_of(q, judged.organization, rulebook->demand(level, mode, value, months));
  };
  const Weight alone = asked(judged.mode, terms.value_fen, judged.months_of(terms));
  const std::int64_t months = rulebook->number(Number::split_window_months);
  const DayWindow window = window_until(day, months);
  std::int64_t sum = terms.value_fen;
  std::vector<Position> summed{judged.concluded_at};
  const auto others = q.scene.landscape.of_venue_and_partner(judged.venue, judged.partner, window);
  const auto fits = [&](const ContractFact& one) {
    return one.venue == judged.venue && one.partner == judged.partner &&
           is_in(window, one.concluded_on());
  };
  each_before(others, own, judged.concluded_at, fits, [&](const ContractFact& one) {
    const TermsFact& then = one.terms_before(judged.concluded_at);
    if (alone < asked(one.mode, then.value_fen, one.months_of(then))) return;
    sum += then.value_fen;
    summed.push_back(one.concluded_at);
  });
  const std::string count = std::to_string(summed.size());
  const std::string fen = std::to_string(sum);
  if (alone < asked(judged.mode, sum, judged.months_of(terms))) {
    return breach(
        count + " contracts of " + judged.venue.text() + " with " + judged.partner.text() +
            " within " + std::to_string(months) + " months are worth " + fen +
            " fen together, which asks for more approval than each of them",
        judged.venue.text() + " 与 " + judged.partner.text() + " 在 " + std::to_string(months) +
            " 个月内的 " + count + " 份合同合计 " + fen + " 分，所需审批高于其中每一份",
        std::move(summed));
  }
  return pass("contract \"" + judged.id + "\" asks for no more approval together with the others",
              "合同“" + judged.id + "”与其他合同合计后所需审批不变", std::move(summed));
}

/// One contract of FLAG-2.
Verdict judge_share(const Question& q, std::span<const ContractFact> own,
                    const ContractFact& judged) {
  const Day day = judged.concluded_on();
  const Rulebook* rulebook = q.rulebook(day);
  if (rulebook == nullptr) return no_rulebook(q, day, {judged.concluded_at});
  const DayWindow window = window_until(day, rulebook->number(Number::concentration_months));
  const Landscape& landscape = q.scene.landscape;
  const auto is_counted = [&](const DatedContract& other) {
    return other.position < judged.concluded_at &&
           !std::ranges::binary_search(own, other.position, {}, &ContractFact::concluded_at);
  };
  const auto all = landscape.of_organization(judged.organization, window);
  auto total = static_cast<std::uint64_t>(std::ranges::count_if(all, is_counted)) + 1;
  std::vector<Position> partners{judged.concluded_at};
  for (const DatedContract& other :
       landscape.of_organization_and_partner(judged.organization, judged.partner, window)) {
    if (is_counted(other)) partners.push_back(other.position);
  }
  for (const ContractFact& one : own) {
    if (one.concluded_at >= judged.concluded_at || one.organization != judged.organization ||
        !is_in(window, one.concluded_on())) {
      continue;
    }
    ++total;
    if (one.partner == judged.partner) partners.push_back(one.concluded_at);
  }
  const std::string of = std::to_string(partners.size()) + " of " + std::to_string(total);
  const std::string zh = judged.organization.text() + " 的 " + std::to_string(total) +
                         " 份合同中，" + judged.partner.text() + " 占 " +
                         std::to_string(partners.size()) + " 份";
  if (total < static_cast<std::uint64_t>(rulebook->number(Number::concentration_minimum))) {
    return not_applicable(
        "too few contracts in the window to compute a share: " + std::to_string(total),
        "期间内合同过少，不计算占比：" + std::to_string(total) + " 份");
  }
  const Share limit = rulebook->fraction(Fraction::concentration);
  const std::string share =
      std::to_string(limit.numerator) + "/" + std::to_string(limit.denominator);
  const std::string en = judged.partner.text() + " has " + of + " contracts of " +
                         judged.organization.text() + "; at most " + share + " is allowed";
  if (limit.is_exceeded_by(partners.size(), total)) {
    return breach(en, zh + "，上限为 " + share, std::move(partners));
  }
  return pass(en, zh + "，未超过 " + share, std::move(partners));
}

/// One renewal of FLAG-6: how many in a row, up to `judged`, are short.
Verdict judge_series(const Question& q, std::span<const ContractFact> own,
                     const ContractFact& judged) {
  const Day day = judged.concluded_on();
  const Rulebook* rulebook = q.rulebook(day);
  if (rulebook == nullptr) return no_rulebook(q, day, {judged.concluded_at});
  const auto months = rulebook->number(Number::short_term_months);
  const auto limit = static_cast<std::size_t>(rulebook->number(Number::short_renewals));
  std::vector<Position> series;
  const ContractFact* one = &judged;
  while (one != nullptr && !one->predecessor.empty() && series.size() < limit) {
    const TermsFact& terms = one->terms.front();
    if (!terms.start || !terms.end) {
      return cannot_decide(
          "the renewal that made contract \"" + one->id + "\" does not state its term",
          "形成合同“" + one->id + "”的续签未写明期限", {one->concluded_at});
    }
    if (add_months(*terms.start, months) < *terms.end) break;
    series.push_back(one->concluded_at);
    const auto before = std::ranges::find(own, one->predecessor, &ContractFact::id);
    one = before == own.end() || before->concluded_at >= one->concluded_at ? nullptr : &*before;
  }
  const std::string count = std::to_string(series.size());
  const std::string term = std::to_string(months);
  if (series.size() >= limit) {
    return breach(
        count + " renewals in a row up to contract \"" + judged.id + "\" have a term of at most " +
            term + " months",
        "截至合同“" + judged.id + "”已连续 " + count + " 次续签，期限均不超过 " + term + " 个月",
        std::move(series));
  }
  series.push_back(judged.concluded_at);
  return pass(count + " renewals in a row up to contract \"" + judged.id + "\" are short; " +
                  std::to_string(limit) + " make a series",
              "截至合同“" + judged.id + "”连续短期续签 " + count + " 次，" + std::to_string(limit) +
                  " 次方构成连续短期续签",
              std::move(series));
}

}  // namespace

/// FLAG-1. Each contract that the matter concluded (by signing or renewal) is judged on the day on
/// which that occurred, by the rulebook of that day. Added to its value as concluded are the values
/// of the contracts of the same venue and partner, in this and other matters, that were recorded
/// before it and concluded on a day in the window: later than the same day of the month
/// window-months earlier, up to and including its own day; each with its terms as they read at that
/// moment. Left out are contracts which on their own ask for more than the one judged: they went to
/// the stricter authority. Breach: for the sum, with the judged contract's mode and term, the
/// approval matrix demands more than for that contract alone — approval rather than filing, filing
/// rather than nothing, or the same of an authority further up (own, parent, the nearest at or
/// above with the level). A term is counted in whole months begun; where start or end is missing,
/// what the proposal intended. Pass otherwise, also when it stands alone. Pending while no contract
/// is concluded. Cannot-decide: no rulebook on that day. Never not-applicable. Rests on the
/// conclusions of all contracts summed.
Verdict judge_splitting(const Question& q) {
  const auto own = own_contracts(q);
  if (own.empty()) return none_concluded(q);
  Parts parts("no contract", "没有合同");
  for (const ContractFact& contract : own) parts.add(judge_split(q, own, contract));
  return std::move(parts).verdict();
}

/// FLAG-2. Each contract that the matter concluded (by signing or renewal) is judged on that day,
/// by the rulebook of that day. Counted are the contracts of all venues of the venue's owner that
/// were recorded before it and concluded on a day in the window: later than the same day of the
/// month window-months earlier, up to and including its own day; and itself. Breach: there are at
/// least `minimum` of them, and those with this partner are more than `share` of them (exactly the
/// share is not). Fewer than the minimum: not-applicable. Pending while no contract is concluded.
/// Cannot-decide: no rulebook on that day. Rests on the conclusions of the partner's contracts.
Verdict judge_concentration(const Question& q) {
  const auto own = own_contracts(q);
  if (own.empty()) return none_concluded(q);
  Parts parts("no contract", "没有合同");
  for (const ContractFact& contract : own) parts.add(judge_share(q, own, contract));
  return std::move(parts).verdict();
}

/// FLAG-6. Each renewal in the matter is judged on its day, by the rulebook of that day: it and the
/// renewals before it in its chain (predecessor by predecessor), in a row, whose term as renewed is
/// short: it ends not later than short-term-months after its start, on the same day of the month.
/// The first contract of a chain is no renewal. Breach: at least `renewals` of them; rests on the
/// last so many. Pass: fewer. Not-applicable: nothing was renewed. Cannot-decide: no rulebook on
/// that day, or a renewal in the row states no start or end before so many short ones were found.
/// Never pending: a renewal is judged at once, and none is due.
Verdict judge_short_renewals(const Question& q) {
  const auto own = own_contracts(q);
  Parts parts("no contract was renewed", "没有续签的合同");
  for (const ContractFact& contract : own) {
    if (!contract.predecessor.empty()) parts.add(judge_series(q, own, contract));
  }
  return std::move(parts).verdict();
}

}  // namespace minutebook::rules
