#include "ledger/rules/matter_examination.h"

#include <algorithm>

#include "ledger/base/check.h"
#include "ledger/rules/judge.h"

namespace minutebook::rules {
namespace {

/// Standings of one matter on their way through time.
class Course {
 public:
  Course(Standings& standings, const domain::Aggregate& aggregate, std::span<const Rule> rules)
      : standings_(standings), aggregate_(aggregate), rules_(rules) {}

  void on_change(const MatterExamination::OnChange& on_change) { on_change_ = &on_change; }
  void on_verdict(const MatterExamination::OnVerdict& on_verdict) { on_verdict_ = &on_verdict; }

  void ask(std::size_t rule, const Scene& scene) {
    const Rule& asked = rules_[rule];
    if (asked.of_matter == nullptr) return;
    const auto& matter = std::get<domain::Partnership>(aggregate_.state);
    take(rule, judge(asked, scene, aggregate_.subject, matter), scene.now);
  }

  void pass_time(Instant time, const MatterExamination::SceneAt& scene_at) {
    while (true) {
      std::optional<Instant> next;
      for (const auto& standing : standings_.of_rules) {
        if (standing.next && *standing.next <= time && (!next || *standing.next < *next)) {
          next = standing.next;
        }
      }
      if (!next) return;
      standings_.before_last = standings_.last;  // what ends now held until the last event
      for (std::size_t i = 0; i < rules_.size(); ++i) {
        if (standings_.of_rules[i].next == next) ask(i, scene_at(*next));
      }
    }
  }

 private:
  void take(std::size_t rule, Verdict verdict, Instant at);

  Standings& standings_;
  const domain::Aggregate& aggregate_;
  std::span<const Rule> rules_;
  const MatterExamination::OnChange* on_change_ = nullptr;
  const MatterExamination::OnVerdict* on_verdict_ = nullptr;
};

void Course::take(std::size_t rule, Verdict verdict, Instant at) {
  Standings::Standing& standing = standings_.of_rules[rule];
  const Rule& asked = rules_[rule];
  if (on_change_ != nullptr && *on_change_ && standing.ruling != verdict.ruling) {
    (*on_change_)({&asked, aggregate_.subject, standings_.last, at, standing.ruling, verdict});
  }
  standing.ruling = verdict.ruling;
  standing.next = verdict.next;
  standing.waiting.reset();
  if (verdict.due) standing.waiting = verdict;
  const bool holds = verdict.ruling == Ruling::breach;
  if (holds && standing.finding) {
    standings_.findings[*standing.finding].verdict = std::move(verdict);
  } else if (holds) {
    standing.finding = standings_.findings.size();
    standings_.findings.push_back(
        {asked.id, aggregate_.subject, standings_.last, std::nullopt, at, std::move(verdict)});
  } else if (standing.finding) {
    Finding& ended = standings_.findings[*standing.finding];
    ended.last = std::max(ended.first, standings_.before_last);
    standing.finding.reset();
  }
  if (on_verdict_ != nullptr && *on_verdict_) (*on_verdict_)(standings_, rule, at);
}

}  // namespace

MatterExamination::MatterExamination(const Subject& subject, std::span<const Rule> rules)
    : aggregate_(domain::empty_aggregate(subject)), rules_(rules) {
  standings_.of_rules.resize(rules.size());
}

MatterExamination::MatterExamination(domain::Aggregate aggregate, std::span<const Rule> rules,
                                     Standings standings)
    : aggregate_(std::move(aggregate)), rules_(rules), standings_(std::move(standings)) {
  MB_CHECK(standings_.of_rules.size() == rules_.size());
}

void MatterExamination::apply(const domain::EventView& event) {
  domain::evolve(aggregate_, event);
  standings_.clock = std::max(standings_.clock, Instant{event.header.getOccurredAt().getNs()});
  standings_.before_last = standings_.last;
  standings_.last = event.position();
  last_type_ = static_cast<schema::EventBody::Which>(event.header.getEventType());
}

void MatterExamination::ask_after_event(const Scene& scene, const OnChange& on_change) {
  Course course(standings_, aggregate_, rules_);
  course.on_change(on_change);
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const auto& events = rules_[i].changed_by;
    if (events.empty() || std::ranges::find(events, last_type_) != events.end()) {
      course.ask(i, scene);
    }
  }
}

void MatterExamination::pass_time(Instant time, const SceneAt& scene_at,
                                  const OnChange& on_change) {
  Course course(standings_, aggregate_, rules_);
  course.on_change(on_change);
  course.pass_time(time, scene_at);
}

Standings MatterExamination::outlook(Instant time, const SceneAt& scene_at,
                                     const OnVerdict& told) const {
  Standings standings = standings_;
  Course course(standings, aggregate_, rules_);
  course.on_verdict(told);
  standings.before_last = standings.last;  // no event came between
  const Scene now = scene_at(standings.clock);
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (rules_[i].changed_by.empty()) course.ask(i, now);
  }
  course.pass_time(time, scene_at);
  return standings;
}

Standings MatterExamination::outlook_after_event(Instant time, const SceneAt& scene_at,
                                                 const OnVerdict& told) const {
  Standings standings = standings_;
  Course course(standings, aggregate_, rules_);
  course.on_verdict(told);
  course.pass_time(time, scene_at);
  return standings;
}

}  // namespace minutebook::rules
