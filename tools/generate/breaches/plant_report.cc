#include "tools/generate/breaches/planter.h"

/// The rules that people judge: an observer reports what a rule forbids.
namespace minutebook::generate {
namespace {

struct Reported {
  std::string_view rule;
  std::string_view text;
};

constexpr Reported reports[] = {
    {"STUDY-3", "服务内容超出阵地主责主业范围"},
    {"NEG-2", "合作方举办的活动引发投诉，损害阵地形象"},
    {"NEG-3", "场地内设置与服务职工无关的商业经营"},
    {"NEG-4", "合作方未经许可以阵地名义在外开设分部"},
    {"NEG-5", "合作方使用阵地收款账户收取费用"},
    {"BAN-1", "场地实际按月收取租金，变相出租"},
    {"BAN-2", "阵地整体由合作方承包经营"},
    {"BAN-3", "阵地日常管理全部交由合作方，变相委托经营"},
};

/// During the cooperation, by the observer of the matter.
void send(Case& c, std::string_view type, Json data) {
  c.script.add({.tag = "noticed:" + std::string(type),
                .type = std::string(type),
                .actor = c.owner.observer,
                .role = "observer",
                .at = (c.contracts[0].start + 40) * minutes_a_day + 630,
                .data = std::move(data)});
}

template <std::size_t Index>
void report(Case& c) {
  send(c, "ReportIrregularity", {{"rule", reports[Index].rule}, {"text", reports[Index].text}});
  c.breaks({reports[Index].rule});
}

void observe(Case& c) {
  send(c, "RecordObservation",
       {{"stage", "evaluation"}, {"present", true}, {"text", "现场核查，经营内容与合同一致"}});
}

template <std::size_t Index>
constexpr Planter breach() {
  return {reports[Index].rule, "reported by the observer", Kind::breach, anywhere, report<Index>};
}

template <std::size_t Index>
constexpr Planter near_miss() {
  return {reports[Index].rule,
          "observed, nothing reported",
          Kind::near_miss,
          anywhere,
          observe,
          nullptr,
          false};
}

constexpr Planter list[] = {breach<0>(),    breach<1>(),    breach<2>(),   breach<3>(),
                            breach<4>(),    breach<5>(),    breach<6>(),   breach<7>(),
                            near_miss<1>(), near_miss<2>(), near_miss<5>()};

}  // namespace

std::span<const Planter> report_planters() { return list; }

}  // namespace minutebook::generate
