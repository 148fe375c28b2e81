#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "ledger/rules/catalogue.h"
#include "ledger/rules/vote.h"

namespace minutebook::rules {
namespace {

using Command = schema::Command;

bool is_complete(const domain::Study& study) {
  return study.document && !study.necessity.empty() && !study.feasibility.empty();
}

/// The verdict on a matter that was adopted or moved on by `decision`; `resolved`: adopted.
Verdict studied_before(const Question& question, const domain::Act& decision, bool resolved) {
  const domain::Study* last = nullptr;
  std::vector<Position> unfit{decision.position};
  for (const domain::Study& study : question.matter.studies) {
    if (!is_complete(study) || !is_earlier(study.act, decision)) {
      unfit.push_back(study.act.position);
    } else if (last == nullptr || is_earlier(last->act, study.act)) {
      last = &study;
    }
  }
  if (last == nullptr) {
    const std::string count = std::to_string(question.matter.studies.size());
    const std::string en =
        resolved ? "before the resolution was adopted" : "before the matter moved on";
    const std::string zh = resolved ? "决议通过前" : "进入后续环节前";
    return breach("no study of necessity and feasibility with a document was made " + en + "; " +
                      count + " are recorded in all",
                  zh + "没有附文件的必要性、可行性论证；共记录论证 " + count + " 份",
                  std::move(unfit));
  }
  std::string en = "necessity and feasibility were studied, with a document, before the decision";
  std::string zh = "决定前已作附文件的必要性、可行性论证";
  if (decision.position < last->act.position) {
    en += ", but the study was recorded only afterwards";
    zh += "，但论证在决定之后才记录";
  }
  if (last->conclusion == schema::Conclusion::UNFAVOURABLE) {
    en += "; its conclusion is unfavourable";
    zh += "；论证结论为不利";
  }
  return pass(std::move(en), std::move(zh), {last->act.position, decision.position});
}

/// Looks for a study with necessity, feasibility and a document that occurred before the first
/// adopted resolution did (of the same moment: recorded before it). Passes when there is one, also
/// when it was recorded only after the resolution, which the reason says; REC-1 and REC-2 judge
/// that. Only the order in which things occurred decides. An unfavourable conclusion passes: the
/// body may decide otherwise, knowing the study; the reason says so. Without an adopted resolution,
/// the first act of step 3 or 4 stands for it. Breach when neither has a study before it. Pending
/// while there is neither. Not applicable when the mode needs no study. Never cannot-decide: it has
/// no parameters; without a rulebook the study is required.
Verdict study_1(const Question& question) {
  if (!is_required(question, domain::Step::study)) {
    return not_applicable("this mode needs no study", "此种合作方式无须前期论证");
  }
  if (const domain::Resolution* adopted = first_adoption(question)) {
    return studied_before(question, adopted->act, true);
  }
  if (const domain::Act* moved = moved_on_after(question, question.proposal().act.position)) {
    return studied_before(question, *moved, false);
  }
  return pending("no resolution has been adopted yet", "尚未通过决议",
                 {question.proposal().act.position});
}

constexpr std::array<
    std::pair<domain::Aspect domain::DueDiligence::*, std::pair<const char*, const char*>>, 4>
    aspects{{{&domain::DueDiligence::qualification, {"qualification", "资质"}},
             {&domain::DueDiligence::integrity_record, {"integrity record", "诚信记录"}},
             {&domain::DueDiligence::service_brand, {"service brand", "服务品牌"}},
             {&domain::DueDiligence::overall_strength, {"overall strength", "综合实力"}}}};

/// One partner chosen by `choice`.
Verdict examined_before(const Question& question, const Subject& partner,
                        const domain::Act& choice) {
  std::vector<Position> events{choice.position};
  std::array<bool, aspects.size()> assessed{};
  for (const domain::DueDiligence& record : question.matter.due_diligence) {
    if (record.partner != partner) continue;
    events.push_back(record.act.position);
    if (!is_earlier(record.act, choice)) continue;
    for (std::size_t i = 0; i < aspects.size(); ++i) {
      const domain::Aspect& aspect = record.*aspects.at(i).first;
      if (aspect.assessment != schema::Assessment::NOT_ASSESSED) assessed.at(i) = true;
    }
  }
  std::vector<std::string> missing_en;
  std::vector<std::string> missing_zh;
  for (std::size_t i = 0; i < aspects.size(); ++i) {
    if (assessed.at(i)) continue;
    missing_en.emplace_back(aspects.at(i).second.first);
    missing_zh.emplace_back(aspects.at(i).second.second);
  }
  if (missing_en.empty()) {
    return pass("all four aspects of " + partner.text() + " were assessed before it was chosen",
                partner.text() + " 选定前四个方面均已评估", std::move(events));
  }
  return breach(
      "not assessed before " + partner.text() + " was chosen: " + joined(missing_en, ", "),
      partner.text() + " 选定前未评估：" + joined(missing_zh, "、"), std::move(events));
}

/// Was `partner` named a winner before `act`?
bool was_selected_before(const Question& question, const Subject& partner, const domain::Act& act) {
  for (const domain::Selection& selection : question.matter.selections) {
    for (const domain::Award& award : selection.awards) {
      if (!is_earlier(award.act, act)) continue;
      for (const std::string& id : award.bids) {
        const domain::Bid* bid = selection.bid(id);
        if (bid != nullptr && bid->partner() != nullptr && *bid->partner() == partner) return true;
      }
    }
  }
  return false;
}

void judge_awards(const Question& question, const domain::Selection& selection, Parts& parts) {
  for (const domain::Award& award : selection.awards) {
    for (const std::string& id : award.bids) {
      const domain::Bid* bid = selection.bid(id);
      if (bid == nullptr || bid->partner() == nullptr) {
        parts.add(cannot_decide("bid " + id + " won but was never opened: its partner is not known",
                                "中选投标 " + id + " 从未开启，合作方不明", {award.act.position}));
      } else {
        parts.add(examined_before(question, *bid->partner(), award.act));
      }
    }
  }
}

/// The earliest draft or signature of `contract` with each partner.
void judge_contract(const Question& question, const domain::Contract& contract, Parts& parts) {
  std::vector<std::pair<Subject, const domain::Act*>> choices;
  const auto look_at = [&](const Subject& partner, const domain::Act& act) {
    const auto known =
        std::ranges::find_if(choices, [&](const auto& choice) { return choice.first == partner; });
    if (known == choices.end()) {
      choices.emplace_back(partner, &act);
    } else if (is_earlier(act, *known->second)) {
      known->second = &act;
    }
  };
  for (const auto& draft : contract.drafts) look_at(draft.partner, draft.act);
  for (const auto& signature : contract.signatures) look_at(signature.partner, signature.act);
  for (const auto& [partner, act] : choices) {
    if (was_selected_before(question, partner, *act)) continue;
    parts.add(examined_before(question, partner, *act));
  }
}

/// Judges each choice of a partner: each bid that WinnersDetermined names, at that moment; and each
/// partner of a contract that no selection named before, at the first draft or signature with it. A
/// contract made by a renewal chooses nobody anew. Passes when the due diligence on that partner
/// that occurred before (of the same moment: was recorded before) assesses all four aspects, in
/// one record or several together. An unsatisfactory aspect is assessed: what follows from it is
/// for the body to decide. Breach otherwise. Pending while nobody is chosen. Not applicable when
/// the mode needs no study. Cannot decide when a winning bid was never opened. No parameters.
Verdict study_2(const Question& question) {
  if (!is_required(question, domain::Step::study)) {
    return not_applicable("this mode needs no study", "此种合作方式无须前期论证");
  }
  Parts parts("no partner was chosen", "没有选定合作方");
  for (const auto& selection : question.matter.selections) judge_awards(question, selection, parts);
  for (const auto& contract : question.matter.contracts) judge_contract(question, contract, parts);
  Verdict verdict = std::move(parts).verdict();
  if (verdict.ruling != Ruling::not_applicable) return verdict;
  return pending("no partner has been chosen yet", "尚未选定合作方",
                 {question.proposal().act.position});
}

/// Looks at the proposal as it reads now. Breach when its mode is none of the four, or when an
/// irregularity report of the matter names STUDY-3. Passes when the scope contains the name of one
/// of the venue's primary duties, letter by letter. Otherwise people must judge: cannot decide.
/// Never pending: the scope is there from the proposal on. Not applicable only before the proposal.
Verdict study_3(const Question& question) {
  const domain::Proposal& proposal = question.proposal();
  const Position proposed = proposal.act.position;
  if (question.mode() == schema::Mode::UNSPECIFIED) {
    return breach("the mode is none of the four", "合作方式不属于四种方式", {proposed});
  }
  std::vector<Position> reports{proposed};
  for (const domain::IrregularityReport& report : question.matter.irregularity_reports) {
    if (report.rule == "STUDY-3") reports.push_back(report.act.position);
  }
  if (reports.size() > 1) {
    return breach("the scope is reported to lie outside the venue's primary duties",
                  "有报告指出合作范围超出阵地主责主业", std::move(reports));
  }
  for (const std::string& duty : question.scene.directory.venue(proposal.venue)->primary_duties) {
    if (duty.empty() || proposal.scope.find(duty) == std::string::npos) continue;
    return pass("the scope names \"" + duty + "\", a primary duty of " + proposal.venue.text(),
                "合作范围包含 " + proposal.venue.text() + " 的主责主业“" + duty + "”", {proposed});
  }
  return cannot_decide(
      "the scope names no primary duty of " + proposal.venue.text() + ": people must judge",
      "合作范围未提及 " + proposal.venue.text() + " 的主责主业，须由人判断", {proposed});
}

constexpr std::array at_decision{Command::CLOSE_VOTE, Command::REQUEST_APPROVAL,
                                 Command::SUBMIT_FILING, Command::ANNOUNCE_SELECTION,
                                 Command::SIGN_CONTRACT};
constexpr std::array at_choice{Command::DETERMINE_WINNERS, Command::DRAFT_CONTRACT,
                               Command::SIGN_CONTRACT};
constexpr ModeSet any_mode = all_modes | ModeSet{schema::Mode::UNSPECIFIED};

constexpr std::array<Rule, 3> rules{{
    {.id = "STUDY-1",
     .title_en = "necessity and feasibility studied, with a document, before the resolution",
     .title_zh = "决议前完成附文件的必要性、可行性论证",
     .source = Source::opinion,
     .enforce = Enforce::flag,
     .at_commands = at_decision,
     .of_matter = study_1},
    {.id = "STUDY-2",
     .title_en = "due diligence on all four aspects before the partner is chosen",
     .title_zh = "选定合作方前完成四个方面的尽职调查",
     .source = Source::opinion,
     .enforce = Enforce::flag,
     .at_commands = at_choice,
     .of_matter = study_2},
    // No command of the procedure breaks it at once: a report must never be refused.
    {.id = "STUDY-3",
     .title_en = "one of the four modes, within the venue's primary duties",
     .title_zh = "属于四种合作方式且不超出阵地主责主业",
     .source = Source::opinion,
     .judge = Judge::reported,
     .modes = any_mode,
     .enforce = Enforce::flag,
     .of_matter = study_3},
}};

}  // namespace

std::span<const Rule> study_rules() { return rules; }

}  // namespace minutebook::rules
