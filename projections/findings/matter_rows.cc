#include "projections/findings/matter_rows.h"

#include <algorithm>
#include <set>

#include "ledger/rules/catalogue.h"
#include "ledger/rules/cited_documents.h"
#include "ledger/rules/judge.h"
#include "projections/matter_owner.h"

namespace minutebook::projections::findings {
namespace {

using rules::Finding;
using rules::Rule;
using rules::Scene;
using rules::Standings;
using rules::Verdict;

constexpr std::string_view asked_later = "REC-3";

/// Deadlines of a matter are finitely many: this is after all of them.
constexpr Instant after_all{for_ever - 1};

std::string positions_text(const std::vector<Position>& positions) {
  std::string text;
  for (const Position position : positions) {
    if (!text.empty()) text += ' ';
    text += std::to_string(position.value);
  }
  return text;
}

template <typename T>
using Phases = std::vector<std::pair<Instant, T>>;  // each until the next

template <typename T>
void go_on(Phases<T>& phases, Instant from, T value) {
  if (!phases.empty() && phases.back().first == from) phases.pop_back();
  if (!phases.empty() && phases.back().second == value) return;
  phases.emplace_back(from, std::move(value));
}

/// Which of the subject's findings: its number among those of the rule, from 1 on.
struct Numbered {
  std::int64_t number = 1;
  Phases<std::optional<Finding>> phases;  // without: there is none then
};

Row finding_row(const Finding& finding, std::int64_t number, const Value& organization) {
  Row row = row_of(finding.subject, finding.rule, number, organization, name_of(finding.status()),
                   finding.since, finding.first, finding.last, finding.verdict.reason.en,
                   finding.verdict.reason.zh, positions_text(finding.verdict.rests_on));
  if (finding.resolution) {
    row.push_back(value_of(finding.resolution->inspection));
    row.push_back(value_of(finding.resolution->decided_at));
    row.push_back(value_of(finding.resolution->reason));
  } else {
    row.resize(row.size() + 3);
  }
  return row;
}

/// The decisions that had been made by then; before the first one occurred, nobody had decided.
Decisions made_by(const Decisions& decisions, Instant time) {
  Decisions made;
  for (const auto& decision : decisions) {
    if (decision.occurred_at <= time) made.push_back(decision);
  }
  return made;
}

void end_rows(SubjectRows& rows, std::size_t table, Instant from, std::vector<Value> key) {
  const auto found = rows.find({table, std::move(key)});
  if (found != rows.end()) found->second.push_back({from, std::nullopt});
}

void add_finding(SubjectRows& rows, const Numbered& finding, const Value& organization,
                 const Decisions& decisions) {
  const auto add = [&](Instant from, Finding phase) {
    resolve(phase, made_by(decisions, from));
    add_row(rows, finding_rows, from, finding_row(phase, finding.number, organization));
  };
  if (finding.phases.empty()) return;
  const Finding& any = *finding.phases.front().second;
  for (std::size_t i = 0; i < finding.phases.size(); ++i) {
    const auto& [from, phase] = finding.phases[i];
    if (!phase) {
      end_rows(rows, finding_rows, from, row_of(any.subject, any.rule, finding.number));
      continue;
    }
    add(from, *phase);
    if (decisions.empty()) continue;
    const Instant until =
        i + 1 < finding.phases.size() ? finding.phases[i + 1].first : Instant{for_ever};
    std::set<Instant> moments;
    for (const auto& decision : decisions) {
      if (from < decision.occurred_at && decision.occurred_at < until) {
        moments.insert(decision.occurred_at);
      }
    }
    for (const Instant moment : moments) add(moment, *phase);
  }
}

/// Collects how the rules' standings go on.
class Course {
 public:
  explicit Course(const Standings& begin) {
    waiting_.resize(begin.of_rules.size());
    std::map<std::string_view, std::int64_t> numbers;
    for (const Finding& finding : begin.findings) {
      findings_.push_back({++numbers[finding.rule], {{begin.clock, finding}}});
    }
    for (std::size_t i = 0; i < begin.of_rules.size(); ++i) {
      go_on(waiting_[i], begin.clock, begin.of_rules[i].waiting);
    }
  }

  void see(const Standings& standings, std::size_t rule, Instant at) {
    go_on(waiting_[rule], at, standings.of_rules[rule].waiting);
    // Of a rule's findings, the last one alone can have begun, changed or ended.
    const std::string_view id = kept_rules()[rule].id;
    for (std::size_t i = standings.findings.size(); i-- > 0;) {
      if (standings.findings[i].rule != id) continue;
      if (i >= findings_.size()) begin_finding(standings.findings[i], at);
      go_on(findings_[i].phases, at, std::optional<Finding>(standings.findings[i]));
      return;
    }
  }

  SubjectRows rows(const domain::Aggregate& matter, const domain::Directory& directory,
                   const Decisions& decisions) const {
    SubjectRows rows;
    const auto& state = std::get<domain::Partnership>(matter.state);
    const domain::Proposal* proposal = state.proposal();
    if (proposal == nullptr) return rows;
    const auto organization = directory.organization_of(proposal->venue);
    const Value organization_value = value_of(organization);
    for (const Numbered& finding : findings_) {
      add_finding(rows, finding, organization_value, decisions);
    }
    const Value owner = value_of(owner_of(state, organization));
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      const std::string_view id = kept_rules()[i].id;
      for (const auto& [from, verdict] : waiting_[i]) {
        if (!verdict) {
          end_rows(rows, worklist_rows, from, row_of(matter.subject, id));
          continue;
        }
        add_row(rows, worklist_rows, from,
                row_of(matter.subject, id, organization_value, owner, verdict->due,
                       verdict->reason.en, verdict->reason.zh, positions_text(verdict->rests_on)));
      }
    }
    return rows;
  }

 private:
  void begin_finding(const Finding& finding, Instant at) {
    const auto before = std::ranges::count_if(findings_, [&](const Numbered& one) {
      return one.phases.front().second->rule == finding.rule;
    });
    findings_.push_back({before + 1, {{at, finding}}});
  }

  std::vector<Numbered> findings_;  // in the order in which they began
  std::vector<Phases<std::optional<Verdict>>> waiting_;
};

bool is_in_its_modes(const Scene& scene, const rules::MatterExamination& matter) {
  return judge(*rules::find_rule(asked_later), scene, matter.aggregate().subject, matter.matter())
             .ruling == rules::Ruling::cannot_decide;
}

}  // namespace

std::span<const Rule> kept_rules() {
  static const std::vector<Rule> kept = [] {
    std::vector<Rule> all;
    for (const Rule& rule : rules::catalogue()) {
      if (rule.id != asked_later) all.push_back(rule);
    }
    return all;
  }();
  return kept;
}

SubjectRows matter_rows(const rules::MatterExamination& matter, bool right_after_event,
                        const rules::MatterExamination::SceneAt& scene_at,
                        const Decisions& decisions) {
  Course course(matter.standings());
  const auto see = [&](const Standings& standings, std::size_t rule, Instant at) {
    course.see(standings, rule, at);
  };
  if (right_after_event) {
    matter.outlook_after_event(after_all, scene_at, see);
  } else {
    matter.outlook(after_all, scene_at, see);
  }
  return course.rows(matter.aggregate(), scene_at(matter.clock()).directory, decisions);
}

void add_citations(SubjectRows& rows, const rules::MatterExamination& matter, const Scene& scene,
                   const SubjectRows& known) {
  if (!is_in_its_modes(scene, matter)) return;
  const Subject& subject = matter.aggregate().subject;
  const auto organization = scene.directory.organization_of(matter.matter().proposal()->venue);
  const Standings& standings = matter.standings();
  for (const rules::CitedDocument& document : rules::cited_documents(matter.matter())) {
    Row row = row_of(subject, document.cited_at, document.digest, organization, document.title,
                     standings.last, standings.clock);
    const auto before = known.find({citation_rows, {row[0], row[1], row[2]}});
    if (before != known.end() && before->second.back().row) {
      const Row& then = *before->second.back().row;
      row[5] = then[5];
      row[6] = then[6];
    }
    add_row(rows, citation_rows, standings.clock, std::move(row));
  }
}

SubjectRows other_subject_rows(const Subject& subject, Instant began, Instant horizon,
                               const rules::MatterExamination::SceneAt& scene_at,
                               const Decisions& decisions) {
  SubjectRows rows;
  for (const Rule& rule : kept_rules()) {
    if (rule.of_subject == nullptr) continue;
    Numbered finding;
    std::optional<Instant> since;
    for (std::optional<Instant> at = began; at && *at < horizon;) {
      const Scene scene = scene_at(*at);
      Verdict verdict = rule.of_subject(scene, subject);
      const auto next = verdict.next;
      if (verdict.ruling != rules::Ruling::breach) {
        if (since) go_on(finding.phases, *at, std::optional<Finding>());
      } else {
        if (!since) since = at;
        const Position first = verdict.rests_on.empty() ? Position{0} : verdict.rests_on.back();
        go_on(finding.phases, *at,
              std::optional<Finding>(
                  Finding{rule.id, subject, first, std::nullopt, *since, std::move(verdict)}));
      }
      at = next;
    }
    add_finding(rows, finding, value_of(scene_at(began).directory.organization_of(subject)),
                decisions);
  }
  return rows;
}

}  // namespace minutebook::projections::findings
