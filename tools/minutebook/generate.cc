#include "tools/generate/generate.h"

#include <algorithm>
#include <memory>

#include "tools/minutebook/commands.h"
#include "tools/minutebook/interrupt.h"

namespace minutebook::cli {
namespace {

struct GenerateOptions {
  std::uint64_t partnerships = 1;
  std::uint64_t seed = 0;
  std::string suite = "standard";
};

ExitStatus run_generate(Session& session, const GenerateOptions& options) {
  const auto suite = crypto::parse_suite(options.suite);
  if (!suite) return session.fail(suite.error());
  Progress progress(session.progress_style(), session.text("ui.generate.progress"), 0);
  std::uint64_t lines = 0;
  const auto sink = [&](std::string_view text) -> Result<void> {
    session.out.write(text);
    if (interrupted() || session.out.closed())
      return fail(Errc::cancelled, "interrupted", "已中断");
    if (!session.out.good()) return session.out.flush();
    lines += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
    progress.update(lines, lines);
    return {};
  };
  const auto summary = generate::generate({options.partnerships, options.seed, *suite}, sink);
  progress.clear();
  if (!summary) {
    // Whoever has read enough goes away; that is no fault.
    if (session.out.closed()) return ExitStatus::done;
    return session.fail(summary.error());
  }
  session.say(session.text("ui.generate.summary",
                           {grouped(summary->commands), grouped(summary->partnerships),
                            duration_text(progress.seconds(), session.language())}));
  return ExitStatus::done;
}

}  // namespace

void add_generate(Commands& commands) {
  const auto options = std::make_shared<GenerateOptions>();
  CLI::App* const sub = commands.add("generate");
  sub->add_option("--partnerships", options->partnerships,
                  commands.text("ui.generate.partnerships"))
      ->check(CLI::Range(std::uint64_t{1}, generate::max_partnerships))
      ->type_name("N");
  sub->add_option("--seed", options->seed, commands.text("ui.generate.seed"))->type_name("S");
  sub->add_option("--suite", options->suite, commands.text("ui.generate.suite"))
      ->type_name("standard|gm");
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run_generate(session, *options); });
}

}  // namespace minutebook::cli
