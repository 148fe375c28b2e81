#include "tools/minutebook/usage.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tools/minutebook/display.h"

namespace minutebook::cli {
namespace {

Language language_of_locale(std::string_view locale) {
  return locale.starts_with("zh") ? Language::zh_cn : Language::en;
}

Language language_of_environment() {
  for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const value = std::getenv(name);
    if (value != nullptr && *value != '\0') return language_of_locale(value);
  }
  return Language::en;
}

/// The innermost subcommand that was asked for.
const CLI::App* deepest(const CLI::App* app) {
  const auto parsed = app->get_subcommands();
  return parsed.empty() ? app : deepest(parsed.back());
}

/// What CLI11 says, as one of our labels; its own words stay for what has no label.
Error usage_error(const CLI::ParseError& error, const CLI::App& app) {
  std::string key = "ui.usage.other";
  std::string value = error.what();
  if (error.get_name() == "ExtrasError") {
    const auto extras = app.remaining(true);
    key = "ui.usage.unexpected";
    if (!extras.empty()) value = extras.front();
  } else if (error.get_name() == "RequiredError") {
    key = "ui.usage.required";
    value = value.substr(0, value.find(" is required"));
    if (value == "A subcommand") key = "ui.usage.subcommand";
  }
  const std::string command = deepest(&app)->get_display_name();
  const std::string help = (&app == deepest(&app) ? "" : command + " ") + "--help";
  const auto sentence = [&](Language language) {
    return phrase(key, language, {one_line(value)}) +
           phrase("ui.usage.see_help", language, {"minutebook " + help});
  };
  return {Errc::invalid_input, {sentence(Language::en), sentence(Language::zh_cn)}};
}

}  // namespace

Language language_asked_for(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--lang" && i + 1 < argc) return language_of_locale(argv[i + 1]);
    if (argument.starts_with("--lang=")) return language_of_locale(argument.substr(7));
    if (argument == "--") break;
  }
  return language_of_environment();
}

bool json_asked_for(int argc, const char* const* argv) {
  return std::any_of(argv + 1, argv + argc, [](std::string_view a) { return a == "--json"; });
}

void dress(CLI::App& app, const Session& session) {
  const auto formatter = app.get_formatter();
  for (const auto& [name, key] :
       std::array<std::pair<const char*, const char*>, 8>{{{"Usage", "ui.help.usage"},
                                                           {"OPTIONS", "ui.help.options"},
                                                           {"SUBCOMMAND", "ui.help.subcommand"},
                                                           {"SUBCOMMANDS", "ui.help.subcommands"},
                                                           {"Positionals", "ui.help.positionals"},
                                                           {"REQUIRED", "ui.help.required"},
                                                           {"Env", "ui.help.environment"},
                                                           {"Excludes", "ui.help.excludes"}}}) {
    formatter->label(name, session.text(key));
  }
  formatter->column_width(34);
  app.option_defaults()->group(session.text("ui.help.options_group"));
  app.set_help_flag("-h,--help", session.text("ui.option.help"));
  app.set_version_flag("--version", MINUTEBOOK_VERSION, session.text("ui.version.help"));
  app.footer(session.text("ui.app.footer"));
  app.fallthrough();
}

ExitStatus explain(const CLI::ParseError& error, CLI::App& app, Session& session) {
  if (error.get_name() == "CallForHelp" || error.get_name() == "CallForAllHelp") {
    session.out.write(app.help());
    return ExitStatus::done;
  }
  if (error.get_name() == "CallForVersion") {
    session.out.line(std::string("minutebook ") + MINUTEBOOK_VERSION);
    return ExitStatus::done;
  }
  return session.fail(usage_error(error, app));
}

}  // namespace minutebook::cli
