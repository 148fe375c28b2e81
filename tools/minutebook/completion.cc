#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "tools/minutebook/commands.h"

namespace minutebook::cli {
namespace {

/// A subcommand, or one below it: "blob put".
struct Entry {
  std::string path;
  std::string description;
  std::vector<std::string> options;
  std::vector<std::string> below;
};

std::vector<std::string> options_of(const CLI::App* app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app->get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

std::string first_sentence(const std::string& text) { return text.substr(0, text.find('\n')); }

/// The command line as it is defined, so that completions cannot drift from it.
void collect(const CLI::App* app, const std::string& path, std::vector<Entry>& out) {
  Entry entry{path, first_sentence(app->get_description()), options_of(app), {}};
  const auto subcommands = app->get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* sub : subcommands) entry.below.push_back(sub->get_name());
  out.push_back(std::move(entry));
  for (const CLI::App* sub : subcommands) {
    collect(sub, path.empty() ? sub->get_name() : path + " " + sub->get_name(), out);
  }
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& each : words) out += (out.empty() ? "" : " ") + each;
  return out;
}

/// Within single quotes of a shell.
std::string quoted(std::string text) {
  for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 4) {
    text.replace(at, 1, "'\\''");
  }
  return "'" + text + "'";
}

void print_bash(Output& out, const std::vector<Entry>& entries) {
  out.line("# bash completion for minutebook: eval \"$(minutebook completion bash)\"");
  out.line("_minutebook() {");
  out.line("  local word path=''");
  out.line("  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do");
  out.line("    case \"$path $word\" in");
  for (const Entry& entry : entries) {
    for (const std::string& sub : entry.below) {
      const std::string path = entry.path.empty() ? sub : entry.path + " " + sub;
      out.line("      " + quoted(entry.path + " " + sub) + ") path=" + quoted(path) + ";;");
    }
  }
  out.line("    esac");
  out.line("  done");
  out.line("  local words=''");
  out.line("  case \"$path\" in");
  for (const Entry& entry : entries) {
    out.line("    " + quoted(entry.path) +
             ") words=" + quoted(joined(entry.below) + " " + joined(entry.options)) + ";;");
  }
  out.line("  esac");
  out.line("  words=\"$words " + joined(entries.front().options) + "\"");
  out.line("  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\")");
  out.line("}");
  out.line("complete -o default -F _minutebook minutebook");
}

void print_zsh(Output& out, const std::vector<Entry>& entries) {
  out.line("#compdef minutebook");
  out.line("# zsh completion for minutebook: eval \"$(minutebook completion zsh)\"");
  out.line("autoload -U +X bashcompinit && bashcompinit");
  print_bash(out, entries);
}

void print_fish(Output& out, const std::vector<Entry>& entries) {
  out.line("# fish completion for minutebook: minutebook completion fish | source");
  for (const Entry& entry : entries) {
    const std::string when = entry.path.empty() ? "__fish_use_subcommand"
                                                : "__fish_seen_subcommand_from " +
                                                      entry.path.substr(entry.path.rfind(' ') + 1);
    for (const std::string& sub : entry.below) {
      const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& other) {
        return other.path == (entry.path.empty() ? sub : entry.path + " " + sub);
      });
      out.line("complete -c minutebook -n " + quoted(when) + " -f -a " + sub + " -d " +
               quoted(found->description));
    }
    const std::string condition = entry.path.empty() ? "" : " -n " + quoted(when);
    for (const std::string& option : entry.options) {
      const bool is_long = option.starts_with("--");
      out.line("complete -c minutebook" + condition + (is_long ? " -l " : " -s ") +
               option.substr(is_long ? 2 : 1));
    }
  }
}

ExitStatus run_completion(Session& session, const CLI::App& app, const std::string& shell) {
  std::vector<Entry> entries;
  collect(&app, "", entries);
  if (shell == "bash") print_bash(session.out, entries);
  if (shell == "zsh") print_zsh(session.out, entries);
  if (shell == "fish") print_fish(session.out, entries);
  return ExitStatus::done;
}

}  // namespace

void add_completion(Commands& commands) {
  const auto shell = std::make_shared<std::string>();
  CLI::App* const sub = commands.add("completion");
  sub->add_option("SHELL", *shell, commands.text("ui.completion.shell"))
      ->type_name("")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  Session& session = commands.session();
  const CLI::App& app = commands.app();
  commands.on(sub, [&session, &app, shell] { return run_completion(session, app, *shell); });
}

}  // namespace minutebook::cli
