#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tools/inspect/examination.h"
#include "tools/minutebook/session.h"
#include "tools/minutebook/view.h"

/// Asking the rules about a ledger, for several subcommands.
namespace minutebook::cli {

/// What is asked, and the moment for which it is asked: `--at` a time is that moment; a position,
/// the time at which it was recorded; neither, now.
struct QuestionMoment {
  service::AsOf as_of;
  Instant now;
};
Result<QuestionMoment> moment_of_question(View& view, const std::string& at,
                                          const std::string& known_at);

/// inspect::examine with a progress bar; ends early when interrupted.
Result<inspect::Examination> examine_with_progress(Session& session, View& view,
                                                   inspect::ExaminationOptions options);
/// Master data alone: which rulebooks are in force where and when.
Result<inspect::Examination> examine_rulebooks(View& view);

using Verdicts = std::vector<std::pair<const rules::Rule*, rules::Verdict>>;
/// A row, or with --json a line, each; ExitStatus::fault when one is a breach.
ExitStatus print_verdicts(Session& session, const View& view, const Verdicts& verdicts);

/// The ruling's label in its colour: a breach is bad, a pass is good.
std::string ruling_text(const Session& session, rules::Ruling ruling);
/// "#41, #55", of many the first ones.
std::string positions_text(const std::vector<Position>& positions);

}  // namespace minutebook::cli
