#include "tools/generate/breaches/case.h"

namespace minutebook::generate {
namespace {

void request(Case& c) {
  c.later(2, 4);
  c.add("request", "RequestApproval", c.director(), "proposer",
        {{"request", "A1"},
         {"authority", c.owner.parent},
         {"meeting", "M1"},
         {"summary", c.title + "，预计总额" + std::to_string(c.value_fen / 1'000'000) + "万元"},
         {"documents", Json::array({document(c.cite("会议纪要", "M1"))})}});
  c.later(4, 10);
  const std::string conditions = c.word(approval_conditions());
  c.add("grant", "GrantApproval", c.owner.approver_of_parent, "approver",
        {{"request", "A1"}, {"conditions", conditions}});
}

void file(Case& c) {
  c.later(2, 4);
  c.add("file", "SubmitFiling", c.director(), "proposer",
        {{"filing", "F1"}, {"authority", c.owner.parent}, {"summary", c.title + "备案"}});
  const Minute filed = c.now;
  c.later(4, 8);
  c.add("acknowledge", "AcknowledgeFiling", c.owner.approver_of_parent, "approver",
        {{"filing", "F1"}, {"note", "已备案"}});
  c.now = filed;  // nobody waits for it
}

}  // namespace

void tell_clean_approval(Case& c) {
  c.plot.filed ? file(c) : request(c);
  if (c.plot.mode != "externalCooperation") return;
  c.later(1, 3);
  const std::int64_t tangible = between(c.random, 80, 4'000) * 1'000'000;
  const std::int64_t intangible = between(c.random, 5, 300) * 1'000'000;
  c.add("appraisal", "AppraiseAssets", c.director(), "proposer",
        {{"tangibleFen", tangible},
         {"intangibleFen", intangible},
         {"appraiser", "资产评估机构"},
         {"validUntil", day_text(day_of(c.now) + 365)},
         {"document", document(c.cite("资产评估报告", c.venue.name))}});
}

}  // namespace minutebook::generate
