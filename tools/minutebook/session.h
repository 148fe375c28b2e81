#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>

#include "ledger/base/result.h"
#include "tools/minutebook/exit_status.h"
#include "tools/minutebook/output.h"
#include "tools/minutebook/palette.h"
#include "tools/minutebook/progress.h"
#include "tools/minutebook/words.h"

namespace minutebook::cli {

enum class Color { automatic, always, never };

/// The options that stand before or after any subcommand.
struct Settings {
  std::string ledger;  ///< directory; empty when neither the option nor the variable names one
  std::string views;   ///< directory of the read models; empty: LEDGER/views
  bool json = false;
  Language language = Language::en;
  Color color = Color::automatic;
  bool quiet = false;
  int verbosity = 0;  ///< 1 info, 2 debug
};

/// What every subcommand works with: settings, standard output, messages for people. One thread.
class Session {
 public:
  Session() : out(1) {}
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  Settings settings;
  Output out;

  Language language() const { return settings.language; }
  bool json() const { return settings.json; }
  std::string text(std::string_view key) const { return word(key, language()); }
  std::string text(std::string_view key, std::initializer_list<std::string> values) const {
    return phrase(key, language(), values);
  }

  /// Colours for standard output.
  Palette palette() const;
  /// Width to fit tables to, 0 when standard output is not a terminal.
  std::size_t columns() const;
  Progress::Style progress_style() const { return {!settings.quiet, language()}; }

  /// A sentence on stderr, unless --quiet.
  void say(std::string_view sentence) const;
  /// The error on stderr, as a sentence or with --json as an object; its exit status.
  ExitStatus fail(const Error& error);
  /// A usage error of the label under `key`.
  ExitStatus usage(std::string_view key, std::initializer_list<std::string> values);

  /// The ledger's directory, or an error that names the option and the variable.
  Result<std::filesystem::path> ledger() const;
  /// Ends a subcommand: flushes standard output; `status` unless that failed.
  ExitStatus finish(ExitStatus status);
};

}  // namespace minutebook::cli
