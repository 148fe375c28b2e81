#include <memory>

#include "tools/minutebook/commands.h"
#include "tools/minutebook/list_findings.h"
#include "tools/minutebook/list_kind.h"

namespace minutebook::cli {
namespace {

void add_shared(Commands& commands, CLI::App* sub, FindingsListOptions& options) {
  const auto option = [&](const char* name, std::string& value, const char* key, const char* type) {
    sub->add_option(name, value, commands.text(key))->type_name(type);
  };
  option("--at", options.at, "ui.show.at", "P|TIME");
  option("--known-at", options.known_at, "ui.show.known_at", "P|TIME");
  option("--rule", options.rule, "ui.list_option.rule", "ID");
  option("--subject", options.subject, "ui.list_option.subject", "SUBJECT");
  option("--organization", options.organization, "ui.list_option.organization", "SUBJECT");
  sub->add_option("--limit", options.limit, commands.text("ui.list_option.limit"))->type_name("N");
}

/// The same question to the read model's own rows: what else was given chooses among them.
KindOptions as_kind(const char* kind, const FindingsListOptions& given, KindOptions rows) {
  rows.kind = kind;
  rows.at = given.at;
  rows.known_at = given.known_at;
  rows.organization = given.organization;
  if (given.limit != 0) rows.limit = given.limit;
  const auto also = [&rows](const std::string& term) {
    rows.where = rows.where.empty() ? term : "(" + rows.where + ") and " + term;
  };
  if (!given.rule.empty()) also("rule = " + given.rule);
  if (!given.subject.empty()) also("subject = " + given.subject);
  if (rows.kind == "findings" && given.status != "all") also("status = " + given.status);
  return rows;
}

bool chooses_rows(const KindOptions& rows) {
  return !rows.where.empty() || !rows.sort.empty() || !rows.after.empty() || !rows.fields.empty() ||
         rows.total;
}

}  // namespace

void add_list(Commands& commands) {
  const auto options = std::make_shared<FindingsListOptions>();
  Session& session = commands.session();
  CLI::App* const sub = commands.add("list");
  sub->require_subcommand(0, 1);
  add_kind_lists(commands, sub);
  CLI::App* const findings = commands.add_below(sub, "findings");
  add_shared(commands, findings, *options);
  findings->add_option("--status", options->status, commands.text("ui.list_option.status"))
      ->check(CLI::IsMember({"open", "ended", "confirmed", "dismissed", "all"}))
      ->type_name("open|ended|confirmed|dismissed|all");
  const auto rows = std::make_shared<KindOptions>();
  add_row_options(commands, findings, *rows);
  commands.on(findings, [&session, options, rows] {
    return chooses_rows(*rows) ? run_kind(session, as_kind("findings", *options, *rows))
                               : run_findings(session, *options);
  });
  CLI::App* const worklist = commands.add_below(sub, "worklist");
  add_shared(commands, worklist, *options);
  add_row_options(commands, worklist, *rows);
  commands.on(worklist, [&session, options, rows] {
    return chooses_rows(*rows) ? run_kind(session, as_kind("worklist", *options, *rows))
                               : run_worklist(session, *options);
  });
}

}  // namespace minutebook::cli
