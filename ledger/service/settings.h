#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/service/ledger.h"

/// What the operator of a ledger may change at any time: LEDGER/settings.toml.
///
///   [time-stamps]
///   url = ["http://tsa.example/tsr"]  # asked for a token over each checkpoint
///   certificates = "tsa-ca.pem"       # in which their chains end; beside this file, or absolute
///   wait-seconds = 10                 # for each answer
namespace minutebook::service {

/// Time-stamping authorities (RFC 3161).
struct TimeStampSettings {
  std::vector<std::string> urls;       ///< http://, at most limits::max_time_stamp_authorities
  std::filesystem::path certificates;  ///< PEM bundle by which tokens are judged; empty: none
  std::chrono::seconds wait{10};       ///< 1 to limits::max_time_stamp_wait_seconds
};

struct Settings {
  TimeStampSettings time_stamps;
};

/// Reads the text of settings.toml; `file` is for the messages and for paths relative to it. A key
/// that is not known is an error, too: it may be one misspelt. Errc::invalid_input and
/// Errc::unsupported (https) name the line.
Result<Settings> parse_settings(std::string_view text, const std::filesystem::path& file);

/// Those of a ledger; the values above when it has no such file.
Result<Settings> read_settings(const LedgerPaths& paths);

}  // namespace minutebook::service
