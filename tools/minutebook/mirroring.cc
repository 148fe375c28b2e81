#include "tools/minutebook/mirroring.h"

#include <nlohmann/json.hpp>

#include "tools/minutebook/interrupt.h"

namespace minutebook::cli {
namespace {

void print(Session& session, const mirror::Round& round) {
  if (session.json()) {
    const nlohmann::ordered_json out = {{"from", round.from},
                                        {"size", round.to},
                                        {"root", crypto::hex_of(round.root)},
                                        {"witnesses", round.witnesses}};
    session.out.line(out.dump());
  } else {
    session.out.line(session.text(
        "ui.export.done",
        {grouped(round.to - round.from), grouped(round.to), crypto::hex_of(round.root)}));
  }
}

mirror::MirrorOptions watched(Progress& progress) {
  return {.progress = [&](std::uint64_t done, std::uint64_t) { progress.update(done, done); },
          .stop = interrupted};
}

/// A contradiction is what a check found, not an accident of the disk.
ExitStatus refuse(Session& session, const mirror::Mirror& copy, const Error& error) {
  const ExitStatus status = session.fail(error);
  return copy.fork() || error.code == Errc::corruption ? ExitStatus::fault : status;
}

}  // namespace

std::optional<ExitStatus> run_round(Session& session, mirror::Mirror& copy, bool follow) {
  Progress progress(session.progress_style(), session.text("ui.mirror.progress"), 0);
  const auto round = copy.run(watched(progress));
  progress.clear();
  if (round) {
    if (!follow || round->to > round->from) print(session, *round);
    static_cast<void>(session.out.flush());
    return interrupted() ? ExitStatus::interrupted : ExitStatus::done;
  }
  if (follow && round.error().code == Errc::unreachable) {
    session.say(session.text("ui.mirror.waiting",
                             {in_language(round.error().message, session.language())}));
    return std::nullopt;
  }
  return refuse(session, copy, round.error());
}

}  // namespace minutebook::cli
