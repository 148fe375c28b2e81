#include <algorithm>
#include <array>
#include <string>

#include "ledger/rules/calendar.h"
#include "ledger/rules/catalogue.h"
#include "ledger/rules/earlier_contracts.h"

namespace minutebook::rules {
namespace {

/// Two contracts for the same thing with at most so many days between them are one after the other.
constexpr std::int32_t max_gap_days = 90;

/// A contract that may come before the one judged.
struct Spell {
  Day start;
  Day end;
  bool renewed = false;  ///< it is in the chain of renewals, whatever the gap
  std::vector<Position> positions;
};

std::optional<Spell> spell_of(const ContractFact& contract, Position before) {
  const TermsFact& terms = contract.terms_before(before);
  if (!terms.start || !terms.end) return std::nullopt;
  Spell spell{*terms.start, *terms.end, false, {contract.concluded_at, terms.position}};
  if (contract.ended_at && *contract.ended_at < before && contract.ended_on < spell.end) {
    spell.end = contract.ended_on;
    spell.positions.push_back(*contract.ended_at);
  }
  return spell;
}

/// The contracts that `judged` renews, one after the other, as far back as they go.
std::vector<const ContractFact*> ancestors_of(std::span<const ContractFact> own,
                                              const ContractFact& judged) {
  std::vector<const ContractFact*> out;
  const ContractFact* one = &judged;
  while (!one->predecessor.empty()) {
    const auto before = std::ranges::find(own, one->predecessor, &ContractFact::id);
    if (before == own.end() || before->concluded_at >= one->concluded_at) break;
    one = &*before;
    out.push_back(one);
  }
  return out;
}

/// What came before one judged: where it all began, and the days in between in which none ran.
struct Chain {
  Day start;
  std::int32_t gap_days = 0;
  bool has_unknown_term = false;  ///< a renewed contract states no start or end
  std::vector<Position> positions;
};

Chain chain_before(const Question& q, std::span<const ContractFact> own, const ContractFact& judged,
                   const TermsFact& terms) {
  Chain chain{*terms.start, 0, false, {terms.position}};
  const auto ancestors = ancestors_of(own, judged);
  std::vector<Spell> spells;
  const auto others = q.scene.landscape.of_venue_and_partner(judged.venue, judged.partner);
  const auto is_ancestor = [&](const ContractFact& one) {
    return std::ranges::find(ancestors, &one) != ancestors.end();
  };
  const auto fits = [&](const ContractFact& one) {
    return one.id != judged.id &&
           (is_ancestor(one) || (one.venue == judged.venue && one.partner == judged.partner));
  };
  each_before(others, own, terms.position, fits, [&](const ContractFact& one) {
    const bool renewed = is_ancestor(one);
    if (!renewed && one.scope != judged.scope) return;
    if (auto spell = spell_of(one, terms.position)) {
      spell->renewed = renewed;
      spells.push_back(*std::move(spell));
    } else if (renewed) {
      chain.has_unknown_term = true;
      chain.positions.push_back(one.concluded_at);
    }
  });
  std::ranges::sort(spells, [](const Spell& a, const Spell& b) {
    return std::pair(b.start, b.end) < std::pair(a.start, a.end);
  });
  for (const Spell& spell : spells) {
    const std::int32_t gap = chain.start.days - spell.end.days;
    if (chain.start <= spell.start || (!spell.renewed && gap > max_gap_days)) continue;
    chain.start = spell.start;
    chain.gap_days += std::max(gap, 0);
    chain.positions.insert(chain.positions.end(), spell.positions.begin(), spell.positions.end());
  }
  return chain;
}

/// One contract's terms as some event set them.
Verdict judge_terms(const Question& q, std::span<const ContractFact> own,
                    const ContractFact& judged, const TermsFact& terms) {
  const Rulebook* rulebook = q.rulebook(terms.day);
  if (rulebook == nullptr) return no_rulebook(q, terms.day, {terms.position});
  if (!terms.start || !terms.end) {
    return cannot_decide("contract \"" + judged.id + "\" does not state its start and end",
                         "合同“" + judged.id + "”未写明起止日期", {terms.position});
  }
  Chain chain = chain_before(q, own, judged, terms);
  const std::string months = std::to_string(rulebook->number(Number::term_months));
  const Day limit{add_months(chain.start, rulebook->number(Number::term_months)).days +
                  chain.gap_days};
  const std::string en = "contract \"" + judged.id + "\" with what it continues runs from " +
                         format_day(chain.start) + " to " + format_day(*terms.end);
  const std::string zh = "合同“" + judged.id + "”连同其延续的合同自 " + format_day(chain.start) +
                         " 至 " + format_day(*terms.end);
  if (*terms.end > limit && !terms.long_term_reason) {
    return breach(en + ": longer than " + months + " months, without a recorded reason",
                  zh + "，超过 " + months + " 个月，且未记录理由", std::move(chain.positions));
  }
  if (*terms.end > limit) {
    return pass(en + ": longer than " + months + " months, with a recorded reason",
                zh + "，超过 " + months + " 个月，已记录理由", std::move(chain.positions));
  }
  if (chain.has_unknown_term) {
    return cannot_decide(
        "a contract that \"" + judged.id + "\" renews does not state its start and end",
        "合同“" + judged.id + "”所续签的合同未写明起止日期", std::move(chain.positions));
  }
  return pass(en + ": not longer than " + months + " months", zh + "，未超过 " + months + " 个月",
              std::move(chain.positions));
}

/// SIGN-4. Each contract that the matter concluded is judged by its terms as signed or renewed, and
/// again by each amendment, under the rulebook of the day of that event. With it count the
/// contracts that it renews, predecessor by predecessor, and contracts of the same venue and
/// partner for the same thing (the proposals' scopes have the same counted_text) in this and other
/// matters that began earlier and end at most 90 days before it, or before one so counted, begins.
/// Only what was recorded before the event judged is looked at, with terms as they read then; a
/// contract that had been terminated ends with the day of that, if earlier. From the first start,
/// term-months are counted on the calendar (the same day of the month, or its last), and the days
/// between contracts in which none ran are added. Pass: the end, the first day on which it no
/// longer holds, is at most that day; or the terms judged record a reason for the long term.
/// Breach: it is later, without a reason. Cannot-decide: no rulebook on that day, start or end
/// missing, or missing in a contract that it renews (unless already too long); contracts in other
/// matters without start or end do not count. Pending while no contract is concluded. Never
/// not-applicable. Rests on the event judged and on those that concluded, set the terms of and
/// ended the contracts counted.
Verdict judge_term(const Question& q) {
  const auto own = contract_facts(q.subject, q.matter, q.scene.directory);
  if (own.empty()) {
    return pending("no contract has been concluded yet", "尚未签订合同",
                   {q.proposal().act.position});
  }
  Parts parts("no contract", "没有合同");
  for (const ContractFact& contract : own) {
    for (const TermsFact& terms : contract.terms) {
      parts.add(judge_terms(q, own, contract, terms));
    }
  }
  return std::move(parts).verdict();
}

Verdict concluded_in_spite(const ContractFact& contract, const FailureFact& failure) {
  return breach("contract \"" + contract.id + "\" of " + contract.matter.text() + " with " +
                    contract.partner.text() + " was concluded after contract \"" +
                    failure.contract + "\" of " + failure.matter.text() +
                    " had failed its final evaluation",
                failure.matter.text() + " 的合同“" + failure.contract + "”终期评价不合格后，仍与 " +
                    contract.partner.text() + " 签订 " + contract.matter.text() + " 的合同“" +
                    contract.id + "”",
                {failure.position, contract.concluded_at});
}

/// EVAL-4. The same two are the organization that owns the venue and the partner. A contract that
/// was concluded, by signing or renewal, at a later moment than that at which a final evaluation of
/// a contract of the same two was recorded as failed to have occurred, is a breach; at the same
/// moment it is not. Of two matters, the one whose fact was recorded last has the breach: this
/// matter's contracts are held against failures recorded before them, this matter's failures
/// against contracts of others recorded before them; inside the matter, all against all. A later
/// evaluation that passes changes nothing. Pass: a final evaluation of the same two failed in this
/// matter or, recorded before its last contract, in another, and nothing was concluded in spite of
/// it. Not-applicable: none failed. Never pending: nothing is waited for, and what is forbidden is
/// seen when it happens. Always decidable: owner, partner and moments are always known. Rests on
/// the evaluation and the conclusion; a pass on the evaluations.
Verdict judge_after_failure(const Question& q) {
  const auto own = contract_facts(q.subject, q.matter, q.scene.directory);
  const auto failures = failure_facts(q.subject, q.matter, q.scene.directory);
  Parts parts("no final evaluation of the same two failed", "双方没有终期评价不合格的合同");
  const auto hold = [&](const ContractFact& contract, const FailureFact& failure) {
    if (failure.moment < contract.moment) {
      parts.add(concluded_in_spite(contract, failure));
    } else {
      parts.add(pass("nothing was concluded after a failed final evaluation",
                     "终期评价不合格后没有再签订合同", {failure.position}));
    }
  };
  const auto same_two = [](const ContractFact& contract, const FailureFact& failure) {
    return contract.organization == failure.organization && contract.partner == failure.partner;
  };
  for (const ContractFact& contract : own) {
    for (const auto& known :
         q.scene.landscape.failures_of(contract.organization, contract.partner)) {
      if (known->matter != q.subject && known->position < contract.concluded_at) {
        hold(contract, *known);
      }
    }
    for (const FailureFact& failure : failures) {
      if (same_two(contract, failure)) hold(contract, failure);
    }
  }
  for (const FailureFact& failure : failures) {
    for (const DatedContract& other :
         q.scene.landscape.of_organization_and_partner(failure.organization, failure.partner)) {
      if (other.contract->matter != q.subject && other.position < failure.position) {
        hold(*other.contract, failure);
      }
    }
  }
  return std::move(parts).verdict();
}

using Command = schema::Command;

constexpr std::array agreeing{Command::SIGN_CONTRACT, Command::AMEND_CONTRACT,
                              Command::RENEW_CONTRACT};
constexpr std::array concluding{Command::SIGN_CONTRACT, Command::RENEW_CONTRACT};

constexpr std::array<Rule, 2> rules{{
    {.id = "SIGN-4",
     .title_en = "term within the limit, renewals counted together",
     .title_zh = "合作期限连同续签不超过规定年限",
     .source = Source::opinion,
     .at_commands = agreeing,
     .of_matter = judge_term},
    {.id = "EVAL-4",
     .title_en = "no renewal and no new partnership after a failed final evaluation",
     .title_zh = "终期评价不合格的不得续签或再次合作",
     .source = Source::opinion,
     .at_commands = concluding,
     .of_matter = judge_after_failure},
}};

}  // namespace

std::span<const Rule> chain_rules() { return rules; }

}  // namespace minutebook::rules
