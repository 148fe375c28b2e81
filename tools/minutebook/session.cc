#include "tools/minutebook/session.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tools/minutebook/display.h"

namespace minutebook::cli {

Palette Session::palette() const {
  const bool terminal = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  return Palette(!json() && (settings.color == Color::always ||
                             (settings.color == Color::automatic && terminal)));
}

std::size_t Session::columns() const { return json() ? 0 : terminal_columns(STDOUT_FILENO); }

void Session::say(std::string_view sentence) const {
  if (settings.quiet) return;
  const std::string line = std::string(sentence) + "\n";
  std::fputs(line.c_str(), stderr);
}

ExitStatus Session::fail(const Error& error) {
  static_cast<void>(out.flush());
  std::string line;
  if (json()) {
    const nlohmann::ordered_json detail = {{"en", error.message.en}, {"zh-CN", error.message.zh}};
    line = nlohmann::ordered_json{{"error", name_of(error.code)}, {"detail", detail}}.dump(
        -1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  } else {
    line = "minutebook: " + one_line(in_language(error.message, language()));
  }
  std::fputs((line + "\n").c_str(), stderr);
  return exit_status_of(error.code);
}

ExitStatus Session::usage(std::string_view key, std::initializer_list<std::string> values) {
  return fail(Error{Errc::invalid_input,
                    {phrase(key, Language::en, values), phrase(key, Language::zh_cn, values)}});
}

Result<std::filesystem::path> Session::ledger() const {
  if (!settings.ledger.empty()) return std::filesystem::path(settings.ledger);
  return minutebook::fail(Errc::invalid_input, word("ui.error.no_ledger", Language::en),
                          word("ui.error.no_ledger", Language::zh_cn));
}

ExitStatus Session::finish(ExitStatus status) {
  const Result<void> flushed = out.flush();
  if (flushed) return status;
  const ExitStatus failed = fail(flushed.error());
  return status == ExitStatus::done ? failed : status;
}

}  // namespace minutebook::cli
