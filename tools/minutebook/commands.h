#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "tools/minutebook/session.h"

namespace minutebook::cli {

/// The command line as it is being put together: each subcommand adds itself and, when it is the
/// one that was asked for, leaves what is to be run.
class Commands {
 public:
  using Run = std::function<ExitStatus()>;

  Commands(CLI::App& app, Session& session) : app_(app), session_(session) {}

  Session& session() { return session_; }
  CLI::App& app() { return app_; }
  /// A subcommand; help text and examples are the labels ui.NAME.help and ui.NAME.examples.
  CLI::App* add(const std::string& name);
  /// A subcommand of a subcommand; labels ui.PARENT.NAME.help.
  CLI::App* add_below(CLI::App* parent, const std::string& name);
  /// The label of an option's description.
  std::string text(const std::string& key) const { return session_.text(key); }

  /// `run` is what `subcommand` does; it runs after everything was parsed.
  void on(CLI::App* subcommand, Run run);
  /// What was asked for; empty when no subcommand was.
  const Run& chosen() const { return chosen_; }

 private:
  void settle(CLI::App* sub);

  CLI::App& app_;
  Session& session_;
  Run chosen_;
};

void add_init(Commands& commands);
void add_submit(Commands& commands);
void add_log(Commands& commands);
void add_show(Commands& commands);
void add_diff(Commands& commands);
void add_blame(Commands& commands);
void add_replay(Commands& commands);
void add_rules(Commands& commands);
void add_list(Commands& commands);
void add_report(Commands& commands);
void add_projections(Commands& commands);
void add_blob(Commands& commands);
void add_backup(Commands& commands);
void add_key(Commands& commands);
void add_checkpoint(Commands& commands);
void add_prove(Commands& commands);
void add_receipt(Commands& commands);
void add_export(Commands& commands);
void add_export_ocds(Commands& commands, CLI::App* export_command);
void add_import(Commands& commands);
void add_export_lists(Commands& commands, CLI::App* export_command);
void add_mirror(Commands& commands);
void add_serve(Commands& commands);
void add_sign(Commands& commands);
void add_generate(Commands& commands);
void add_bench(Commands& commands);
void add_completion(Commands& commands);
void add_version(Commands& commands);
void add_witness(Commands& commands);
void add_verify(Commands& commands);

}  // namespace minutebook::cli
