#pragma once

#include <CLI/CLI.hpp>

#include "tools/minutebook/session.h"

namespace minutebook::cli {

/// The language that --lang names, else the environment's (LC_ALL, LC_MESSAGES, LANG), else
/// English. Looked up before parsing, because help texts depend on it.
Language language_asked_for(int argc, const char* const* argv);
/// Is --json among the arguments? Looked up before parsing: usage errors depend on it.
bool json_asked_for(int argc, const char* const* argv);

/// Gives the help its labels in the session's language.
void dress(CLI::App& app, const Session& session);

/// Prints the help that was asked for, or one sentence on what is wrong with the arguments.
ExitStatus explain(const CLI::ParseError& error, CLI::App& app, Session& session);

}  // namespace minutebook::cli
