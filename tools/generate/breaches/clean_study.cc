#include "tools/generate/breaches/case.h"

namespace minutebook::generate {
namespace {

Json benefits(std::int64_t free_places, std::string_view item) {
  return Json::array({{{"item", item}, {"freePlaces", free_places}},
                      {{"item", "工会会员优惠"}, {"discountPercent", 20 + free_places % 40}}});
}

void propose(Case& c) {
  const std::string purpose = c.word(purposes());
  const std::string necessity = c.word(necessities());
  const std::string feasibility = c.word(feasibilities());
  const std::int64_t places = between(c.random, 20, 200) * 10;
  const std::string duty(venue_types()[c.venue.type].duties[0]);
  Json data{{"venue", c.venue.subject},
            {"mode", c.plot.mode},
            {"title", c.title},
            {"purpose", purpose},
            {"scope", std::string(c.theme->area) + "，属" + duty + "等主责主业范围"},
            {"necessity", necessity},
            {"feasibility", feasibility},
            {"intendedTermMonths", c.plot.term_months},
            {"estimatedValueFen", c.value_fen},
            {"publicBenefits", benefits(places, c.theme->benefit)},
            {"documents", Json::array({document(c.materials[0])})}};
  if (!c.plot.selects()) data["candidate"] = c.partner(c.plot.partner);
  c.add("propose", "ProposePartnership", c.director(), "proposer", std::move(data));
}

void study(Case& c) {
  const Cited report = c.cite("前期论证报告", c.title);
  c.materials.push_back(report);
  const std::string necessity = c.word(necessities());
  const std::int64_t sample = between(c.random, 60, 900);
  const std::string feasibility = c.word(feasibilities());
  const std::string methods = c.word(study_methods());
  c.add("study", "RecordStudy", c.director(), "proposer",
        {{"necessity", necessity + "；样本" + std::to_string(sample) + "份"},
         {"feasibility", feasibility},
         {"methods", methods},
         {"conclusion", "favourable"},
         {"document", document(report)}});
}

}  // namespace

/// All four aspects are looked into and found satisfactory.
Json diligence_of(const std::string& partner) {
  Json data{{"partner", partner}};
  const auto aspect = [&](const char* name, const char* note) {
    data[name] = {{"assessment", "satisfactory"}, {"note", note}};
  };
  aspect("qualification", "登记证书、许可证有效");
  aspect("integrityRecord", "信用平台查询无失信记录");
  aspect("serviceBrand", "走访服务单位评价良好");
  aspect("overallStrength", "人员和资金满足需要");
  return data;
}

void tell_clean_study(Case& c) {
  c.theme = &themes()[c.random.below(themes().size())];
  c.value_fen =
      c.plot.filed ? between(c.random, 30, 100) * 100'000 : between(c.random, 20, 90) * 1'000'000;
  c.title = c.venue.name + std::string(c.theme->name) + (c.plot.selects() ? "合作" : "");
  c.materials = {c.cite("合作提案", c.title)};
  propose(c);
  c.later(1, 3);
  c.add("observer", "AssignObserver", c.supervisor(), "supervisor",
        {{"observer", c.owner.observer}, {"mandate", "全程监督论证、决策、遴选与签约"}});
  c.later(8, 15);
  study(c);
  if (c.plot.selects()) return;
  c.later(2, 5);
  c.add("diligence", "RecordDueDiligence", c.director(), "proposer",
        diligence_of(c.partner(c.plot.partner)));
}

}  // namespace minutebook::generate
