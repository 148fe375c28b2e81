#include "projections/findings/packed.h"

#include <algorithm>
#include <charconv>

#include "ledger/base/check.h"

namespace minutebook::projections::findings {
namespace {

using rules::ContractFact;
using rules::FailureFact;
using rules::Finding;
using rules::FindingDecision;
using rules::MatterFacts;
using rules::Rule;
using rules::Standings;
using rules::TermsFact;
using rules::Verdict;

/// One list of the fields of each value, for both directions: `Archive` is Packer or Unpacker.
class Packer {
 public:
  static constexpr bool writes = true;

  template <std::integral Number>
  void field(Number number) {
    text_ += std::to_string(number);
    text_ += ' ';
  }
  template <typename Enum>
    requires std::is_enum_v<Enum>
  void field(Enum word) {
    field(static_cast<std::int64_t>(word));
  }
  void field(Position position) { field(position.value); }
  void field(Instant instant) { field(instant.ns); }
  void field(Day day) { field(day.days); }
  void field(std::string_view text) {
    text_ += std::to_string(text.size());
    text_ += ':';
    text_ += text;
  }
  void field(const Subject& subject) { field(std::string_view(subject.text())); }

  std::string text() && { return std::move(text_); }

 private:
  std::string text_;
};

/// After the first fault, everything is read as zero or empty.
class Unpacker {
 public:
  static constexpr bool writes = false;
  explicit Unpacker(std::string_view text) : rest_(text) {}

  template <std::integral Number>
  void field(Number& number) {
    number = static_cast<Number>(read(' '));
  }
  template <typename Enum>
    requires std::is_enum_v<Enum>
  void field(Enum& word) {
    word = static_cast<Enum>(read(' '));
  }
  void field(Position& position) { position = Position{static_cast<std::uint64_t>(read(' '))}; }
  void field(Instant& instant) { instant = Instant{read(' ')}; }
  void field(Day& day) { field(day.days); }
  void field(std::string& text) {
    const auto size = static_cast<std::size_t>(read(':'));
    if (rest_.size() < size) return fault();
    text = rest_.substr(0, size);
    rest_.remove_prefix(size);
  }
  void field(Subject& subject) {
    std::string text;
    field(text);
    auto parsed = Subject::parse(text);
    if (!parsed) return fault();
    subject = *std::move(parsed);
  }

  bool is_whole() const { return whole_; }
  void fault() {
    whole_ = false;
    rest_ = {};
  }
  Result<void> end() const {
    if (whole_ && rest_.empty()) return {};
    return fail(Errc::corruption, "what the findings keep for themselves is damaged",
                "规则发现视图的内部数据已损坏");
  }

 private:
  std::int64_t read(char after) {
    // Positions are unsigned, all else is signed; both fit.
    std::int64_t number = 0;
    const auto end = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    const auto size = static_cast<std::size_t>(end.ptr - rest_.data());
    if (end.ec != std::errc{} || size >= rest_.size() || rest_[size] != after) {
      fault();
      return 0;
    }
    rest_.remove_prefix(size + 1);
    return number;
  }

  std::string_view rest_;
  bool whole_ = true;
};

/// Some subject, to read another one into.
Subject no_subject() { return Subject::from_stored("ledger/none"); }

template <typename Archive, typename T, typename Each>
void list(Archive& archive, std::vector<T>& values, const T& blank, const Each& each) {
  auto size = static_cast<std::uint32_t>(values.size());
  archive.field(size);
  for (std::uint32_t i = 0; i < size; ++i) {
    if constexpr (!Archive::writes) {
      if (!archive.is_whole()) return;
      values.push_back(blank);
    }
    each(archive, values[i]);
  }
}

template <typename Archive, typename T, typename Each>
void maybe(Archive& archive, std::optional<T>& value, const T& blank, const Each& each) {
  bool there = value.has_value();
  archive.field(there);
  if (!there) return;
  if constexpr (!Archive::writes) value = blank;
  each(archive, *value);
}

const auto plain = [](auto& archive, auto& value) { archive.field(value); };

template <typename Archive>
void fields(Archive& archive, Verdict& verdict) {
  archive.field(verdict.ruling);
  archive.field(verdict.reason.en);
  archive.field(verdict.reason.zh);
  list(archive, verdict.rests_on, Position{}, plain);
  maybe(archive, verdict.due, Instant{}, plain);
  maybe(archive, verdict.next, Instant{}, plain);
}

const auto nested = [](auto& archive, auto& value) { fields(archive, value); };

template <typename Archive>
void fields(Archive& archive, Standings::Standing& standing) {
  archive.field(standing.ruling);
  maybe(archive, standing.next, Instant{}, plain);
  maybe(archive, standing.finding, std::size_t{}, plain);
  maybe(archive, standing.waiting, Verdict{}, nested);
}

/// Without its rule and its subject.
template <typename Archive>
void fields(Archive& archive, Finding& finding) {
  archive.field(finding.first);
  maybe(archive, finding.last, Position{}, plain);
  archive.field(finding.since);
  fields(archive, finding.verdict);
}

template <typename Archive>
void fields(Archive& archive, TermsFact& terms) {
  archive.field(terms.position);
  archive.field(terms.day);
  maybe(archive, terms.start, Day{}, plain);
  maybe(archive, terms.end, Day{}, plain);
  archive.field(terms.value_fen);
  archive.field(terms.long_term_reason);
}

template <typename Archive>
void fields(Archive& archive, ContractFact& fact) {
  archive.field(fact.venue);
  archive.field(fact.organization);
  archive.field(fact.partner);
  archive.field(fact.id);
  archive.field(fact.predecessor);
  auto scope = static_cast<std::int64_t>(fact.scope);
  archive.field(scope);
  fact.scope = static_cast<std::uint64_t>(scope);
  archive.field(fact.mode);
  archive.field(fact.intended_months);
  archive.field(fact.concluded_at);
  archive.field(fact.moment);
  list(archive, fact.terms, TermsFact{}, nested);
  maybe(archive, fact.ended_at, Position{}, plain);
  archive.field(fact.ended_on);
}

template <typename Archive>
void fields(Archive& archive, FailureFact& fact) {
  archive.field(fact.organization);
  archive.field(fact.partner);
  archive.field(fact.contract);
  archive.field(fact.position);
  archive.field(fact.moment);
}

template <typename Archive>
void fields(Archive& archive, MatterFacts& facts, const Subject& matter) {
  const Subject none = no_subject();
  const ContractFact contract{matter, none, none, none, {}, {}, {}, {}, {}, {}, {}, {}};
  const FailureFact failure{matter, none, none, {}, {}, {}};
  list(archive, facts.contracts, contract, nested);
  list(archive, facts.failures, failure, nested);
}

template <typename Archive>
void fields(Archive& archive, FindingDecision& decision) {
  archive.field(decision.rule);
  archive.field(decision.concerns);
  list(archive, decision.about, Position{}, plain);
  archive.field(decision.occurred_at);
  archive.field(decision.resolution.confirmed);
  archive.field(decision.resolution.inspection);
  archive.field(decision.resolution.decided_at);
  archive.field(decision.resolution.reason);
}

template <typename Archive>
void standings_fields(Archive& archive, Standings& standings) {
  archive.field(standings.clock);
  archive.field(standings.last);
  archive.field(standings.before_last);
  list(archive, standings.of_rules, Standings::Standing{}, nested);
}

}  // namespace

std::string pack(const Standings& standings, std::span<const Rule> rules) {
  MB_CHECK(standings.of_rules.size() == rules.size());
  Packer packer;
  Standings copy = standings;  // the lists of fields take what they could also fill
  standings_fields(packer, copy);
  packer.field(copy.findings.size());
  for (Finding& finding : copy.findings) {
    packer.field(finding.rule);
    fields(packer, finding);
  }
  return std::move(packer).text();
}

Result<Standings> unpack_standings(std::string_view text, const Subject& matter,
                                   std::span<const Rule> rules) {
  Unpacker unpacker(text);
  Standings standings;
  standings_fields(unpacker, standings);
  std::size_t size = 0;
  unpacker.field(size);
  for (std::size_t i = 0; i < size && unpacker.is_whole(); ++i) {
    std::string id;
    unpacker.field(id);
    const auto rule = std::ranges::find(rules, id, &Rule::id);
    if (rule == rules.end()) {
      unpacker.fault();
      break;
    }
    Finding finding{rule->id, matter, {}, {}, {}, {}};
    fields(unpacker, finding);
    standings.findings.push_back(std::move(finding));
  }
  const bool fits =
      standings.of_rules.size() == rules.size() &&
      std::ranges::all_of(standings.of_rules, [&](const Standings::Standing& standing) {
        return !standing.finding || *standing.finding < standings.findings.size();
      });
  if (!fits) unpacker.fault();
  MB_TRY_VOID(unpacker.end());
  return standings;
}

std::string pack(const MatterFacts& facts) {
  Packer packer;
  MatterFacts copy = facts;
  fields(packer, copy, no_subject());
  return std::move(packer).text();
}

Result<MatterFacts> unpack_facts(std::string_view text, const Subject& matter) {
  Unpacker unpacker(text);
  MatterFacts facts;
  fields(unpacker, facts, matter);
  MB_TRY_VOID(unpacker.end());
  return facts;
}

std::string pack(const FindingDecision& decision) {
  Packer packer;
  FindingDecision copy = decision;
  fields(packer, copy);
  return std::move(packer).text();
}

Result<FindingDecision> unpack_decision(std::string_view text) {
  Unpacker unpacker(text);
  const Subject none = no_subject();
  FindingDecision decision{
      {}, none, {}, {}, {.confirmed = false, .inspection = none, .decided_at = {}, .reason = {}}};
  fields(unpacker, decision);
  MB_TRY_VOID(unpacker.end());
  return decision;
}

}  // namespace minutebook::projections::findings
