#include "ledger/rules/irregular_entry.h"

#include "ledger/domain/act.h"
#include "ledger/domain/drafts.h"
#include "ledger/schema/labels.h"
#include "ledger/schema/reflect.h"

namespace minutebook::rules {
namespace {

/// Of the venue that the matter is about; nothing before there is one.
std::optional<Subject> owner_of(const domain::DecisionContext& context,
                                schema::Command::Reader command) {
  if (command.isProposePartnership()) {
    const auto venue = domain::subject_of(command.getProposePartnership().getVenue());
    return context.directory.organization_of(venue);
  }
  const auto* matter = std::get_if<domain::Partnership>(&context.aggregate.state);
  if (matter == nullptr || matter->proposal() == nullptr) return std::nullopt;
  return context.directory.organization_of(matter->proposal()->venue);
}

}  // namespace

std::optional<domain::Refusal> check_irregular_entry(const domain::DecisionContext& context,
                                                     const Rulebooks& rulebooks,
                                                     schema::Command::Reader command) {
  if (!command.getIrregular()) return std::nullopt;
  const auto owner = owner_of(context, command);
  if (!owner) return std::nullopt;
  const Day day = context.directory.day_of(Instant{command.getOccurredAt().getNs()});
  const Rulebook* rulebook = rulebooks.in_force(context.directory, *owner, day);
  if (rulebook == nullptr || rulebook->irregular_roles.contains(command.getRole())) {
    return std::nullopt;
  }
  const std::string role(schema::role_name(command.getRole()));
  const std::string label = schema::enum_label(Language::zh_cn, "Role", role);
  std::vector<Position> rests_on;
  rests_on.reserve(rulebook->editions.size());
  for (const EditionRef& edition : rulebook->editions) rests_on.push_back(edition.adopted_at);
  return domain::refuse(
      "REC-4",
      "the rulebook in force for " + owner->text() + " on " + format_day(day) + " lets no " + role +
          " make an irregular entry",
      owner->text() + " 在 " + format_day(day) + " 生效的制度规则不允许" + label + "作出非正常记录",
      std::move(rests_on));
}

}  // namespace minutebook::rules
