#include "ledger/rules/gate.h"

#include <algorithm>

#include "ledger/rules/catalogue.h"
#include "ledger/rules/judge.h"
#include "ledger/rules/landscape.h"

namespace minutebook::rules {
namespace {

/// The matter as it would be after the command. The events get positions past all others, which no
/// refusal may cite: they will never exist.
class Afterwards {
 public:
  Afterwards(const domain::DecisionContext& context, schema::Command::Reader command,
             std::span<const domain::EventDraft> drafts)
      : aggregate_(context.aggregate), first_(past(context.aggregate)) {
    for (std::size_t i = 0; i < drafts.size(); ++i) apply(command, drafts[i], i);
  }

  const domain::Partnership& matter() const {
    return std::get<domain::Partnership>(aggregate_.state);
  }
  bool is_new(Position position) const { return first_ <= position; }

 private:
  static Position past(const domain::Aggregate& aggregate) {
    const auto& positions = std::get<domain::Partnership>(aggregate.state).positions;
    return positions.empty() ? Position{0} : Position{positions.back().value + 1};
  }

  void apply(schema::Command::Reader command, const domain::EventDraft& draft, std::size_t index) {
    capnp::MallocMessageBuilder message;
    auto header = message.initRoot<schema::Header>();
    header.setPosition(first_.value + index);
    header.setEventType(static_cast<std::uint16_t>(draft.type));
    header.setStream(command.getSubject());
    header.setActor(command.getActor());
    header.setRole(command.getRole());
    header.setOnBehalfOf(command.getOnBehalfOf());
    header.setIrregular(command.getIrregular());
    header.setOccurredAt(command.getOccurredAt());
    header.initRecordedAt().setNs(command.getOccurredAt().getNs());
    domain::evolve(aggregate_,
                   {header.asReader(), draft.message->getRoot<schema::Payload>().asReader()});
  }

  domain::Aggregate aggregate_;
  Position first_;
};

bool asks_about(const Rule& rule, schema::Command::Which command) {
  return rule.of_matter != nullptr &&
         std::ranges::find(rule.at_commands, command) != rule.at_commands.end();
}

bool is_refused(const Rule& rule, const Rulebook* rulebook) {
  if (rulebook == nullptr) return false;
  const auto setting = rulebook->rules.find(rule.id);
  const bool set = setting != rulebook->rules.end() && setting->second.enforce;
  return (set ? *setting->second.enforce : rule.enforce) == Enforce::refuse;
}

/// The rulebook in force for the matter's venue on the day of the command.
const Rulebook* rulebook_of(const Scene& scene, const Subject& subject,
                            const domain::Partnership& matter) {
  if (matter.proposal() == nullptr) return nullptr;
  return Question{scene, subject, matter}.rulebook(scene.today());
}

enum class Ask { every_rule, rules_that_refuse };

std::vector<WouldBreak> broken_by(const domain::DecisionContext& context,
                                  const Rulebooks& rulebooks, schema::Command::Reader command,
                                  std::span<const domain::EventDraft> drafts, Ask ask) {
  std::vector<WouldBreak> broken;
  const auto* before = std::get_if<domain::Partnership>(&context.aggregate.state);
  if (before == nullptr || rulebooks.editions().empty()) return broken;
  const Landscape nothing;
  const Scene scene{context.directory, rulebooks, nothing,
                    Instant{command.getOccurredAt().getNs()}};
  const Subject& subject = context.aggregate.subject;
  const Rulebook* rulebook = rulebook_of(scene, subject, *before);
  const auto asks = [&](const Rule& rule) {
    return asks_about(rule, command.which()) &&
           (ask == Ask::every_rule || before->proposal() == nullptr || is_refused(rule, rulebook));
  };
  // The matter is copied only when a rule wants to see it.
  if (std::ranges::none_of(catalogue(), asks)) return broken;
  const Afterwards afterwards(context, command, drafts);
  rulebook = rulebook_of(scene, subject, afterwards.matter());
  for (const Rule& rule : catalogue()) {
    if (!asks(rule)) continue;
    Verdict after = judge(rule, scene, subject, afterwards.matter());
    if (after.ruling != Ruling::breach) continue;
    const auto added = std::erase_if(
        after.rests_on, [&](Position position) { return afterwards.is_new(position); });
    const bool adds_to_it =
        added > 0 || judge(rule, scene, subject, *before).ruling != Ruling::breach;
    if (adds_to_it) broken.push_back({rule.id, std::move(after), is_refused(rule, rulebook)});
  }
  return broken;
}

}  // namespace

std::vector<WouldBreak> would_break(const domain::DecisionContext& context,
                                    const Rulebooks& rulebooks, schema::Command::Reader command,
                                    std::span<const domain::EventDraft> drafts) {
  return broken_by(context, rulebooks, command, drafts, Ask::every_rule);
}

std::optional<domain::Refusal> check_procedure(const domain::DecisionContext& context,
                                               const Rulebooks& rulebooks,
                                               schema::Command::Reader command,
                                               std::span<const domain::EventDraft> drafts) {
  if (command.getIrregular()) return std::nullopt;
  auto broken = broken_by(context, rulebooks, command, drafts, Ask::rules_that_refuse);
  const auto first = std::ranges::find(broken, true, &WouldBreak::refuses);
  if (first == broken.end()) return std::nullopt;
  return domain::Refusal{.rule = std::string(first->rule),
                         .detail = std::move(first->verdict.reason),
                         .rests_on = std::move(first->verdict.rests_on),
                         .procedural = true};
}

}  // namespace minutebook::rules
