#include "ledger/rules/question.h"

namespace minutebook::rules {

Subject Question::organization() const {
  return scene.directory.venue(proposal().venue)->organization;
}

schema::OrganizationLevel Question::level() const {
  return scene.directory.organization(organization())->level;
}

const Rulebook* Question::rulebook(Day day) const {
  return scene.rulebooks.in_force(scene.directory, organization(), day);
}

Verdict no_rulebook(const Question& question, Day day, std::vector<Position> rests_on) {
  const std::string organization = question.organization().text();
  return cannot_decide("no rulebook was in force for " + organization + " on " + format_day(day),
                       organization + " 在 " + format_day(day) + " 没有生效的制度规则",
                       std::move(rests_on));
}

}  // namespace minutebook::rules
