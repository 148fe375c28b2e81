#pragma once

#include <cstdint>
#include <string>

#include "tools/minutebook/session.h"

/// `list findings` and `list worklist`: what the rules find, and what falls due.
namespace minutebook::cli {

/// As given; empty: not asked for.
struct FindingsListOptions {
  std::string at;
  std::string known_at;
  std::string rule;
  std::string subject;
  std::string organization;
  std::string status = "open";
  std::uint64_t limit = 0;
};

ExitStatus run_findings(Session& session, const FindingsListOptions& options);
ExitStatus run_worklist(Session& session, const FindingsListOptions& options);

}  // namespace minutebook::cli
