#include "tools/minutebook/list_kind.h"

#include <cstdio>
#include <memory>

#include "projections/query/kinds.h"
#include "projections/query/list.h"
#include "tools/inspect/row_json.h"
#include "tools/minutebook/display.h"
#include "tools/minutebook/examining.h"
#include "tools/minutebook/list_kinds.h"
#include "tools/minutebook/row_text.h"
#include "tools/minutebook/table.h"
#include "tools/minutebook/view.h"
#include "tools/minutebook/views.h"

namespace minutebook::cli {
namespace {

using projections::Kind;
using projections::ListPage;
using projections::ListQuestion;

/// The error; below it, as they are, the lines that show the place in a filter.
ExitStatus fail_showing(Session& session, const Error& error) {
  const std::string& message = in_language(error.message, session.language());
  const std::size_t end = message.find('\n');
  if (session.json() || end == std::string::npos) return session.fail(error);
  const auto first_line = [](const std::string& text) { return text.substr(0, text.find('\n')); };
  const ExitStatus status =
      session.fail(Error{error.code, {first_line(error.message.en), first_line(error.message.zh)}});
  for (std::size_t at = end; at != std::string::npos;) {
    const std::size_t next = message.find('\n', at + 1);
    std::fputs((one_line(message.substr(at + 1, next - at - 1)) + "\n").c_str(), stderr);
    at = next;
  }
  return status;
}

Result<const Kind*> kind_named(const std::string& name) {
  if (const Kind* kind = projections::find_kind(name)) return kind;
  std::vector<std::string_view> names;
  for (const Kind& kind : projections::all_kinds()) names.push_back(kind.name);
  const std::string meant(projections::nearest(name, names));
  const std::string all = projections::kind_names();
  return fail(Errc::invalid_input,
              "there is no list " + printable(name) +
                  (meant.empty() ? "" : "; did you mean " + meant + "?") + " Lists: " + all,
              "没有列表 " + printable(name) + (meant.empty() ? "" : "；是否指 " + meant + "？") +
                  " 可用列表：" + all);
}

/// The columns that were asked for, or those for a screen; with --json all.
Result<std::vector<std::size_t>> columns_of(const Session& session, const Kind& kind,
                                            const std::vector<std::string>& fields) {
  std::vector<std::string> names = fields;
  if (names.empty() && !session.json()) {
    std::string_view rest = kind.shown;
    while (!rest.empty()) {
      names.emplace_back(rest.substr(0, rest.find(' ')));
      rest.remove_prefix(std::min(rest.size(), names.back().size() + 1));
    }
  }
  std::vector<std::size_t> columns;
  for (const std::string& name : names) {
    const auto place = kind.table->find(name);
    if (!place) {
      std::string all;
      for (const projections::Column& each : kind.table->columns) {
        all += (all.empty() ? "" : ", ") + std::string(each.name);
      }
      const std::string list(kind.name);
      return fail(Errc::invalid_input,
                  list + " has no column " + printable(name) + "; columns: " + all,
                  list + " 没有列 " + printable(name) + "；可用：" + all);
    }
    columns.push_back(*place);
  }
  for (std::size_t i = 0; names.empty() && i < kind.table->columns.size(); ++i)
    columns.push_back(i);
  return columns;
}

Result<projections::Scope> scope_of(const Kind& kind, const std::string& organization) {
  if (organization.empty()) return projections::Scope::whole_ledger();
  if (kind.organization.empty()) {
    const std::string name(kind.name);
    return fail(Errc::invalid_input, name + " belong to no organization: leave out --organization",
                name + " 不属于任何组织：请省略 --organization");
  }
  MB_TRY(subject, parse_subject_argument(organization));
  return projections::Scope::of({subject});
}

/// `--at` and `--known-at` as the times of the question.
Result<void> set_times(View& view, const KindOptions& options, ListQuestion& question) {
  MB_TRY(moment, moment_of_question(view, options.at, options.known_at));
  question.now = moment.now;
  if (options.at.empty() && options.known_at.empty()) return {};
  question.valid_at = moment.now;
  question.known_at = moment.as_of.position;
  if (!moment.as_of.recorded_at) return {};
  MB_TRY(last, view.reader().last_recorded_by(*moment.as_of.recorded_at));
  if (!last) {
    return fail(Errc::not_found, "nothing had been recorded by then", "当时尚无任何记录");
  }
  question.known_at = question.known_at ? std::min(*question.known_at, *last) : *last;
  return {};
}

Result<projections::ViewsReader> open_views(Session& session, View& view, const Kind& kind) {
  projections::Runner runner = runner_of(session, view);
  auto names = projections::views_for(kind);
  names.emplace_back("register");
  for (const std::string_view name : names) {
    MB_TRY(followed, bring_up_to_date(session, runner, *projections::find_view(name)));
  }
  return projections::ViewsReader::open(
      {.directory = runner.directory(), .ledger = view.ledger().info().id.text()}, names);
}

void print_json(Session& session, const Kind& kind, const std::vector<std::size_t>& columns,
                const ListPage& page, std::int16_t zone) {
  for (const projections::ListRow& row : page.rows) {
    Json out = Json::object();
    for (const std::size_t column : columns) {
      const projections::Column& each = kind.table->columns[column];
      if (std::holds_alternative<std::monostate>(row[column])) continue;
      out[inspect::json_name(each)] = inspect::value_json(each, row[column], zone);
    }
    session.out.line(out.dump());
  }
  Json end = {{"list", std::string(kind.name)}, {"rows", page.rows.size()}};
  if (page.read_at) end["readAt"] = page.read_at->value;
  end["validAt"] = format_time({page.valid_at, zone});
  if (page.next) end["next"] = *page.next;
  if (page.total) {
    end["total"] = {{"rows", page.total->rows}};
    for (const auto& [column, fen] : page.total->sums) {
      end["total"][inspect::json_name(*column)] = fen;
    }
  }
  session.out.line(Json{{"page", end}}.dump());
}

void print_table(Session& session, const Render& render, const Kind& kind,
                 const std::vector<std::size_t>& columns, const ListPage& page) {
  std::vector<Column> titles;
  for (const std::size_t column : columns) {
    const projections::Column& each = kind.table->columns[column];
    titles.push_back({projections::column_label(session.language(), kind, each.name),
                      is_number(each.type) ? Align::right : Align::left});
  }
  Table table(std::move(titles));
  for (const projections::ListRow& row : page.rows) {
    std::vector<std::string> cells;
    cells.reserve(columns.size());
    for (const std::size_t column : columns) {
      cells.push_back(cell_text(render, kind.table->columns[column], row[column]));
    }
    table.add(std::move(cells));
  }
  table.print(session.out, session.palette(), session.columns());
}

/// On stderr: how many rows, as of when; the totals; where the next page begins.
void tell(const Session& session, const Render& render, const Kind& kind, const ListPage& page) {
  const std::string position =
      page.read_at ? "#" + std::to_string(page.read_at->value) : session.text("ui.value.none");
  session.say(session.text(
      "ui.list.summary", {std::to_string(page.rows.size()), render.time(page.valid_at), position}));
  if (page.total) {
    std::string sums = session.text("ui.list.total", {std::to_string(page.total->rows)});
    for (const auto& [column, fen] : page.total->sums) {
      sums += session.text("ui.list.objects") +
              projections::column_label(session.language(), kind, column->name) +
              session.text("ui.show.colon") + render.value("sumFen", Json(fen));
    }
    session.say(sums);
  }
  if (page.next) session.say(session.text("ui.list.more", {*page.next}));
}

Result<ExitStatus> answer(Session& session, const KindOptions& options) {
  MB_TRY(kind, kind_named(options.kind));
  MB_TRY(columns, columns_of(session, *kind, options.fields));
  MB_TRY(scope, scope_of(*kind, options.organization));
  MB_TRY(view, View::open(session, "minutebook list"));
  ListQuestion question{.kind = kind,
                        .scope = std::move(scope),
                        .now = {},
                        .zone_offset_minutes = view->zone(),
                        .where = options.where,
                        .sort = options.sort,
                        .limit = options.limit,
                        .after = options.after};
  question.with_total = options.total;
  MB_TRY_VOID(set_times(*view, options, question));
  MB_TRY(views, open_views(session, *view, *kind));
  MB_TRY(page, projections::list(views, question));
  if (session.json()) {
    print_json(session, *kind, columns, page, view->zone());
  } else {
    print_table(session, view->render(), *kind, columns, page);
    tell(session, view->render(), *kind, page);
  }
  return ExitStatus::done;
}

}  // namespace

ExitStatus run_kind(Session& session, const KindOptions& options) {
  if (options.kinds) {
    if (options.kind.empty()) return print_kinds(session, {});
    const auto kind = kind_named(options.kind);
    return kind ? print_kinds(session, *kind) : session.fail(kind.error());
  }
  if (options.kind.empty()) return session.usage("ui.list.which", {projections::kind_names()});
  const auto done = answer(session, options);
  return done ? *done : fail_showing(session, done.error());
}

void add_row_options(Commands& commands, CLI::App* sub, KindOptions& options) {
  const auto option = [&](const char* name, std::string& value, const char* key, const char* type) {
    sub->add_option(name, value, commands.text(key))->type_name(type);
  };
  option("--where", options.where, "ui.list_option.where", "FILTER");
  option("--sort", options.sort, "ui.list_option.sort", "FIELD");
  option("--after", options.after, "ui.list_option.after", "CURSOR");
  sub->add_option("--fields", options.fields, commands.text("ui.list_option.fields"))
      ->delimiter(',')
      ->type_name("A,B");
  sub->add_flag("--total", options.total, commands.text("ui.list_option.total"));
}

void add_kind_lists(Commands& commands, CLI::App* list) {
  const auto options = std::make_shared<KindOptions>();
  Session& session = commands.session();
  const auto option = [&](const char* name, std::string& value, const char* key, const char* type) {
    list->add_option(name, value, commands.text(key))->type_name(type);
  };
  option("KIND", options->kind, "ui.list_option.kind", "KIND");
  add_row_options(commands, list, *options);
  option("--at", options->at, "ui.show.at", "P|TIME");
  option("--known-at", options->known_at, "ui.show.known_at", "P|TIME");
  option("--organization", options->organization, "ui.list_option.organization", "SUBJECT");
  list->add_option("--limit", options->limit, commands.text("ui.list_option.limit"))
      ->type_name("N");
  list->add_flag("--kinds", options->kinds, commands.text("ui.list_option.kinds"));
  commands.on(list, [&session, options] { return run_kind(session, *options); });
}

}  // namespace minutebook::cli
