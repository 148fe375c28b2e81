#include <algorithm>

#include "ledger/rules/agreements.h"
#include "ledger/rules/facts.h"
#include "ledger/rules/selection_parts.h"

namespace minutebook::rules {
namespace {

using domain::Award;
using domain::Contract;
using domain::ContractDraft;
using domain::ContractSignature;
using domain::Objection;
using domain::Publication;
using domain::Selection;

/// Does a draft of the contract cite the selection or, when its drafts cite nothing, is the
/// contract with one of the winners?
bool comes_from(const Contract& contract, const Selection& selection) {
  const auto cites = [](const ContractDraft& draft) {
    return !draft.selection.empty() || !draft.bid.empty();
  };
  if (std::ranges::any_of(contract.drafts, cites)) {
    return std::ranges::any_of(contract.drafts, [&](const ContractDraft& draft) {
      return draft.selection == selection.id || selection.bid(draft.bid) != nullptr;
    });
  }
  return selection.award() != nullptr && has_won(selection, *selection.award(), contract.partner);
}

std::int64_t days_of(const Question& q, const Publication& publication) {
  return publication.until.days - q.scene.day_of(publication.act.occurred_at).days;
}

/// Of the publications since the award, the first that is long enough; null when none is. Where a
/// rulebook is missing, length is not known.
struct Published {
  const Publication* long_enough = nullptr;
  const Publication* too_short = nullptr;
  const Publication* unjudged = nullptr;
};

Published published(const Question& q, const Selection& selection, const Award& award) {
  Published found;
  for (const Publication& publication : selection.publications) {
    if (!happened_before(award.act, publication.act)) continue;
    const Rulebook* rulebook = q.rulebook(publication.act);
    if (rulebook == nullptr) {
      found.unjudged = &publication;
    } else if (days_of(q, publication) < rulebook->number(Number::publication_days)) {
      found.too_short = &publication;
    } else if (found.long_enough == nullptr || publication.until < found.long_enough->until) {
      found.long_enough = &publication;
    }
  }
  return found;
}

Verdict judge_length(const Question& q, const Selection& selection, const Published& found,
                     const Award& award) {
  const Bilingual name = name_of(selection);
  if (const Publication* one = found.long_enough) {
    const std::string until = format_day(one->until);
    return pass("the result of " + name.en + " is published until " + until,
                name.zh + "的结果公示至 " + until, {one->act.position, award.act.position});
  }
  if (const Publication* one = found.unjudged) {
    return no_rulebook(q, q.scene.day_of(one->act.occurred_at), {one->act.position});
  }
  if (const Publication* one = found.too_short) {
    const std::string days = std::to_string(days_of(q, *one));
    const auto needed = q.rulebook(one->act)->number(Number::publication_days);
    return breach("the result of " + name.en + " was published for " + days + " days; at least " +
                      std::to_string(needed) + " are needed",
                  name.zh + "的结果公示 " + days + " 天，至少须 " + std::to_string(needed) + " 天",
                  {one->act.position, award.act.position});
  }
  return pending("the result of " + name.en + " is not published yet", name.zh + "的结果尚未公示",
                 {award.act.position});
}

/// One contract of the selection, at its first signing.
void judge_signing(const Question& q, const Contract& contract, const ContractSignature& signing,
                   const Published& found, Parts& parts) {
  const Day day = q.scene.day_of(signing.act.occurred_at);
  const std::string en = "contract \"" + contract.id + "\" was signed on " + format_day(day);
  const std::string zh = format_day(day) + " 签订合同“" + contract.id + "”";
  const Publication* one = found.long_enough;
  const bool known = one != nullptr || found.too_short != nullptr || found.unjudged != nullptr;
  if (!known) {
    parts.add(breach(en + " and the result of the selection was not published",
                     zh + "，而遴选结果没有公示", {signing.act.position}));
  } else if (one != nullptr && day < one->until) {
    parts.add(breach(en + ", before its publication ended on " + format_day(one->until),
                     zh + "，早于公示截止日 " + format_day(one->until),
                     {signing.act.position, one->act.position}));
  }
}

bool is_resolved_before(const Objection& objection, const domain::Act& act) {
  return std::ranges::any_of(objection.rulings, [&](const domain::ObjectionRuling& ruling) {
    return happened_before(ruling.act, act);
  });
}

void judge_objection(const Objection& objection, const std::vector<const Contract*>& contracts,
                     Parts& parts) {
  for (const Contract* contract : contracts) {
    const ContractSignature& signing = *signing_of(*contract);
    if (!happened_before(objection.act, signing.act)) continue;
    if (is_resolved_before(objection, signing.act)) continue;
    parts.add(breach("contract \"" + contract->id + "\" was signed while objection \"" +
                         objection.id + "\" was open",
                     "签订合同“" + contract->id + "”时异议“" + objection.id + "”尚未处理",
                     {objection.act.position, signing.act.position}));
  }
  if (objection.resolved()) {
    parts.add(pass("objection \"" + objection.id + "\" is resolved",
                   "异议“" + objection.id + "”已经处理",
                   {objection.act.position, objection.rulings.front().act.position}));
  } else if (contracts.empty()) {
    parts.add(pending("objection \"" + objection.id + "\" is not resolved yet",
                      "异议“" + objection.id + "”尚未处理", {objection.act.position}));
  }
}

void judge_selection(const Question& q, const Selection& selection, Parts& parts) {
  std::vector<const Contract*> signed_contracts;
  for (const Contract& contract : q.matter.contracts) {
    if (!contract.signatures.empty() && comes_from(contract, selection)) {
      signed_contracts.push_back(&contract);
    }
  }
  for (const Objection& objection : q.matter.objections) {
    if (objection.selection == selection.id) judge_objection(objection, signed_contracts, parts);
  }
  const Bilingual name = name_of(selection);
  const Award* award = selection.award();
  const Published found = award == nullptr ? Published{} : published(q, selection, *award);
  for (const Contract* contract : signed_contracts) {
    judge_signing(q, *contract, *signing_of(*contract), found, parts);
  }
  if (award != nullptr) {
    parts.add(judge_length(q, selection, found, *award));
  } else if (is_closed(q.matter)) {
    parts.add(not_applicable(name.en + " had no winners", name.zh + "没有中选方"));
  } else {
    parts.add(pending("the winners of " + name.en + " are not determined yet",
                      name.zh + "尚未确定中选方", {selection.act.position}));
  }
}

}  // namespace

/// SEL-4. Of each selection, the determination of winners that counts (the last one): its result
/// was published since, and from the day of the publication up to `until` (the first day outside)
/// are publication_days or more, by the rulebook of the day of publication; of several, one that is
/// long enough suffices, the one that ends first counts, and when there are only shorter ones it is
/// a breach. A contract comes from the selection when one of its drafts cites it or one of its
/// bids, or, where its drafts cite nothing, when its partner is a winner. At its first signing the
/// result had been published and that day is `until` or later, and every objection to the selection
/// raised before had been resolved before; else a breach. While nothing is signed: pending without
/// winners, without a publication, or with an open objection. Passes from the publication on
/// though it still runs. A selection that had no winners when the matter closed, and a matter
/// without a selection: not applicable. Cannot decide without a rulebook on the day of publication.
Verdict judge_publication(const Question& q) {
  Parts parts("no selection was announced", "没有公告遴选");
  for (const Selection& selection : q.matter.selections) judge_selection(q, selection, parts);
  return std::move(parts).verdict();
}

}  // namespace minutebook::rules
