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

/// One matter before all rules, event by event. A value.
class MatterExamination {
 public:
  using OnChange = std::function<void(const RulingChange&)>;

  /// `rules` outlive it; those of subjects other than matters are passed over.
  MatterExamination(const Subject& subject, std::span<const Rule> rules);

  const domain::Aggregate& aggregate() const { return aggregate_; }
  const domain::Partnership& matter() const {
    return std::get<domain::Partnership>(aggregate_.state);
  }
  /// The latest time at which an event of the matter occurred.
  Instant clock() const { return clock_; }
  const std::vector<Finding>& findings() const { return findings_; }

  /// The ruling of a rule as it came, event by event. `rule`: its place among the rules.
  Ruling ruling(std::size_t rule) const { return standings_[rule].ruling; }

  /// Applies the next event of the matter.
  void apply(const domain::EventView& event);
  /// Lets time pass until `time`: deadlines that pass become breaches on their moment.
  /// `scene_at` gives the scene of a moment.
  void pass_time(Instant time, const std::function<Scene(Instant)>& scene_at,
                 const OnChange& on_change);
  /// Asks the rules at the scene's moment after the last event: those that it can have changed.
  void ask_after_event(const Scene& scene, const OnChange& on_change);
  /// Asks those rules that time or master data can have changed.
  void ask_again(const Scene& scene, const OnChange& on_change);

 private:
  struct Standing {
    Ruling ruling = Ruling::not_applicable;
    std::optional<Instant> due;
    std::optional<std::size_t> finding;  // the open one's place in findings_
  };
  void ask(std::size_t rule, const Scene& scene, const OnChange& on_change);
  void take(std::size_t rule, Verdict verdict, Instant at, const OnChange& on_change);

  domain::Aggregate aggregate_;
  std::span<const Rule> rules_;
  Instant clock_{INT64_MIN};
  Position last_;
  Position before_last_;  // the event before the last one
  schema::EventBody::Which last_type_ = schema::EventBody::LEDGER_CREATED;
  std::vector<Standing> standings_;  // by place among the rules
  std::vector<Finding> findings_;    // in the order in which they began
};

}  // namespace minutebook::rules
