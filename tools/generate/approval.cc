#include "tools/generate/matter.h"

namespace minutebook::generate {
namespace {

void request(Matter& m, std::string_view id) {
  m.later(2, 8);
  m.send("RequestApproval", m.director, "proposer", [&](Ink& data) {
    data.text("request", id).text("authority", m.owner.parent).text("meeting", m.meeting());
    data.text("summary", {m.title, "，预计总额", std::to_string(m.value_fen / 1'000'000), "万元"});
    write_documents(data, "documents", {m.cite("会议纪要", m.meeting())});
  });
}

void answer(Matter& m, std::string_view type, std::string_view id, std::string_view field,
            std::string_view text) {
  m.later(4, 15);
  m.send(type, m.owner.approver_of_parent, "approver",
         [&](Ink& data) { data.text("request", id).text(field, text); });
}

void file(Matter& m) {
  m.later(2, 10);
  m.send("SubmitFiling", m.director, "proposer", [&](Ink& data) {
    data.text("filing", "F1").text("authority", m.owner.parent);
    data.text("summary", {m.title, "备案"});
  });
  m.later(5, 15);
  m.send("AcknowledgeFiling", m.owner.approver_of_parent, "approver",
         [&](Ink& data) { data.text("filing", "F1").text("note", "已备案"); });
}

}  // namespace

bool tell_approval(Matter& m) {
  const bool small = m.value_fen < 15'000'000;
  if (small && m.mode != "externalCooperation") {
    file(m);
    return true;
  }
  request(m, "A1");
  const auto fate = m.random.below(100);
  if (fate < 2) {
    answer(m, "RefuseApproval", "A1", "reason", "与阵地主责主业关联不足，不予批准");
    return false;
  }
  if (fate < 10) {
    answer(m, "ReturnApproval", "A1", "reason", m.word(reasons_to_return()));
    request(m, "A2");
    answer(m, "GrantApproval", "A2", "conditions", m.word(approval_conditions()));
  } else {
    answer(m, "GrantApproval", "A1", "conditions", m.word(approval_conditions()));
  }
  if (chance(m.random, 25)) file(m);
  return true;
}

}  // namespace minutebook::generate
