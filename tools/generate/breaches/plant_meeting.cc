#include "tools/generate/breaches/planter.h"

/// VOTE-7, VOTE-9 and VOTE-10: how the meeting was held, prepared and minuted.
namespace minutebook::generate {
namespace {

std::int64_t meeting_day(const Case& c) { return day_of(c.resolved); }

void circulated(Case& c) {
  c.at("convene").data["form"] = "circulation";
  c.breaks({"VOTE-7"});
}

void by_video(Case& c) { c.at("convene").data["form"] = "video"; }

/// Convened in the morning so many days ahead; the materials are read after that.
void convene_ahead(Case& c, std::int64_t days) {
  Entry& convening = c.at("convene");
  const Minute at = (meeting_day(c) - days) * minutes_a_day + 8 * 60;
  const Minute later = at - convening.at;
  for (Entry& entry : c.script.entries()) {
    if (entry.tag == "convene" || entry.tag.starts_with("read:")) entry.at += later;
  }
  convening.data["noticeSentAt"] = time_text(at);
}

void notice_too_late(Case& c) {
  convene_ahead(c, 2);
  c.breaks({"VOTE-9"});
}

void notice_on_the_last_day(Case& c) { convene_ahead(c, 3); }

void without_materials(Case& c) {
  c.at("convene").data["materials"] = Json::array();
  c.script.remove("read");
  c.breaks({"VOTE-9"});
}

/// Attached the day before the meeting.
void attach(Case& c, const Cited& cited) {
  c.script.add({.tag = "attachment",
                .type = "AttachDocument",
                .actor = c.director(),
                .role = "proposer",
                .at = (meeting_day(c) - 1) * minutes_a_day + 1'200,
                .data = {{"document", document(cited)}}});
}

void materials_replaced(Case& c) {
  Cited other = c.cite("替换稿", "materials");
  other.title = c.materials[0].title;
  attach(c, other);
  c.breaks({"VOTE-9"});
}

void more_materials(Case& c) { attach(c, c.cite("补充材料", "materials")); }
void materials_attached_again(Case& c) { attach(c, c.materials[0]); }

void sign_on(Case& c, std::int64_t days, Minute minute) {
  c.at("minutes:2").at = (meeting_day(c) + days) * minutes_a_day + minute;
}

void signed_too_late(Case& c) {
  sign_on(c, 8, 0);
  c.breaks({"VOTE-10"});
}

void signed_on_the_last_day(Case& c) { sign_on(c, 7, minutes_a_day - 1); }

void not_signed(Case& c) {
  c.script.remove("minutes:2");
  c.breaks({"VOTE-10"});
}

void other_minutes_signed(Case& c) {
  c.at("minutes:2").data["minutes"] = document(c.cite("会议纪要（另一稿）", "M1"));
  c.breaks({"VOTE-10"});
}

constexpr Kind near = Kind::near_miss;

constexpr Planter list[] = {
    {"VOTE-7", "papers circulated", Kind::breach, anywhere, circulated},
    {"VOTE-7", "met by video", near, anywhere, by_video},
    {"VOTE-9", "notice one day too late", Kind::breach, anywhere, notice_too_late, nullptr, false},
    {"VOTE-9", "no materials", Kind::breach, anywhere, without_materials, nullptr, false},
    {"VOTE-9", "a material replaced", Kind::breach, anywhere, materials_replaced},
    {"VOTE-9", "notice on the last day", near, anywhere, notice_on_the_last_day, nullptr, false},
    {"VOTE-9", "one more material attached", near, anywhere, more_materials},
    {"VOTE-9", "a material attached again, unchanged", near, anywhere, materials_attached_again},
    {"VOTE-10", "signed one day too late", Kind::breach, anywhere, signed_too_late},
    {"VOTE-10", "not signed by one who was present", Kind::breach, anywhere, not_signed},
    {"VOTE-10", "other minutes signed", Kind::breach, anywhere, other_minutes_signed},
    {"VOTE-10", "signed on the last day", near, anywhere, signed_on_the_last_day},
};

}  // namespace

std::span<const Planter> meeting_planters() { return list; }

}  // namespace minutebook::generate
