#include "tools/minutebook/views.h"

#include <unistd.h>

#include "tools/minutebook/interrupt.h"

namespace minutebook::cli {

std::filesystem::path views_directory(const Session& session, const service::Ledger& ledger) {
  const std::string& asked = session.settings.views;
  return asked.empty() ? ledger.paths().views() : std::filesystem::path(asked);
}

projections::Runner runner_of(const Session& session, View& view) {
  return {view.ledger(), views_directory(session, view.ledger())};
}

Result<projections::Followed> bring_up_to_date(Session& session, projections::Runner& runner,
                                               const projections::View& view) {
  Progress progress(session.progress_style(), session.text("ui.projections.progress"),
                    runner.head().value);
  auto followed = runner.catch_up(view, [&](std::uint64_t done, std::uint64_t) {
    progress.update(done, done);
    return !interrupted();
  });
  progress.clear();
  if (!followed && followed.error().code == Errc::io &&
      ::access(runner.directory().c_str(), W_OK) != 0) {
    Error error = followed.error();
    error.message.en += "; --views DIR keeps the read models where they can be written";
    error.message.zh += "；可用 --views DIR 将读模型放在可写目录";
    return tl::unexpected(std::move(error));
  }
  if (!followed) return followed;
  using projections::RebuildReason;
  if (followed->rebuilt != RebuildReason::none && followed->rebuilt != RebuildReason::absent) {
    session.say(session.text(
        "ui.projections.rebuilt",
        {std::string(view.name),
         session.text("ui.projections.reason." + std::string(name_of(followed->rebuilt)))}));
  }
  return followed;
}

}  // namespace minutebook::cli
