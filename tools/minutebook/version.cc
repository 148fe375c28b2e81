#include <nlohmann/json.hpp>

#include "ledger/store/event_store.h"
#include "tools/minutebook/commands.h"

namespace minutebook::cli {
namespace {

ExitStatus run_version(Session& session) {
  if (session.json()) {
    const nlohmann::ordered_json out = {{"name", "minutebook"},
                                        {"version", MINUTEBOOK_VERSION},
                                        {"format", store::format_version},
                                        {"compiler", MINUTEBOOK_COMPILER}};
    session.out.line(out.dump());
    return ExitStatus::done;
  }
  session.out.line(std::string("minutebook ") + MINUTEBOOK_VERSION);
  session.out.line(session.text("ui.version.details",
                                {std::to_string(store::format_version), MINUTEBOOK_COMPILER}));
  return ExitStatus::done;
}

}  // namespace

void add_version(Commands& commands) {
  CLI::App* const sub = commands.add("version");
  Session& session = commands.session();
  commands.on(sub, [&session] { return run_version(session); });
}

}  // namespace minutebook::cli
