#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/base/limits.h"
#include "tools/minutebook/commands.h"

namespace minutebook::cli {

/// A question to a list, as given; empty: not asked for.
struct KindOptions {
  std::string kind;
  std::string where;
  std::string sort;
  std::string after;
  std::string at;
  std::string known_at;
  std::string organization;
  std::vector<std::string> fields;
  std::uint64_t limit = limits::default_list_rows;
  bool total = false;
  bool kinds = false;
};

/// `list KIND` and `list --kinds`, on the subcommand `list`.
void add_kind_lists(Commands& commands, CLI::App* list);
/// The options by which the rows of any list are chosen and ordered.
void add_row_options(Commands& commands, CLI::App* sub, KindOptions& options);
ExitStatus run_kind(Session& session, const KindOptions& options);

}  // namespace minutebook::cli
