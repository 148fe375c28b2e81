#include "ledger/rules/matter_examination.h"

#include <algorithm>

#include "ledger/base/check.h"
#include "ledger/rules/judge.h"

namespace minutebook::rules {

MatterExamination::MatterExamination(const Subject& subject, std::span<const Rule> rules)
    : aggregate_(domain::empty_aggregate(subject)), rules_(rules), standings_(rules.size()) {}

void MatterExamination::apply(const domain::EventView& event) {
  domain::evolve(aggregate_, event);
  clock_ = std::max(clock_, Instant{event.header.getOccurredAt().getNs()});
  before_last_ = last_;
  last_ = event.position();
  last_type_ = static_cast<schema::EventBody::Which>(event.header.getEventType());
}

void MatterExamination::ask_after_event(const Scene& scene, const OnChange& on_change) {
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const auto& events = rules_[i].changed_by;
    if (events.empty() || std::ranges::find(events, last_type_) != events.end()) {
      ask(i, scene, on_change);
    }
  }
}

void MatterExamination::ask_again(const Scene& scene, const OnChange& on_change) {
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (rules_[i].changed_by.empty()) ask(i, scene, on_change);
  }
}

void MatterExamination::ask(std::size_t rule, const Scene& scene, const OnChange& on_change) {
  const Rule& asked = rules_[rule];
  if (asked.of_matter == nullptr) return;
  take(rule, judge(asked, scene, aggregate_.subject, matter()), scene.now, on_change);
}

void MatterExamination::pass_time(Instant time, const std::function<Scene(Instant)>& scene_at,
                                  const OnChange& on_change) {
  while (true) {
    std::optional<Instant> next;
    for (const Standing& standing : standings_) {
      if (standing.due && *standing.due <= time && (!next || *standing.due < *next)) {
        next = standing.due;
      }
    }
    if (!next) return;
    before_last_ = last_;  // no event came between: what ends now held until the last one
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (standings_[i].due != next) continue;
      Verdict verdict = judge(rules_[i], scene_at(*next), aggregate_.subject, matter());
      MB_CHECK(!verdict.due || *next < *verdict.due);
      take(i, std::move(verdict), *next, on_change);
    }
  }
}

void MatterExamination::take(std::size_t rule, Verdict verdict, Instant at,
                             const OnChange& on_change) {
  Standing& standing = standings_[rule];
  const Rule& asked = rules_[rule];
  if (on_change && standing.ruling != verdict.ruling) {
    on_change({&asked, aggregate_.subject, last_, at, standing.ruling, verdict});
  }
  standing.ruling = verdict.ruling;
  standing.due = verdict.due;
  const bool holds = verdict.ruling == Ruling::breach;
  if (holds && standing.finding) {
    findings_[*standing.finding].verdict = std::move(verdict);
  } else if (holds) {
    standing.finding = findings_.size();
    findings_.push_back(
        {asked.id, aggregate_.subject, last_, std::nullopt, at, std::move(verdict)});
  } else if (standing.finding) {
    Finding& ended = findings_[*standing.finding];
    ended.last = std::max(ended.first, before_last_);
    standing.finding.reset();
  }
}

}  // namespace minutebook::rules
