#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <clocale>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/minutebook/commands.h"
#include "tools/minutebook/interrupt.h"
#include "tools/minutebook/restored.h"
#include "tools/minutebook/usage.h"

namespace minutebook::cli {
namespace {

/// An option that takes one of a few words.
template <typename Value>
void choice(CLI::App& app, const std::string& name, Value& target,
            const std::vector<std::pair<std::string, Value>>& words, const std::string& help) {
  std::string type;
  for (const auto& each : words) type += (type.empty() ? "" : "|") + each.first;
  const auto take = [&target, words, name, type](const std::string& given) {
    for (const auto& [word, value] : words) {
      if (word == given) {
        target = value;
        return;
      }
    }
    throw CLI::ValidationError(name, given + " is not one of " + type);
  };
  app.add_option_function<std::string>(name, take, help)->type_name(type);
}

void add_global_options(CLI::App& app, Session& session) {
  Settings& settings = session.settings;
  app.add_option("-L,--ledger", settings.ledger, session.text("ui.option.ledger"))
      ->envname("MINUTEBOOK_LEDGER")
      ->type_name("DIR");
  app.add_option("--views", settings.views, session.text("ui.option.views"))
      ->envname("MINUTEBOOK_VIEWS")
      ->type_name("DIR");
  app.add_flag("--json", settings.json, session.text("ui.option.json"));
  choice(app, "--lang", settings.language, {{"en", Language::en}, {"zh-CN", Language::zh_cn}},
         session.text("ui.option.lang"));
  choice(app, "--color", settings.color,
         {{"auto", Color::automatic}, {"always", Color::always}, {"never", Color::never}},
         session.text("ui.option.color"));
  CLI::Option* const quiet =
      app.add_flag("-q,--quiet", settings.quiet, session.text("ui.option.quiet"));
  app.add_flag("-v,--verbose", settings.verbosity, session.text("ui.option.verbose"))
      ->excludes(quiet);
}

void add_subcommands(Commands& commands) {
  add_init(commands);
  add_submit(commands);
  add_log(commands);
  add_show(commands);
  add_diff(commands);
  add_blame(commands);
  add_replay(commands);
  add_list(commands);
  add_report(commands);
  add_projections(commands);
  add_rules(commands);
  add_verify(commands);
  add_blob(commands);
  add_checkpoint(commands);
  add_prove(commands);
  add_receipt(commands);
  add_export(commands);
  add_import(commands);
  add_mirror(commands);
  add_serve(commands);
  add_backup(commands);
  add_key(commands);
  add_sign(commands);
  add_witness(commands);
  add_generate(commands);
  add_bench(commands);
  add_completion(commands);
  add_version(commands);
}

void start_logging(const Settings& settings) {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("minutebook"));
  spdlog::set_pattern("%H:%M:%S.%e %l %v");
  spdlog::set_level(settings.verbosity == 0   ? spdlog::level::warn
                    : settings.verbosity == 1 ? spdlog::level::info
                                              : spdlog::level::debug);
}

ExitStatus run(int argc, char** argv) {
  Session session;
  session.settings.language = language_asked_for(argc, argv);
  session.settings.json = json_asked_for(argc, argv);
  CLI::App app(session.text("ui.app.help"), "minutebook");
  dress(app, session);
  add_global_options(app, session);
  Commands commands(app, session);
  add_subcommands(commands);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return session.finish(explain(error, app, session));
  }
  start_logging(session.settings);
  if (!commands.chosen()) return session.usage("ui.error.no_subcommand", {});
  watch_signals();
  tell_of_restoring(session);
  return session.finish(commands.chosen()());
}

}  // namespace
}  // namespace minutebook::cli

int main(int argc, char** argv) {
  try {
    return static_cast<int>(minutebook::cli::run(argc, argv));
  } catch (const std::exception& error) {
    // Nothing is thrown on purpose: this is memory running out, or a bug worth its own words.
    std::fputs((std::string("minutebook: ") + error.what() + "\n").c_str(), stderr);
    return static_cast<int>(minutebook::cli::ExitStatus::storage);
  }
}
