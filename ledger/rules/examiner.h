#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "ledger/domain/decide.h"
#include "ledger/rules/catalogue.h"
#include "ledger/rules/finding_decision.h"
#include "ledger/rules/landscape.h"
#include "ledger/rules/matter_examination.h"
#include "ledger/rules/rule.h"

namespace minutebook::rules {

struct ExaminerOptions {
  std::span<const Rule> rules = catalogue();
  /// Judges this matter alone; the others are known to it, as far as they matter.
  std::optional<Subject> only = {};
  const Documents* documents = nullptr;
  /// What changed about a rule after an event, or when a deadline passed.
  MatterExamination::OnChange on_change = {};
};

/// Goes along a log from its first event on and finds what breaks the rules, each breach from the
/// event or the deadline that made it one to the event that put it right. What it finds is a
/// function of the log so far and of the time asked for; no timer has to run.
///
/// Between two events of a matter, its clock stands at the latest time at which any of its events
/// occurred, so that a history recorded long afterwards is judged as it happened. What master data
/// recorded since its last event changes about a matter holds from that moment on, too. One thread;
/// memory grows with the matters.
class Examiner {
 public:
  explicit Examiner(ExaminerOptions options = {}) : options_(std::move(options)) {}

  /// Takes in the next event of the log.
  void observe(const domain::EventView& event);

  /// Every finding at `now`, which is not before the events: by subject, then in the order of the
  /// catalogue, then by when it began.
  std::vector<Finding> findings(Instant now) const;
  /// What falls due after `now`, the earliest first.
  std::vector<OpenItem> open_items(Instant now) const;
  /// The verdict of every rule on a matter at `now`, in the order of the catalogue; empty when the
  /// matter is unknown.
  std::vector<std::pair<const Rule*, Verdict>> verdicts(const Subject& matter, Instant now) const;

  /// How many rulings on matters, as they came event by event, are not those of a judge who looks
  /// at the whole log for the first time at `now`. Anything but 0 is a bug.
  std::uint64_t differences_from_scratch(Instant now) const;
  std::size_t matter_count() const { return matters_.size(); }

  /// A matter as far as the log was looked at, or null.
  const domain::Partnership* matter(const Subject& subject) const;
  const domain::Directory& directory() const { return directory_; }
  const Rulebooks& rulebooks() const { return rulebooks_; }

 private:
  Scene scene(Instant now) const {
    return {directory_, rulebooks_, landscape_, now, options_.documents};
  }
  void observe_matter(const Subject& subject, const domain::EventView& event);
  void observe_case(const domain::EventView& event);
  std::vector<Finding> subject_findings(Instant now) const;
  Instant breach_since(const Rule& rule, const Subject& subject, Instant now) const;

  ExaminerOptions options_;
  domain::Directory directory_;
  Rulebooks rulebooks_;
  Landscape landscape_;
  Instant began_{INT64_MAX};  // the earliest time at which any event occurred
  std::map<Subject, MatterExamination> matters_;
  std::vector<FindingDecision> decided_;  // findings confirmed or dismissed, in the order recorded
};

}  // namespace minutebook::rules
