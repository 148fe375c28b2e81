#include "tests/rules/asked.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/base/check.h"
#include "ledger/rules/judge.h"

namespace minutebook::test {

Asked& Asked::under(rules::Rulebook rulebook) {
  rulebook_ = std::move(rulebook);
  return *this;
}

Asked& Asked::under_no_rulebook() {
  has_rulebook_ = false;
  return *this;
}

Asked& Asked::with(const rules::Documents& documents) {
  documents_ = &documents;
  return *this;
}

Asked& Asked::beside(const rules::Landscape& landscape) {
  landscape_ = &landscape;
  return *this;
}

rules::Verdict Asked::verdict(std::string_view time) {
  const std::string whole = time.find('T') == std::string_view::npos
                                ? std::string(time) + "T00:00:00+08:00"
                                : std::string(time);
  rules::Rulebooks rulebooks;
  if (has_rulebook_) {
    rulebooks.add({Subject::from_stored("rulebook/test"), 1, std::nullopt,
                   parse_day("2000-01-01").value(), Position{0}, rulebook_});
  }
  const rules::Scene scene{story_.world().directory(), rulebooks, *landscape_,
                           parse_time(whole).value().instant, documents_};
  return rules::judge(rule_, scene, Subject::from_stored(Story::subject), story_.matter());
}

std::string Asked::at(std::string_view time) {
  const rules::Verdict verdict = this->verdict(time);
  EXPECT_FALSE(verdict.reason.en.empty() || verdict.reason.zh.empty()) << rule_.id;
  EXPECT_TRUE(std::ranges::is_sorted(verdict.rests_on)) << rule_.id;
  if (verdict.ruling == rules::Ruling::pass || verdict.ruling == rules::Ruling::breach) {
    EXPECT_FALSE(verdict.rests_on.empty()) << rule_.id << ": " << verdict.reason.en;
  }
  return std::string(rules::name_of(verdict.ruling));
}

std::string Asked::due_at(std::string_view time) {
  const rules::Verdict verdict = this->verdict(time);
  return verdict.due ? format_time({*verdict.due, 480}) : "";
}

Asked asked(Story& story, std::span<const rules::Rule> group, std::string_view id) {
  const auto found = std::ranges::find(group, id, &rules::Rule::id);
  MB_CHECK(found != group.end());
  return {story, *found};
}

}  // namespace minutebook::test
