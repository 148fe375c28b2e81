#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "ledger/domain/decide.h"
#include "ledger/rules/finding.h"
#include "ledger/rules/rule.h"

namespace minutebook::rules {

/// A rule that came to another ruling about a matter.
struct RulingChange {
  const Rule* rule = nullptr;
  Subject matter;
  Position after;  ///< the matter's last event by then
  Instant at;      ///< that event's time, or the deadline that passed
  Ruling before = Ruling::not_applicable;
  Verdict verdict;  ///< as it is now
};

/// Where a matter stands before all rules: what a record of it has to keep, beside the matter
/// itself. A value.
struct Standings {
  struct Standing {
    Ruling ruling = Ruling::not_applicable;
    std::optional<Instant> next;          ///< as in the verdict
    std::optional<std::size_t> finding;   ///< the open one's place in `findings`
    std::optional<Verdict> waiting = {};  ///< the verdict, while something falls due by itself
    bool operator==(const Standing&) const = default;
  };

  Instant clock{INT64_MIN};  ///< the latest time at which an event of the matter occurred
  Position last;
  Position before_last;            ///< the event before the last one
  std::vector<Standing> of_rules;  ///< by place among the rules
  std::vector<Finding> findings;   ///< in the order in which they began

  bool operator==(const Standings&) const = default;
};

/// One matter before all rules, event by event. A value.
class MatterExamination {
 public:
  using OnChange = std::function<void(const RulingChange&)>;
  using SceneAt = std::function<Scene(Instant)>;
  /// Called with the standings after a rule (its place) was asked at a moment.
  using OnVerdict = std::function<void(const Standings&, std::size_t rule, Instant at)>;

  /// `rules` outlive it; those of subjects other than matters are passed over.
  MatterExamination(const Subject& subject, std::span<const Rule> rules);
  /// As it was when `standings` were taken out, from the matter as it was then.
  MatterExamination(domain::Aggregate aggregate, std::span<const Rule> rules, Standings standings);

  const domain::Aggregate& aggregate() const { return aggregate_; }
  const domain::Partnership& matter() const {
    return std::get<domain::Partnership>(aggregate_.state);
  }
  /// The latest time at which an event of the matter occurred.
  Instant clock() const { return standings_.clock; }
  const std::vector<Finding>& findings() const { return standings_.findings; }
  const Standings& standings() const { return standings_; }

  /// The ruling of a rule as it came, event by event. `rule`: its place among the rules.
  Ruling ruling(std::size_t rule) const { return standings_.of_rules[rule].ruling; }

  /// Applies the next event of the matter.
  void apply(const domain::EventView& event);
  /// Lets time pass until `time`: deadlines that pass become breaches on their moment.
  void pass_time(Instant time, const SceneAt& scene_at, const OnChange& on_change);
  /// Asks the rules at the scene's moment after the last event: those that it can have changed.
  void ask_after_event(const Scene& scene, const OnChange& on_change);

  /// The standings at `time` by what is known now, when no further event comes until then: those
  /// rules that master data can have changed are asked again at the clock, then time passes. They
  /// are a function of `time` that changes at the moments told alone; before the clock, they are
  /// those at the clock.
  Standings outlook(Instant time, const SceneAt& scene_at, const OnVerdict& told = {}) const;
  /// The same right after ask_after_event(), when nobody has to be asked again at the clock.
  Standings outlook_after_event(Instant time, const SceneAt& scene_at,
                                const OnVerdict& told = {}) const;

 private:
  domain::Aggregate aggregate_;
  std::span<const Rule> rules_;
  Standings standings_;
  schema::EventBody::Which last_type_ = schema::EventBody::LEDGER_CREATED;  // of the last event
};

}  // namespace minutebook::rules
