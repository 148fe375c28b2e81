#include <algorithm>
#include <span>

#include "ledger/rules/facts.h"
#include "ledger/rules/signing_parts.h"

namespace minutebook::rules {
namespace {

using domain::Contract;
using domain::ContractDraft;
using Kind = Agreement::Kind;

/// The text of a contract that a grant of approval names.
struct ApprovedText {
  crypto::Digest digest;
  Position at;
};

/// Is it the text of a draft of a contract other than `contract`?
bool is_of_another(const domain::Partnership& matter, const Contract& contract,
                   const crypto::Digest& digest) {
  return std::ranges::any_of(matter.contracts, [&](const Contract& other) {
    return other.id != contract.id &&
           std::ranges::any_of(other.drafts, [&](const ContractDraft& draft) {
             return draft.text.digest == digest;
           });
  });
}

/// Texts approved before the agreement, without those drafted for other contracts only.
std::vector<ApprovedText> approved_texts(const Question& q, const Agreement& agreement) {
  std::vector<ApprovedText> texts;
  for (const domain::ApprovalRequest& request : q.matter.approval_requests) {
    for (const domain::ApprovalAnswer& answer : request.answers) {
      if (!answer.contract_text || !happened_before(answer.act, agreement.act)) continue;
      const bool is_its_own = std::ranges::any_of(
          agreement.contract.drafts,
          [&](const ContractDraft& draft) { return draft.text.digest == *answer.contract_text; });
      if (is_its_own || !is_of_another(q.matter, agreement.contract, *answer.contract_text)) {
        texts.push_back({*answer.contract_text, answer.act.position});
      }
    }
  }
  return texts;
}

const ApprovedText* find_text(std::span<const ApprovedText> texts, const crypto::Digest& digest) {
  const auto found = std::ranges::find(texts, digest, &ApprovedText::digest);
  return found == texts.end() ? nullptr : &*found;
}

const ContractDraft* last_draft(const Agreement& agreement) {
  const ContractDraft* last = nullptr;
  for (const ContractDraft& draft : agreement.contract.drafts) {
    if (!happened_before(draft.act, agreement.act)) continue;
    if (last == nullptr || happened_before(last->act, draft.act)) last = &draft;
  }
  return last;
}

Verdict judge_signed_text(const Agreement& agreement, const Bilingual& name,
                          std::span<const ApprovedText> approved) {
  std::vector<Position> positions{agreement.act.position};
  if (!approved.empty()) {
    if (const ApprovedText* text = find_text(approved, agreement.text.digest)) {
      positions.push_back(text->at);
      return pass("the text of " + name.en + " is the text approved",
                  name.zh + "的文本与审批文本一致", std::move(positions));
    }
    for (const ApprovedText& text : approved) positions.push_back(text.at);
    return breach("the text of " + name.en + " is not the text approved",
                  name.zh + "的文本与审批文本不一致", std::move(positions));
  }
  const ContractDraft* draft = last_draft(agreement);
  if (draft == nullptr) {
    return cannot_decide("neither an approved text nor a draft of " + name.en + " is recorded",
                         name.zh + "没有审批文本和草案的记录", std::move(positions));
  }
  positions.push_back(draft->act.position);
  if (draft->text.digest == agreement.text.digest) {
    return pass("the text of " + name.en + " is that of the last draft",
                name.zh + "的文本与最后的草案一致", std::move(positions));
  }
  return breach("the text of " + name.en + " is not that of the last draft",
                name.zh + "的文本与最后的草案不一致", std::move(positions));
}

Verdict judge_decided_text(const Question& q, const Agreement& agreement, const Bilingual& name,
                           std::span<const ApprovedText> approved) {
  const Position position = agreement.act.position;
  if (const ApprovedText* text = find_text(approved, agreement.text.digest)) {
    return pass("the text of " + name.en + " is the text approved",
                name.zh + "的文本与审批文本一致", {position, text->at});
  }
  const domain::Meeting* meeting = q.matter.meeting(agreement.meeting);
  if (meeting == nullptr) {
    return breach(name.en + " cites no meeting that decided it", name.zh + "未注明作出决定的会议",
                  {position});
  }
  const domain::Resolution* resolution = meeting->resolution();
  if (resolution != nullptr && resolution->adopted &&
      happened_before(resolution->act, agreement.act)) {
    return pass(name.en + " was decided by meeting \"" + meeting->id + "\"",
                name.zh + "经会议“" + meeting->id + "”决定", {position, resolution->act.position});
  }
  return breach(
      "meeting \"" + meeting->id + "\" had adopted no resolution before " + name.en,
      name.zh + "之前，会议“" + meeting->id + "”没有通过决议",
      {position, resolution == nullptr ? meeting->act.position : resolution->act.position});
}

/// The grant by which the signatory acts, for the venue's owner or for who runs it that day.
const domain::RoleRecord* signing_role(const Question& q, const Subject& person, Day day) {
  const domain::Directory& directory = q.scene.directory;
  constexpr auto role = schema::Role::SIGNATORY;
  if (const auto* grant = directory.role_of(person, role, q.organization(), day)) return grant;
  const auto delegate = directory.delegate_of(q.proposal().venue, day);
  return delegate ? directory.role_of(person, role, *delegate, day) : nullptr;
}

}  // namespace

/// SIGN-1. Each signing and renewal (amendments are not applicable): by the appraisals that
/// happened before it and are valid on its day (no last day of validity, or that day included),
/// tangible assets and intangible assets both have a value above zero; several appraisals may share
/// the two. Else a breach. Needs no rulebook, so it can always decide.
Verdict judge_appraisal(const Question& q, const Agreement& agreement) {
  const Bilingual name = name_of(q, agreement);
  if (agreement.kind == Kind::amendment) {
    return not_applicable("assets are appraised before a contract is signed or renewed",
                          "资产在签订或续签前评估");
  }
  const Day day = q.scene.day_of(agreement.act.occurred_at);
  bool tangible = false;
  bool intangible = false;
  std::vector<Position> positions{agreement.act.position};
  for (const domain::Appraisal& appraisal : q.matter.appraisals) {
    positions.push_back(appraisal.act.position);
    if (!happened_before(appraisal.act, agreement.act)) continue;
    if (appraisal.valid_until && *appraisal.valid_until < day) continue;
    tangible = tangible || appraisal.tangible_fen > 0;
    intangible = intangible || appraisal.intangible_fen > 0;
  }
  if (tangible && intangible) {
    return pass("assets were appraised before " + name.en, name.zh + "之前资产已经评估",
                std::move(positions));
  }
  Faults missing;
  if (!tangible) missing.add("tangible assets", "有形资产");
  if (!intangible) missing.add("intangible assets", "无形资产");
  return breach("no valid appraisal preceded " + name.en + " for: " + missing.en(),
                name.zh + "之前没有有效评估：" + missing.zh(), std::move(positions));
}

/// SIGN-5. Each signing: where grants of approval before it name texts (without those that only
/// other contracts' drafts have), the text signed has the digest of one of them; where none does,
/// that of the contract's last draft before it; else a breach, and without a draft it cannot be
/// decided. Each renewal and amendment: its text has the digest of a text so approved, or the
/// meeting that it cites had adopted its resolution before; else a breach. Needs no rulebook.
Verdict judge_text(const Question& q, const Agreement& agreement) {
  const auto approved = approved_texts(q, agreement);
  const Bilingual name = name_of(q, agreement);
  if (agreement.kind == Kind::signing) return judge_signed_text(agreement, name, approved);
  return judge_decided_text(q, agreement, name, approved);
}

/// SIGN-6. Each signing, renewal and amendment: whose act it was held, on its day, the role of
/// signatory for the organization that owns the venue, or for the one that its operation was
/// delegated to on that day; else a breach. An irregular entry that names no person cannot be
/// decided. Needs no rulebook.
Verdict judge_signatory(const Question& q, const Agreement& agreement) {
  const domain::Act& act = agreement.act;
  const Bilingual name = name_of(q, agreement);
  const Subject& person = act.by();
  const domain::PrincipalRecord* principal = q.scene.directory.principal(person);
  if (principal == nullptr || (act.irregular && !act.on_behalf_of)) {
    return cannot_decide("it is not recorded who signed " + name.en,
                         "未记录" + name.zh + "由谁签署", {act.position});
  }
  const Day day = q.scene.day_of(act.occurred_at);
  if (const domain::RoleRecord* grant = signing_role(q, person, day)) {
    return pass(person.text() + " was signatory for " + grant->organization.text() + ": " + name.en,
                person.text() + " 是 " + grant->organization.text() + " 的签约人：" + name.zh,
                {act.position, grant->granted_at});
  }
  std::vector<Position> positions{act.position};
  for (const domain::RoleRecord& grant : principal->roles) {
    if (grant.role == schema::Role::SIGNATORY) positions.push_back(grant.granted_at);
  }
  return breach(person.text() + " was not signatory for the venue's organization: " + name.en,
                person.text() + " 当日不是该阵地所属组织的签约人：" + name.zh,
                std::move(positions));
}

}  // namespace minutebook::rules
