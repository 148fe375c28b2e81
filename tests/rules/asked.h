#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ledger/rules/landscape.h"
#include "ledger/rules/rule.h"
#include "tests/support/story.h"

/// Rules as sentences:
///
///   Story story;
///   story.given(…);
///   EXPECT_EQ(asked(story, vote_rules(), "VOTE-2").at("2021-04-01"), "breach");
namespace minutebook::test {

/// A rule that is asked about the story's matter, under one rulebook of the whole ledger that is
/// in force from 2000 on.
class Asked {
 public:
  Asked(Story& story, const rules::Rule& rule) : story_(story), rule_(rule) {}

  Asked& under(rules::Rulebook rulebook);
  /// Without a rulebook.
  Asked& under_no_rulebook();
  Asked& with(const rules::Documents& documents);
  Asked& beside(const rules::Landscape& landscape);

  /// The verdict at `time`: RFC 3339, or a bare date for 00:00+08:00 of that day.
  rules::Verdict verdict(std::string_view time);
  /// Its ruling's name, such as "breach"; every verdict has a reason in both languages, and one
  /// that passes, breaches or is pending rests on events.
  std::string at(std::string_view time);
  /// When it becomes a breach, as RFC 3339 in +08:00; empty without such a moment.
  std::string due_at(std::string_view time);

 private:
  Story& story_;
  const rules::Rule& rule_;
  rules::Rulebook rulebook_;
  bool has_rulebook_ = true;
  const rules::Documents* documents_ = nullptr;
  rules::Landscape empty_;
  const rules::Landscape* landscape_ = &empty_;
};

/// The rule `id` of a group, such as vote_rules().
Asked asked(Story& story, std::span<const rules::Rule> group, std::string_view id);

}  // namespace minutebook::test
