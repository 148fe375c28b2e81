#include <array>

#include "ledger/rules/agreements.h"
#include "ledger/rules/approval_facts.h"
#include "ledger/rules/catalogue.h"
#include "ledger/rules/facts.h"

namespace minutebook::rules {
namespace {

using Command = schema::Command;
using domain::ApprovalAnswer;
using domain::ApprovalRequest;
using domain::Filing;

std::string day_text(const Question& q, const domain::Act& act) {
  return format_day(q.scene.day_of(act.occurred_at));
}

/// What has to be approved first: every selection announced and every contract signed, renewed or
/// amended.
std::vector<Occasion> occasions_of(const Question& q) {
  std::vector<Occasion> occasions;
  occasions.reserve(q.matter.selections.size() + q.matter.contracts.size());
  for (const domain::Selection& selection : q.matter.selections) {
    occasions.push_back(
        {selection.act,
         nullptr,
         {"the announcement of selection \"" + selection.id + "\" on " + day_text(q, selection.act),
          day_text(q, selection.act) + " 公告的遴选“" + selection.id + "”"}});
  }
  for (const domain::Contract& contract : q.matter.contracts) {
    for (const Agreement& agreement : agreements_of(contract)) {
      occasions.push_back({agreement.act, &agreement.terms, name_of(q, agreement)});
    }
  }
  return occasions;
}

/// What is asked of the matter while nothing is done that needs it: as the proposal reads now.
Occasion outlook(const Question& q) {
  return {q.proposal().act, nullptr, {"the matter as proposed", "所提事项"}};
}

Verdict no_such_level(const Occasion& occasion) {
  return cannot_decide(
      "the rulebook names an authority of a level that no organization at or above the venue's has",
      "制度规则所列层级的组织在该阵地所属组织及其上级中不存在", {occasion.act.position});
}

/// The occasion's position, and those of all answers of the authority, whenever they came.
std::vector<Position> occasion_and_answers(const Question& q, const Occasion& occasion,
                                           const Subject& authority) {
  std::vector<Position> positions{occasion.act.position};
  for (const ApprovalRequest& request : q.matter.approval_requests) {
    if (!answers_for(q, request.authority, authority)) continue;
    for (const ApprovalAnswer& answer : request.answers) positions.push_back(answer.act.position);
  }
  return positions;
}

Verdict not_asked(const Occasion& occasion, std::string_view en, std::string_view zh) {
  return not_applicable("the rulebook asks for no " + std::string(en) + ": " + occasion.name.en,
                        "制度规则不要求" + std::string(zh) + "：" + occasion.name.zh);
}

/// APPR-1 at one occasion; `at` is null for the outlook.
Verdict judge_approved(const Question& q, const Occasion& occasion, const domain::Act* at) {
  const auto demand = demand_at(q, occasion);
  if (!demand) {
    return no_rulebook(q, q.scene.day_of(occasion.act.occurred_at), {occasion.act.position});
  }
  if (demand->demand != Demand::approval) return not_asked(occasion, "approval", "审批");
  const auto authority = resolve(q, demand->authority);
  if (!authority) return no_such_level(occasion);
  const std::string& name = authority->text();
  if (const ApprovalAnswer* grant = standing_grant(q, *authority, at)) {
    const std::string day = day_text(q, grant->act);
    return pass(occasion.name.en + " had the approval asked of " + name + ", granted on " + day,
                occasion.name.zh + "已取得 " + name + " 权限内的审批（" + day + "）",
                {occasion.act.position, grant->act.position});
  }
  auto positions = occasion_and_answers(q, occasion, *authority);
  if (at == nullptr) {
    return pending("approval by " + name + " is needed before selection and signing",
                   "遴选和签约之前须经 " + name + " 审批", std::move(positions));
  }
  return breach(occasion.name.en + " was not approved by " + name + " before",
                occasion.name.zh + "事先未经 " + name + " 审批", std::move(positions));
}

/// APPR-1. Judged at every occasion: each announcement of a selection, each signing, renewal and
/// amendment of a contract. The rulebook in force on its day is asked with the owner's level and
/// the proposal as it read then; of a contract, its own value and term (whole months, a begun one
/// counted) count where they are larger. Where approval is demanded, the occasion passes when a
/// grant stood at that moment: a request to the demanded authority, or to one above it, whose last
/// answer before the occasion was a grant; under which id, and after how many returns, is the
/// same. Otherwise it is a breach, whatever was granted later. Of one moment, what was recorded
/// first came first. Before any occasion, the rulebook of the day of the latest revision says what
/// will be asked: pass when a grant stands, else pending. Not applicable where filing or nothing is
/// asked; cannot decide without a rulebook, or where nobody at or above the owner has the level.
Verdict approved_first(const Question& q) {
  const auto occasions = occasions_of(q);
  if (occasions.empty()) return judge_approved(q, outlook(q), nullptr);
  Parts parts("nothing was selected or signed", "尚未遴选或签约");
  for (const Occasion& occasion : occasions) {
    parts.add(judge_approved(q, occasion, &occasion.act));
  }
  return std::move(parts).verdict();
}

/// The earliest act by which the authority, or one above it, was told: a filing, or the request of
/// an approval that it granted. Null when there is none.
const domain::Act* first_filed(const Question& q, const Subject& authority) {
  const domain::Act* first = nullptr;
  const auto take = [&](const domain::Act& act, const Subject& told) {
    if (!answers_for(q, told, authority)) return;
    if (first == nullptr || happened_before(act, *first)) first = &act;
  };
  for (const Filing& filing : q.matter.filings) take(filing.act, filing.authority);
  for (const domain::ApprovalRequest& request : q.matter.approval_requests) {
    if (request.outcome() == domain::ApprovalOutcome::granted) take(request.act, request.authority);
  }
  return first;
}

/// APPR-2 at one occasion; undecided when nothing is decided yet.
Verdict judge_filed(const Question& q, const Occasion& occasion, bool decided) {
  const Day day = q.scene.day_of(occasion.act.occurred_at);
  const auto demand = demand_at(q, occasion);
  if (!demand) return no_rulebook(q, day, {occasion.act.position});
  if (demand->demand != Demand::filing) return not_asked(occasion, "filing", "备案");
  const auto authority = resolve(q, demand->authority);
  if (!authority) return no_such_level(occasion);
  const std::string& name = authority->text();
  const auto days = q.rulebook(day)->number(Number::filing_days);
  const Day last{static_cast<std::int32_t>(day.days + days)};
  const domain::Act* told = first_filed(q, *authority);
  std::vector<Position> positions{occasion.act.position};
  if (told != nullptr) {
    positions.push_back(told->position);
    const Day filed = q.scene.day_of(told->occurred_at);
    const std::string when = format_day(filed);
    if (!decided || filed <= last) {
      return pass(occasion.name.en + " was filed with " + name + " on " + when,
                  occasion.name.zh + "已于 " + when + " 报 " + name + " 备案", positions);
    }
    return breach(
        occasion.name.en + " was filed with " + name + " on " + when + ", after " +
            format_day(last),
        occasion.name.zh + "于 " + when + " 报 " + name + " 备案，晚于 " + format_day(last),
        positions);
  }
  if (!decided) {
    return pending("nothing is decided yet; filing with " + name + " will be needed",
                   "尚未决策；决策后须报 " + name + " 备案", positions);
  }
  const Instant due = q.scene.start_of(Day{last.days + 1});
  const std::string until = format_day(last);
  if (q.scene.now < due) {
    return pending_until(due, occasion.name.en + " is to be filed with " + name + " by " + until,
                         occasion.name.zh + "须在 " + until + " 前（含当日）报 " + name + " 备案",
                         positions);
  }
  return breach(occasion.name.en + " was not filed with " + name + " by " + until,
                occasion.name.zh + "至 " + until + " 仍未报 " + name + " 备案", positions);
}

/// The first resolution, by the time it was adopted; null when none was.
const domain::Resolution* first_adopted(const domain::Partnership& matter) {
  const domain::Resolution* first = nullptr;
  for (const domain::Meeting& meeting : matter.meetings) {
    const domain::Resolution* resolution = meeting.resolution();
    if (resolution == nullptr || !resolution->adopted) continue;
    if (first == nullptr || happened_before(resolution->act, first->act)) first = resolution;
  }
  return first;
}

/// APPR-2. Judged at the first adopted resolution and at every signing, renewal and amendment of a
/// contract, with the demand found as for APPR-1. Where filing is demanded, day D of the occasion
/// passes when a filing was submitted to the demanded authority, or one above it, on day D +
/// filing_days or earlier; one from before D counts, and an acknowledgement is not needed. Whoever
/// asked for an approval and got it has told more than a filing would: the day of the request
/// counts as one. Pending until the start of day D + filing_days + 1, then a breach;
/// a later filing stays one. Before any occasion: pass when it is filed already, else pending
/// without a deadline. Not applicable where approval or nothing is asked; cannot decide without a
/// rulebook on day D, or where nobody at or above the owner has the level.
Verdict filed_in_time(const Question& q) {
  std::vector<Occasion> occasions;
  if (const domain::Resolution* resolution = first_adopted(q.matter)) {
    const std::string day = day_text(q, resolution->act);
    occasions.push_back({resolution->act, nullptr, {"the resolution of " + day, day + " 的决议"}});
  }
  for (const domain::Contract& contract : q.matter.contracts) {
    for (const Agreement& agreement : agreements_of(contract)) {
      occasions.push_back({agreement.act, &agreement.terms, name_of(q, agreement)});
    }
  }
  if (occasions.empty()) return judge_filed(q, outlook(q), false);
  Parts parts("nothing was decided", "尚未决策");
  for (const Occasion& occasion : occasions) parts.add(judge_filed(q, occasion, true));
  return std::move(parts).verdict();
}

constexpr std::array approved_at{Command::ANNOUNCE_SELECTION, Command::SIGN_CONTRACT,
                                 Command::RENEW_CONTRACT, Command::AMEND_CONTRACT};
constexpr std::array separated_at{Command::GRANT_APPROVAL,  Command::RETURN_APPROVAL,
                                  Command::REFUSE_APPROVAL, Command::REVISE_PROPOSAL,
                                  Command::RECORD_STUDY,    Command::CAST_BALLOT,
                                  Command::CHANGE_BALLOT};

}  // namespace

std::span<const Rule> approval_rules() {
  static const std::array rules{
      Rule{.id = "APPR-1",
           .title_en = "approved by the authority that the rulebook names before selection or "
                       "signing",
           .title_zh = "遴选或签约前经制度规则规定的机关审批",
           .source = Source::opinion,
           .at_commands = approved_at,
           .of_matter = approved_first},
      Rule{.id = "APPR-2",
           .title_en = "filed in time where filing is what the rulebook asks for",
           .title_zh = "须备案的事项按期备案",
           .source = Source::opinion,
           .of_matter = filed_in_time},
      Rule{.id = "APPR-3",
           .title_en = "the approver neither proposed nor voted",
           .title_zh = "审批人未参与提出或表决",
           .source = Source::derived,
           .at_commands = separated_at,
           .of_matter = judge_approver},
  };
  return rules;
}

}  // namespace minutebook::rules
