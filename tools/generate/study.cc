#include "tools/generate/matter.h"

namespace minutebook::generate {
namespace {

void write_proposal(Ink& data, Matter& m, std::string_view purpose, std::string_view necessity,
                    std::int64_t free_places) {
  data.text("venue", m.venue.subject).text("mode", m.mode).text("title", m.title);
  data.text("purpose", purpose);
  data.text("scope",
            {m.theme->area, "，属", venue_types()[m.venue.type].duties[0], "等主责主业范围"});
  data.text("necessity", necessity);
  data.number("intendedTermMonths", m.term_months).number("estimatedValueFen", m.value_fen);
  write_benefits(data, m, free_places);
  write_documents(data, "documents", m.materials);
  if (!m.candidate.empty()) data.text("candidate", m.candidate);
}

void look_into(Matter& m, const std::string& partner) {
  const bool weak = chance(m.random, 8);
  m.later(2, 9);
  m.send("RecordDueDiligence", m.director, "proposer", [&](Ink& data) {
    data.text("partner", partner);
    const auto aspect = [&](std::string_view name, std::string_view note, bool good) {
      data.open(name).text("assessment", good ? "satisfactory" : "unsatisfactory");
      data.text("note", note).close();
    };
    aspect("qualification", "登记证书、许可证有效", true);
    aspect("integrityRecord", "信用平台查询无失信记录", true);
    aspect("serviceBrand", "走访服务单位评价良好", true);
    aspect("overallStrength", weak ? "团队规模偏小" : "人员和资金满足需要", !weak);
  });
}

void study(Matter& m) {
  const Cited report = m.cite("前期论证报告", m.title);
  m.materials.push_back(report);
  m.later(8, 25);
  m.send("RecordStudy", m.director, "proposer", [&](Ink& data) {
    data.text("necessity",
              {m.word(necessities()), "；样本", std::to_string(between(m.random, 60, 900)), "份"});
    data.text("feasibility", m.word(feasibilities())).text("methods", m.word(study_methods()));
    data.text("conclusion", "favourable");
    write_document(data, "document", report);
  });
}

}  // namespace

bool tell_study(Matter& m) {
  const bool found_by_selection = m.mode == "externalCooperation";
  if (!found_by_selection) {
    m.candidate = m.city.partners[m.random.below(m.city.partners.size())].subject;
  }
  m.places = found_by_selection && chance(m.random, 25) ? 2 : 1;
  m.term_months = static_cast<int>(between(m.random, 2, 6)) * 6;
  m.value_fen = between(m.random, 3, 90) * 1'000'000;
  m.title = m.venue.name + std::string(m.theme->name) + (found_by_selection ? "合作" : "");
  m.materials = {m.cite("合作提案", m.title)};
  const std::string_view purpose = m.word(purposes());
  const std::string_view necessity = m.word(necessities());
  const std::int64_t free_places = between(m.random, 20, 200) * 10;
  m.send("ProposePartnership", m.director, "proposer",
         [&](Ink& data) { write_proposal(data, m, purpose, necessity, free_places); });
  m.observed = found_by_selection || chance(m.random, 40);
  if (m.observed) {
    m.later(1, 5);
    const std::string supervisor =
        (m.owner.is_asset_department() ? m.owner : m.city.unions[1]).person("asset");
    m.send("AssignObserver", supervisor, "supervisor", [&](Ink& data) {
      data.text("observer", m.owner.observer).text("mandate", "全程监督论证、决策、遴选与签约");
    });
  }
  study(m);
  if (!m.candidate.empty()) look_into(m, m.candidate);
  if (chance(m.random, 30)) {
    m.later(2, 8);
    m.send("ReviseProposal", m.director, "proposer", [&](Ink& data) {
      data.open("proposal");
      write_proposal(data, m, purpose, necessity, free_places + 200);
      data.close().text("reason", "按论证意见增加公益名额");
    });
  }
  if (!chance(m.random, 4)) return true;
  m.later(2, 20);
  m.send("WithdrawProposal", m.director, "proposer",
         [&](Ink& data) { data.text("reason", "场地另有改造计划，暂缓实施"); });
  return false;
}

}  // namespace minutebook::generate
