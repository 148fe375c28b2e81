#include <algorithm>
#include <filesystem>
#include <memory>

#include "ledger/store/checkpoints.h"
#include "ledger/tlog/checkpoint.h"
#include "ledger/tlog/note.h"
#include "projections/query/views_reader.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/moment.h"
#include "tools/minutebook/views.h"
#include "tools/report/figures.h"
#include "tools/report/page.h"
#include "tools/report/quarterly.h"
#include "tools/report/workbook.h"

/// `report quarterly`.
namespace minutebook::cli {
namespace {

namespace fs = std::filesystem;
using projections::QuarterQuestion;

enum class FileFormat { none, xlsx, html };

struct ReportOptions {
  std::string organization;
  std::string quarter;
  std::string at;
  std::string known_at;
  std::string file;
  FileFormat format = FileFormat::none;
};

/// The read models that a report is made of, brought up to date.
Result<projections::ViewsReader> open_views(Session& session, View& view) {
  projections::Runner runner = runner_of(session, view);
  std::vector<std::string_view> names;
  for (const char* const name : {"register", "findings"}) {
    const projections::View* each = projections::find_view(name);
    if (each == nullptr) continue;
    MB_TRY(followed, bring_up_to_date(session, runner, *each));
    static_cast<void>(followed);
    names.push_back(each->name);
  }
  return projections::ViewsReader::open(
      {.directory = runner.directory(), .ledger = view.ledger().info().id.text()}, names);
}

/// The last event that is known: the one asked about, at most the last that the rows have.
Result<Position> last_known(const View& view, std::int64_t in_rows, const service::AsOf& as_of) {
  Position known{static_cast<std::uint64_t>(in_rows)};
  if (as_of.position) known = std::min(known, *as_of.position);
  if (!as_of.recorded_at) return known;
  MB_TRY(last, view.reader().last_recorded_by(*as_of.recorded_at));
  if (last) return std::min(known, *last);
  return fail(Errc::not_found, "nothing had been recorded by then", "截至该时间尚无任何记录");
}

Result<void> check_times(const QuarterQuestion& question, const service::AsOf& as_of) {
  const std::string quarter = projections::format_quarter(question.quarter);
  const Instant now = as_of.recorded_at ? *as_of.recorded_at : SystemClock().now();
  if (question.first() > now) {
    return fail(Errc::invalid_input,
                quarter + " has not begun" + (as_of.recorded_at ? " then" : ""),
                quarter + (as_of.recorded_at ? " 届时尚未开始" : " 尚未开始"));
  }
  if (as_of.occurred_at && *as_of.occurred_at < question.first()) {
    return fail(Errc::invalid_input, "--at is before " + quarter + " begins",
                "--at 早于 " + quarter + " 的起始");
  }
  return {};
}

Result<QuarterQuestion> question_of(const Session& session, const View& view,
                                    const ReportOptions& options) {
  MB_TRY(organization, parse_subject_argument(options.organization));
  if (organization.kind() != SubjectKind::organization) {
    const std::string name = printable(organization.text());
    return fail(Errc::invalid_input, name + " is no organization: write organization/ID",
                name + " 不是工会组织：请写作 organization/编号");
  }
  MB_TRY(quarter, projections::parse_quarter(options.quarter));
  QuarterQuestion question{.organization = organization,
                           .quarter = quarter,
                           .known = Position{0},
                           .valid = Instant{0},
                           .zone_offset_minutes = view.zone(),
                           .language = session.language()};
  question.valid = Instant{question.end().ns - 1};
  return question;
}

/// The first checkpoint that covers the last event known: later ones change nothing in a report.
Result<std::optional<report::Covering>> covering(const service::Ledger& ledger, Position known) {
  MB_TRY(kept, store::CheckpointStore(ledger.store()).covering(known.value + 1));
  if (!kept) return std::optional<report::Covering>();
  MB_TRY(note, tlog::parse_note(kept->note));
  MB_TRY(checkpoint, tlog::parse_checkpoint(note.text));
  return report::Covering{kept->size, crypto::hex_of(checkpoint.head.root)};
}

Result<report::Provenance> provenance_of(const Session& session, View& view,
                                         const QuarterQuestion& question,
                                         const ReportOptions& options) {
  report::Provenance out;
  out.ledger_name = view.ledger().info().name;
  out.ledger_id = view.ledger().info().id.text();
  out.program = std::string("minutebook ") + MINUTEBOOK_VERSION;
  MB_TRY(event, view.reader().event(question.known));
  out.recorded_at = Instant{event.header().getRecordedAt().getNs()};
  MB_TRY(checkpoint, covering(view.ledger(), question.known));
  out.checkpoint = std::move(checkpoint);
  out.options = " --known-at " + std::to_string(question.known.value);
  if (question.valid.ns != question.end().ns - 1) out.options += " --at " + options.at;
  out.options += std::string(" --lang ") + name_of(session.language());
  out.whole = out.recorded_at >= question.end();
  return out;
}

Result<report::Report> make(Session& session, View& view, const ReportOptions& options) {
  MB_TRY(question, question_of(session, view, options));
  MB_TRY(moment, as_of(view.ledger(), options.at, options.known_at));
  MB_TRY_VOID(check_times(question, moment));
  if (moment.occurred_at) question.valid = std::min(question.valid, *moment.occurred_at);
  MB_TRY(views, open_views(session, view));
  MB_TRY(snapshot, views.snapshot());
  MB_TRY(known, last_known(view, snapshot.known(), moment));
  question.known = known;
  MB_TRY(provenance, provenance_of(session, view, question, options));
  return report::quarterly_report(views.database(), question, provenance);
}

/// FILE and its format: what the format option says, else the file's ending, else a workbook.
std::pair<fs::path, FileFormat> target_of(const ReportOptions& options) {
  FileFormat format = options.format;
  const fs::path given(options.file);
  if (format == FileFormat::none) {
    const auto ending = given.extension();
    format = ending == ".html" || ending == ".htm" ? FileFormat::html : FileFormat::xlsx;
  }
  if (!given.empty()) return {given, format};
  const std::string id = options.organization.substr(options.organization.find('/') + 1);
  return {
      "quarterly-" + id + "-" + options.quarter + (format == FileFormat::html ? ".html" : ".xlsx"),
      format};
}

ExitStatus run_quarterly(Session& session, const ReportOptions& options) {
  auto view = View::open(session, "minutebook report");
  if (!view) return session.fail(view.error());
  const auto report = make(session, **view, options);
  if (!report && report.error().code == Errc::cancelled) return ExitStatus::interrupted;
  if (!report) return session.fail(report.error());
  if (session.json()) {
    session.out.line(report::figures_of(*report).dump());
    if (options.file.empty()) return ExitStatus::done;
  }
  const auto [file, format] = target_of(options);
  const auto written = format == FileFormat::html ? report::write_page(*report, file)
                                                  : report::write_workbook(*report, file);
  if (!written) return session.fail(written.error());
  session.say(
      session.text("ui.report.written",
                   {file.string(), std::to_string(report->sheets.size()), report->subtitle}));
  return ExitStatus::done;
}

}  // namespace

void add_report(Commands& commands) {
  CLI::App* const sub = commands.add("report");
  sub->require_subcommand(1);
  const auto options = std::make_shared<ReportOptions>();
  CLI::App* const quarterly = commands.add_below(sub, "quarterly");
  const auto option = [&](const char* name, std::string& value, const char* key, const char* type) {
    return quarterly->add_option(name, value, commands.text(key))->type_name(type);
  };
  option("--organization", options->organization, "ui.report.organization", "SUBJECT")->required();
  option("--quarter", options->quarter, "ui.report.quarter", "YYYYQN")->required();
  option("--at", options->at, "ui.report.at", "P|TIME");
  option("--known-at", options->known_at, "ui.show.known_at", "P|TIME");
  option("--out", options->file, "ui.report.out", "FILE");
  const auto take = [options](const std::string& word) {
    if (word != "xlsx" && word != "html") {
      throw CLI::ValidationError("--format", word + " is not one of xlsx|html");
    }
    options->format = word == "xlsx" ? FileFormat::xlsx : FileFormat::html;
  };
  quarterly->add_option_function<std::string>("--format", take, commands.text("ui.report.format"))
      ->type_name("xlsx|html");
  Session& session = commands.session();
  commands.on(quarterly, [&session, options] { return run_quarterly(session, *options); });
}

}  // namespace minutebook::cli
