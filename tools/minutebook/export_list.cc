#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>

#include "projections/query/kinds.h"
#include "projections/query/views_reader.h"
#include "tools/export/csv.h"
#include "tools/export/list_book.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/examining.h"
#include "tools/minutebook/views.h"
#include "tools/report/workbook.h"

/// `export csv|xlsx|sqlite KIND`.
namespace minutebook::cli {
namespace {

namespace fs = std::filesystem;
using projections::Kind;

struct ListExportOptions {
  std::string kind;
  std::string where;
  std::string sort;
  std::string at;
  std::string known_at;
  std::string file;
  bool bom = false;
};

/// A list, and the read models that answer for it.
struct Asked {
  projections::ViewsReader views;
  projections::ListQuestion question;
  exporting::Facts facts;
};

Result<const Kind*> kind_of(const std::string& name) {
  const Kind* kind = projections::find_kind(name);
  if (kind != nullptr) return kind;
  const std::string names = projections::kind_names();
  return fail(Errc::invalid_input, "there is no list " + printable(name) + "; there are " + names,
              "没有列表 " + printable(name) + "；可用：" + names);
}

Result<Asked> ask(Session& session, View& view, const ListExportOptions& options) {
  MB_TRY(kind, kind_of(options.kind));
  MB_TRY(moment, moment_of_question(view, options.at, options.known_at));
  projections::ListQuestion question{.kind = kind,
                                     .scope = projections::Scope::whole_ledger(),
                                     .now = moment.now,
                                     .zone_offset_minutes = view.zone(),
                                     .where = options.where,
                                     .sort = options.sort};
  question.valid_at = moment.as_of.occurred_at;
  question.known_at = moment.as_of.position;
  if (moment.as_of.recorded_at) {
    MB_TRY(last, view.reader().last_recorded_by(*moment.as_of.recorded_at));
    if (!last) {
      return fail(Errc::not_found, "nothing had been recorded by then", "截至该时间尚无任何记录");
    }
    question.known_at = question.known_at ? std::min(*question.known_at, *last) : *last;
  }
  projections::Runner runner = runner_of(session, view);
  auto names = projections::views_for(*kind);
  // The tree of organizations is in it.
  if (std::ranges::find(names, "register") == names.end()) names.emplace_back("register");
  for (const std::string_view name : names) {
    MB_TRY(followed, bring_up_to_date(session, runner, *projections::find_view(name)));
    static_cast<void>(followed);
  }
  MB_TRY(views,
         projections::ViewsReader::open(
             {.directory = runner.directory(), .ledger = view.ledger().info().id.text()}, names));
  exporting::Facts facts{{"ledger", view.ledger().info().name},
                         {"ledgerId", view.ledger().info().id.text()},
                         {"list", options.kind},
                         {"where", options.where},
                         {"program", std::string("minutebook ") + MINUTEBOOK_VERSION}};
  return Asked{std::move(views), std::move(question), std::move(facts)};
}

/// To a file by way of FILE.part, or to standard output.
Result<exporting::ListRead> write_csv(Session& session, const Asked& asked,
                                      const ListExportOptions& options) {
  const projections::Table& table = *asked.question.kind->table;
  fs::path part(options.file);
  part += ".part";
  std::ofstream file;
  if (!options.file.empty()) file.open(part, std::ios::binary | std::ios::trunc);
  const auto write = [&](const std::string& text) {
    if (options.file.empty()) {
      session.out.write(text);
    } else {
      file << text;
    }
  };
  if (options.bom) write("\xEF\xBB\xBF");
  write(exporting::csv_header(table));
  auto read = exporting::each_row(
      asked.views, asked.question, [&](const projections::Row& row) -> Result<void> {
        write(exporting::csv_line(table, row, asked.question.zone_offset_minutes));
        return {};
      });
  if (options.file.empty()) return read;
  file.close();
  std::error_code error;
  if (read && file.good()) {
    fs::rename(part, options.file, error);
    if (!error) return read;
  }
  std::error_code ignored;
  fs::remove(part, ignored);
  if (!read) return read;
  return fail(Errc::io, "cannot write " + options.file, "无法写入 " + options.file);
}

Result<exporting::ListRead> write_book(Session& session, const Asked& asked,
                                       const ListExportOptions& options) {
  MB_TRY(book, exporting::list_book(asked.views, asked.question, asked.facts, session.language()));
  MB_TRY_VOID(report::write_workbook(book, options.file));
  return exporting::ListRead{
      .read_at = {}, .valid_at = book.made_from, .rows = book.sheets.front().rows.size()};
}

Result<exporting::ListRead> write_database(Session&, const Asked& asked,
                                           const ListExportOptions& options) {
  return exporting::write_list_database(asked.views, asked.question, asked.facts, options.file);
}

using Write = Result<exporting::ListRead> (*)(Session&, const Asked&, const ListExportOptions&);

ExitStatus run_export(Session& session, ListExportOptions options, const char* ending,
                      Write write) {
  auto view = View::open(session, "minutebook export");
  if (!view) return session.fail(view.error());
  const auto asked = ask(session, **view, options);
  if (!asked && asked.error().code == Errc::cancelled) return ExitStatus::interrupted;
  if (!asked) return session.fail(asked.error());
  if (options.file.empty() && write != write_csv) options.file = options.kind + ending;
  const auto read = write(session, *asked, options);
  if (!read) return session.fail(read.error());
  session.say(session.text("ui.export.rows", {std::to_string(read->rows)}));
  return ExitStatus::done;
}

}  // namespace

void add_export_lists(Commands& commands, CLI::App* parent) {
  const auto options = std::make_shared<ListExportOptions>();
  Session& session = commands.session();
  const auto add = [&](const char* name, const char* ending, Write write) {
    CLI::App* const sub = commands.add_below(parent, name);
    const auto option = [&](const char* flag, std::string& value, const char* key,
                            const char* type) {
      sub->add_option(flag, value, commands.text(key))->type_name(type);
    };
    sub->add_option("KIND", options->kind, commands.text("ui.export.kind"))
        ->type_name("")
        ->required();
    option("--where", options->where, "ui.export.where", "FILTER");
    option("--sort", options->sort, "ui.export.sort", "FIELD");
    option("--at", options->at, "ui.show.at", "P|TIME");
    option("--known-at", options->known_at, "ui.show.known_at", "P|TIME");
    option("--out", options->file, "ui.export.list_out", "FILE");
    commands.on(sub, [&session, options, ending, write] {
      return run_export(session, *options, ending, write);
    });
    return sub;
  };
  add("csv", ".csv", write_csv)->add_flag("--bom", options->bom, commands.text("ui.export.bom"));
  add("xlsx", ".xlsx", write_book);
  add("sqlite", ".sqlite", write_database);
}

}  // namespace minutebook::cli
