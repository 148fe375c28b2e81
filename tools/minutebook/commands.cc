#include "tools/minutebook/commands.h"

namespace minutebook::cli {

CLI::App* Commands::add(const std::string& name) {
  CLI::App* const sub = app_.add_subcommand(name, text("ui." + name + ".help"));
  const std::string examples = word_or("ui." + name, "examples", session_.language());
  if (examples != "examples") sub->footer(text("ui.help.examples") + "\n" + examples);
  settle(sub);
  return sub;
}

void Commands::settle(CLI::App* sub) {
  sub->fallthrough();
  sub->group(text("ui.help.subcommands_group"));
  sub->get_help_ptr()->group(text("ui.help.options_group"));
}

CLI::App* Commands::add_below(CLI::App* parent, const std::string& name) {
  const std::string key = "ui." + parent->get_name() + "." + name + ".help";
  CLI::App* const sub = parent->add_subcommand(name, text(key));
  settle(sub);
  return sub;
}

void Commands::on(CLI::App* subcommand, Run run) {
  subcommand->callback([this, subcommand, run = std::move(run)] {
    // Runs after those of what stands below, which then is what was asked for.
    if (subcommand->get_subcommands().empty()) chosen_ = run;
  });
}

}  // namespace minutebook::cli
