#include <algorithm>
#include <optional>
#include <string>

#include "ledger/rules/vote.h"

/// VOTE-7, VOTE-9 and VOTE-10: how the meeting is held, prepared and minuted.
namespace minutebook::rules {
namespace {

Day days_after(Day day, std::int64_t days) {
  return Day{static_cast<std::int32_t>(day.days + days)};
}

Verdict form_of(const domain::Meeting& meeting) {
  const std::vector<Position> events{meeting.act.position, closed_at(meeting)};
  if (meeting.form == schema::MeetingForm::CIRCULATION) {
    return breach("papers were circulated in place of meeting " + meeting.id,
                  "会议 " + meeting.id + " 以传阅会签代替开会", events);
  }
  return pass("members met in meeting " + meeting.id, "会议 " + meeting.id + " 成员实际开会",
              events);
}

/// Where a material that was read or attached is not the one served; absent: unchanged.
std::optional<Verdict> changed_material(const Question& question, const domain::Meeting& meeting) {
  const auto served = [&](const crypto::Digest& digest) {
    return std::ranges::find(meeting.materials, digest, &domain::Document::digest) !=
           meeting.materials.end();
  };
  const Position end = closed_at(meeting);
  for (const domain::MaterialsReading& reading : meeting.readings) {
    if (end < reading.act.position || std::ranges::all_of(reading.digests, served)) continue;
    return breach(
        reading.act.by().text() + " read materials that were not served for meeting " + meeting.id,
        reading.act.by().text() + " 阅读的材料不是会议 " + meeting.id + " 送达的材料",
        {meeting.act.position, reading.act.position});
  }
  for (const domain::AttachedDocument& attached : question.matter.documents) {
    const Position at = attached.act.position;
    if (at < meeting.act.position || end < at || served(attached.document.digest)) continue;
    const bool same_title = std::ranges::find(meeting.materials, attached.document.title,
                                              &domain::Document::title) != meeting.materials.end();
    if (!same_title) continue;
    return breach(
        "\"" + attached.document.title + "\" changed after it was served for meeting " + meeting.id,
        "《" + attached.document.title + "》在会议 " + meeting.id + " 送达后被更换",
        {meeting.act.position, at});
  }
  return std::nullopt;
}

Verdict notice_of(const Question& question, const domain::Meeting& meeting) {
  const Day day = meeting_day(question, meeting);
  const std::vector<Position> events{meeting.act.position, closed_at(meeting)};
  if (auto changed = changed_material(question, meeting)) return *changed;
  if (meeting.materials.empty()) {
    return breach("no materials were served for meeting " + meeting.id,
                  "会议 " + meeting.id + " 没有送达材料", events);
  }
  if (!meeting.notice_sent_at) {
    return cannot_decide("when notice of meeting " + meeting.id + " was sent is not recorded",
                         "没有记录会议 " + meeting.id + " 通知的发出时间", events);
  }
  const Rulebook* rulebook = question.rulebook(day);
  if (rulebook == nullptr) return no_rulebook(question, day, events);
  const std::int64_t needed = rulebook->number(Number::notice_days);
  const Day sent = question.scene.day_of(*meeting.notice_sent_at);
  const std::string en = "notice of meeting " + meeting.id + " on " + format_day(day) +
                         " was sent on " + format_day(sent) + "; " + std::to_string(needed) +
                         " days ahead are needed";
  const std::string zh = "会议 " + meeting.id + "（" + format_day(day) + "）的通知于 " +
                         format_day(sent) + " 发出；须提前 " + std::to_string(needed) + " 天";
  return sent <= days_after(day, -needed) ? pass(en, zh, events) : breach(en, zh, events);
}

/// Who was present and what became of their signatures.
struct Signing {
  std::vector<Position> events;
  std::vector<std::string> missing;  ///< not signed, or only after the last day
  std::size_t present = 0;
  bool differs = false;  ///< two signed different minutes
};

Signing signing_of(const Question& question, const domain::Meeting& meeting, Day last) {
  Signing signing;
  signing.events = {meeting.act.position, closed_at(meeting)};
  const domain::MinutesSignature* first = nullptr;
  const Vote vote = vote_at_closing(question, meeting);
  for (const MemberVote& member : vote.members) {
    if (!member.is_present() && member.ballot == nullptr) continue;
    ++signing.present;
    const domain::MinutesSignature* signature = meeting.signature_of(*member.person);
    const bool in_time =
        signature != nullptr && question.scene.day_of(signature->act.occurred_at) <= last;
    if (!in_time) signing.missing.push_back(member.person->text());
    if (signature == nullptr) continue;
    signing.events.push_back(signature->act.position);
    if (first == nullptr) first = signature;
    if (signature->minutes.digest != first->minutes.digest) signing.differs = true;
  }
  return signing;
}

Verdict minutes_of(const Question& question, const domain::Meeting& meeting) {
  const Day day = meeting_day(question, meeting);
  const Rulebook* rulebook = question.rulebook(day);
  if (rulebook == nullptr) {
    return no_rulebook(question, day, {meeting.act.position, closed_at(meeting)});
  }
  const Day last = days_after(day, rulebook->number(Number::minutes_days));
  const Signing signing = signing_of(question, meeting, last);
  if (signing.present == 0) {
    return not_applicable("nobody was present in meeting " + meeting.id,
                          "会议 " + meeting.id + " 无人到会");
  }
  const std::string until = format_day(last);
  if (signing.missing.empty() && !signing.differs) {
    const std::string count = std::to_string(signing.present);
    return pass(
        "all " + count + " members present in meeting " + meeting.id +
            " signed the same minutes by " + until,
        "会议 " + meeting.id + " 到会的 " + count + " 名成员均在 " + until + " 前签署同一会议记录",
        signing.events);
  }
  const std::string who_en = joined(signing.missing, ", ");
  const std::string who_zh = joined(signing.missing, "、");
  const std::string en =
      signing.missing.empty()
          ? "members present in meeting " + meeting.id +
                " signed minutes that differ; the last day is " + until
          : "minutes of meeting " + meeting.id + " not signed by " + until + ": " + who_en;
  const std::string zh = signing.missing.empty()
                             ? "会议 " + meeting.id + " 到会成员签署的会议记录不一致；截止 " + until
                             : "会议 " + meeting.id + " 的记录未在 " + until + " 前签署：" + who_zh;
  const Instant due = question.scene.start_of(days_after(last, 1));
  if (question.scene.now < due) return pending_until(due, en, zh, signing.events);
  return breach(en, zh, signing.events);
}

}  // namespace

/// Of each meeting whose vote was closed: breach when its form is circulation, pass when members
/// met in person or by video. Pending while no vote is closed. Not applicable when no vote was
/// taken. Never cannot-decide: the form is always recorded and it has no parameters.
Verdict vote_7(const Question& question) { return each_vote(question, form_of); }

/// Of each meeting whose vote was closed: breach when no materials were served; when, before the
/// first closing, a member read a digest that is not among those served; when between convening and
/// closing a document was attached under the title of a served one with another digest (replaced);
/// or when notice was sent later than day D-N, D the day of `held_at`, N `notice_days`. Notice on
/// D-N or earlier passes. Cannot decide when the time of notice is not recorded or no rulebook was
/// in force on D; changed and missing materials are found all the same. Pending while no vote is
/// closed.
Verdict vote_9(const Question& question) {
  return each_vote(question,
                   [&](const domain::Meeting& meeting) { return notice_of(question, meeting); });
}

/// Of each meeting whose vote was closed, adopted or not: each entitled member who was present at
/// the closing or has a ballot that counts signs minutes by the end of day D+N, D the day of
/// `held_at`, N `minutes_days`, all with the same digest. Of each member the last signature counts,
/// by the day it occurred. Until the start of D+N+1 what is missing or differs is pending, due
/// then; from then on it is a breach. The secretary's signature is not asked for. Not applicable
/// when nobody entitled was present. Cannot decide without a rulebook on D.
Verdict vote_10(const Question& question) {
  return each_vote(question,
                   [&](const domain::Meeting& meeting) { return minutes_of(question, meeting); });
}

}  // namespace minutebook::rules
