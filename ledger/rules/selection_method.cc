#include <algorithm>

#include "ledger/rules/agreements.h"
#include "ledger/rules/facts.h"
#include "ledger/rules/selection_parts.h"

namespace minutebook::rules {
namespace {

using domain::Contract;
using domain::ContractSignature;
using domain::Selection;

Verdict judge_announcement(const Question& q, const Selection& selection) {
  const Day announced = q.scene.day_of(selection.act.occurred_at);
  const Rulebook* rulebook = q.rulebook(announced);
  const Position position = selection.act.position;
  if (rulebook == nullptr) return no_rulebook(q, announced, {position});
  Faults faults;
  if (!rulebook->methods.contains(selection.method)) {
    faults.add("its method is not one that the rulebook calls open",
               "其方式不属于制度规则认可的公开方式");
  }
  for (const std::string& channel : rulebook->channels) {
    if (std::ranges::find(selection.channels, channel) != selection.channels.end()) continue;
    faults.add("it was not announced on \"" + channel + "\"", "未在“" + channel + "”公告");
  }
  const auto days = q.scene.day_of(selection.deadline).days - announced.days;
  const auto needed = rulebook->number(Number::announcement_days);
  const std::string counted = std::to_string(days);
  if (days < needed) {
    faults.add("it was announced " + counted + " days before its deadline; at least " +
                   std::to_string(needed) + " are needed",
               "公告至截止 " + counted + " 天，至少须 " + std::to_string(needed) + " 天");
  }
  const Bilingual name = name_of(selection);
  if (!faults.empty()) {
    return breach(name.en + ": " + faults.en(), name.zh + "：" + faults.zh(), {position});
  }
  return pass(name.en + " was open, announced on all required channels " + counted +
                  " days before its deadline",
              name.zh + "方式公开，公告渠道齐全，公告至截止 " + counted + " 天", {position});
}

Verdict judge_partner(const Question& q, const Contract& contract,
                      const ContractSignature& signing) {
  const Day day = q.scene.day_of(signing.act.occurred_at);
  const Rulebook* rulebook = q.rulebook(day);
  std::vector<Position> positions{signing.act.position};
  if (rulebook == nullptr) return no_rulebook(q, day, positions);
  if (!rulebook->requires_step(q.mode(), domain::Step::signing)) {
    return not_applicable("the rulebook requires no selection for this mode of cooperation",
                          "制度规则不要求此种合作方式进行遴选");
  }
  const std::string& partner = signing.partner.text();
  for (const Selection& selection : q.matter.selections) {
    const domain::Award* award = award_before(selection, signing.act);
    if (award != nullptr && has_won(selection, *award, signing.partner)) {
      const Bilingual name = name_of(selection);
      return pass(partner + " had won " + name.en, partner + " 在" + name.zh + "中中选",
                  {signing.act.position, award->act.position});
    }
    if (happened_before(selection.act, signing.act)) positions.push_back(selection.act.position);
  }
  const std::string id = contract.id;
  if (positions.size() == 1) {
    positions.push_back(q.proposal().act.position);
    return breach("contract \"" + id + "\" was signed with " + partner +
                      " and no selection had been announced",
                  "合同“" + id + "”与 " + partner + " 签订，此前未公告遴选", std::move(positions));
  }
  return breach("contract \"" + id + "\" was signed with " + partner +
                    ", who had not won any selection of this matter",
                "合同“" + id + "”与 " + partner + " 签订，该方未在本事项的遴选中中选",
                std::move(positions));
}

}  // namespace

/// SEL-1. Each selection announced is judged by the rulebook of the day of its announcement: its
/// method is one of the open ones, every required channel is among its channels (same spelling),
/// and the calendar day of its deadline is announcement_days or more after that of the
/// announcement. Each contract signed (its first signing; renewals not) is judged by the rulebook
/// of that day: its partner is whose bid is among the winners that a selection had determined last
/// before, else a breach; not applicable where the rulebook does not require the step of signing
/// for the mode. Without any announcement or signing: pending. Cannot decide without a rulebook.
Verdict judge_open_method(const Question& q) {
  Parts parts("no selection was announced", "没有公告遴选");
  bool begun = false;
  for (const Selection& selection : q.matter.selections) {
    begun = true;
    parts.add(judge_announcement(q, selection));
  }
  for (const Contract& contract : q.matter.contracts) {
    const ContractSignature* signing = signing_of(contract);
    if (signing == nullptr) continue;
    begun = true;
    parts.add(judge_partner(q, contract, *signing));
  }
  if (begun) return std::move(parts).verdict();
  return pending("no selection is announced yet", "尚未公告遴选", {q.proposal().act.position});
}

}  // namespace minutebook::rules
