#include "ledger/rules/examiner.h"

#include <algorithm>

#include "ledger/base/check.h"
#include "ledger/rules/judge.h"

namespace minutebook::rules {

std::string_view name_of(FindingStatus status) {
  switch (status) {
    case FindingStatus::open:
      return "open";
    case FindingStatus::ended:
      return "ended";
    case FindingStatus::confirmed:
      return "confirmed";
    case FindingStatus::dismissed:
      return "dismissed";
  }
  MB_CHECK(false);
}

void Examiner::observe(const domain::EventView& event) {
  began_ = std::min(began_, Instant{event.header.getOccurredAt().getNs()});
  const Subject subject = Subject::from_stored(event.header.getStream().cStr());
  if (domain::is_master_data(subject.kind())) {
    domain::evolve(directory_, event);
    if (subject.kind() == SubjectKind::rulebook) rulebooks_.follow(event);
  } else if (subject.kind() == SubjectKind::partnership) {
    observe_matter(subject, event);
  } else if (subject.kind() == SubjectKind::inspection) {
    observe_case(event);
  }
}

void Examiner::observe_matter(const Subject& subject, const domain::EventView& event) {
  auto& matter = matters_.try_emplace(subject, subject, options_.rules).first->second;
  const bool asked = !options_.only || *options_.only == subject;
  const auto scene_at = [this](Instant now) { return scene(now); };
  const Instant occurred{event.header.getOccurredAt().getNs()};
  // What fell due before this event had not happened then.
  if (asked) matter.pass_time(occurred, scene_at, options_.on_change);
  matter.apply(event);
  if (event.has_body() && changes_facts(event.body().which())) {
    landscape_.update(subject, matter.matter(), directory_);
  }
  if (asked) matter.ask_after_event(scene(matter.clock()), options_.on_change);
}

void Examiner::observe_case(const domain::EventView& event) {
  if (auto decision = decision_of(event)) decided_.push_back(*std::move(decision));
}

std::vector<Finding> Examiner::findings(Instant now) const {
  std::vector<Finding> all;
  const auto scene_at = [this](Instant moment) { return scene(moment); };
  for (const auto& [subject, matter] : matters_) {
    if (options_.only && *options_.only != subject) continue;
    auto found = matter.outlook(now, scene_at).findings;
    std::ranges::stable_sort(found, {}, [this](const Finding& finding) {
      return std::ranges::find(options_.rules, finding.rule, &Rule::id);
    });
    all.insert(all.end(), std::make_move_iterator(found.begin()),
               std::make_move_iterator(found.end()));
  }
  if (!options_.only) {
    auto others = subject_findings(now);
    all.insert(all.end(), std::make_move_iterator(others.begin()),
               std::make_move_iterator(others.end()));
    std::ranges::stable_sort(all, {}, &Finding::subject);
  }
  for (Finding& finding : all) resolve(finding, decided_);
  return all;
}

/// From moment to moment, by what is known now, to the one that made it a breach.
Instant Examiner::breach_since(const Rule& rule, const Subject& subject, Instant now) const {
  for (Instant moment = began_; moment < now;) {
    const Verdict verdict = rule.of_subject(scene(moment), subject);
    if (verdict.ruling == Ruling::breach) return moment;
    if (!verdict.next || *verdict.next <= moment) return now;
    moment = *verdict.next;
  }
  return now;
}

std::vector<Finding> Examiner::subject_findings(Instant now) const {
  std::vector<Finding> found;
  const auto ask = [&](const Rule& rule, const Subject& subject) {
    Verdict verdict = rule.of_subject(scene(now), subject);
    if (verdict.ruling != Ruling::breach) return;
    const Position first = verdict.rests_on.empty() ? Position{0} : verdict.rests_on.back();
    const Instant since = breach_since(rule, subject, now);
    found.push_back({rule.id, subject, first, std::nullopt, since, std::move(verdict)});
  };
  for (const Rule& rule : options_.rules) {
    if (rule.of_subject == nullptr) continue;
    for (const auto& [subject, record] : directory_.organizations()) ask(rule, subject);
    for (const auto& [subject, record] : directory_.venues()) ask(rule, subject);
  }
  return found;
}

std::uint64_t Examiner::differences_from_scratch(Instant now) const {
  std::uint64_t differences = 0;
  const auto scene_at = [this](Instant moment) { return scene(moment); };
  for (const auto& [subject, matter] : matters_) {
    const Standings until_now = matter.outlook_after_event(now, scene_at);
    const Scene last = scene(std::max(now, matter.clock()));
    for (std::size_t i = 0; i < options_.rules.size(); ++i) {
      const Rule& rule = options_.rules[i];
      if (rule.of_matter == nullptr) continue;
      const Verdict afresh = judge(rule, last, subject, matter.matter());
      if (afresh.ruling != until_now.of_rules[i].ruling) ++differences;
    }
  }
  return differences;
}

const domain::Partnership* Examiner::matter(const Subject& subject) const {
  const auto found = matters_.find(subject);
  return found == matters_.end() ? nullptr : &found->second.matter();
}

std::vector<OpenItem> Examiner::open_items(Instant now) const {
  std::vector<OpenItem> items;
  for (const auto& [subject, matter] : matters_) {
    for (auto& [rule, verdict] : verdicts(subject, now)) {
      if (verdict.due) items.push_back({rule->id, subject, *verdict.due, std::move(verdict)});
    }
  }
  std::ranges::stable_sort(items, {}, &OpenItem::due);
  return items;
}

std::vector<std::pair<const Rule*, Verdict>> Examiner::verdicts(const Subject& matter,
                                                                Instant now) const {
  std::vector<std::pair<const Rule*, Verdict>> all;
  const auto found = matters_.find(matter);
  if (found == matters_.end()) return all;
  for (const Rule& rule : options_.rules) {
    if (rule.of_matter == nullptr) continue;
    all.emplace_back(&rule, judge(rule, scene(std::max(now, found->second.clock())), matter,
                                  found->second.matter()));
  }
  return all;
}

}  // namespace minutebook::rules
