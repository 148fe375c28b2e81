#include "ledger/verify/verify.h"

#include <fstream>
#include <memory>
#include <thread>

#include "ledger/base/limits.h"
#include "ledger/base/rfc3339.h"
#include "ledger/service/durable_file.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/input_file.h"
#include "tools/minutebook/interrupt.h"
#include "tools/minutebook/nightly.h"
#include "tools/minutebook/stop_on_interrupt.h"
#include "tools/minutebook/table.h"
#include "tools/minutebook/time_stamping.h"
#include "tools/minutebook/verify_report.h"
#include "tools/minutebook/views.h"

namespace minutebook::cli {
namespace {

struct VerifyOptions {
  std::string level = "replay";
  bool since_verified = false;
  std::optional<std::uint64_t> from;
  std::optional<std::uint64_t> to;
  std::string report;
  std::string policy;
  std::string tsa_ca;
  unsigned threads = 0;
  std::uint64_t rate = 0;  ///< MiB a second
  bool require_documents = false;
  bool nightly = false;
  NightlyOptions night;
};

Result<verify::Options> options_of(const VerifyOptions& asked) {
  verify::Options options;
  MB_TRY(level, verify::parse_level(asked.level));
  options.level = level;
  if (asked.from) options.from = Position{*asked.from};
  if (asked.to) options.to = Position{*asked.to};
  options.since_verified = asked.since_verified;
  options.threads = asked.threads;
  options.require_documents = asked.require_documents;
  options.max_bytes_per_second = asked.rate << 20U;
  return options;
}

/// FILE.json and FILE.html, or the one of them that FILE names.
Result<void> write_reports(const std::string& file, const verify::Report& report) {
  const std::string extension = std::filesystem::path(file).extension();
  const bool both = extension != ".json" && extension != ".html";
  constexpr auto replace = nlohmann::ordered_json::error_handler_t::replace;
  if (both || extension == ".json") {
    const std::string json = report_json(report, true).dump(2, ' ', false, replace) + "\n";
    MB_TRY_VOID(service::replace_durably(both ? file + ".json" : file, json));
  }
  if (both || extension == ".html") {
    MB_TRY_VOID(service::replace_durably(both ? file + ".html" : file, report_html(report)));
  }
  return {};
}

void print_json(Session& session, const verify::Report& report) {
  constexpr auto replace = nlohmann::ordered_json::error_handler_t::replace;
  for (const verify::Fault& fault : report.faults) {
    session.out.line(fault_json(fault).dump(-1, ' ', false, replace));
  }
  session.out.line(report_json(report, false).dump(-1, ' ', false, replace));
}

void print_text(Session& session, const verify::Report& report) {
  for (const verify::Fault& fault : report.faults) session.out.line(fault_line(fault));
  if (report.fault_count > report.faults.size()) {
    session.out.line(session.text("ui.verify.more_faults",
                                  {grouped(report.fault_count - report.faults.size())}));
  }
  if (session.settings.quiet) return;
  Table table({{session.text("ui.verify.level")},
               {session.text("ui.verify.number"), Align::right},
               {session.text("ui.verify.what")}});
  for (const verify::Count& count : report.counts) {
    table.add({std::string(verify::name_of(count.level)), grouped(count.number),
               session.text("ui.verify.count." + std::string(count.what))});
  }
  table.print(session.out, session.palette(), session.columns());
  if (const auto& stamped = report.stamped) {
    session.out.line(session.text(
        "ui.verify.stamped_line",
        {grouped(stamped->size), format_time({stamped->time, 0}), printable(stamped->tsa, 300)}));
  }
  for (const verify::Note& note : report.notes) {
    session.out.line(session.text("ui.verify.note") + in_language(note.text, session.language()));
  }
  const Palette palette = session.palette();
  if (report.holds()) {
    session.out.line(palette.strong(session.text("ui.verify.held")));
  } else if (report.complete) {
    session.out.line(palette.bad(session.text("ui.verify.failed")));
  } else {
    session.out.line(palette.bad(session.text("ui.verify.incomplete")));
  }
}

/// The read models against the log, as faults of a verification.
Result<verify::ReadModelCheck> check_read_models(const Session& session, service::Ledger& ledger) {
  verify::ReadModelCheck all;
  projections::Runner runner(ledger, views_directory(session, ledger));
  for (const projections::View* view : projections::all_views()) {
    MB_TRY(check, runner.check(*view, [](std::uint64_t, std::uint64_t) { return !interrupted(); }));
    if (check.fault == projections::RebuildReason::absent) continue;
    const auto fault = [&](const std::string& place, std::string expected, std::string found) {
      all.faults.push_back({.level = verify::Level::projections,
                            .what = "read-model",
                            .place = "view:" + place,
                            .expected = std::move(expected),
                            .found = std::move(found)});
    };
    const std::string name(view->name);
    if (check.fault != projections::RebuildReason::none) {
      fault(name, "a file of this log", std::string(name_of(check.fault)));
    }
    if (!check.damage.empty()) fault(name, "a sound file", check.damage);
    for (const projections::TableCheck& table : check.tables) {
      ++all.tables;
      all.rows += table.rows;
      if (table.holds()) continue;
      fault(name + "/" + table.table, crypto::hex_of(table.expected), crypto::hex_of(table.found));
    }
  }
  return all;
}

Result<verify::Report> run_verification(Session& session, service::Ledger& ledger,
                                        verify::Options options) {
  SystemClock clock;
  const StopOnInterrupt stop;
  options.stop = &stop.flag();
  Progress progress(session.progress_style(), session.text("ui.verify.progress"),
                    ledger.store().head().value);
  options.progress = [&](std::uint64_t done, std::uint64_t) { progress.update(done, done); };
  options.read_models = [&] { return check_read_models(session, ledger); };
  auto report = verify::verify(ledger, options, clock);
  progress.clear();
  return report;
}

ExitStatus run_nightly_with(Session& session, const VerifyOptions& asked) {
  NightlyOptions night = asked.night;
  night.max_mib_per_second = asked.rate;
  night.threads = asked.threads;
  night.policy = asked.policy;
  night.tsa_ca = asked.tsa_ca;
  return run_nightly(session, night);
}

ExitStatus run_verify(Session& session, const VerifyOptions& asked) {
  if (asked.nightly) return run_nightly_with(session, asked);
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  auto options = options_of(asked);
  if (!options) return session.fail(options.error());
  std::optional<tlog::Policy> policy;
  if (!asked.policy.empty()) {
    auto read = read_policy(asked.policy);
    if (!read) return session.fail(read.error());
    options->policy = &policy.emplace(std::move(*read));
  }
  options->time_stamp_anchors = time_stamp_anchors({*directory}, asked.tsa_ca);
  const auto& anchors = options->time_stamp_anchors;
  // A file that the ledger's settings name, and cannot be read, is a fault of the verification.
  if (!asked.tsa_ca.empty() && !*anchors) return session.fail(anchors->error());
  auto ledger = service::Ledger::open(*directory, service::OpenMode::read, "minutebook verify");
  if (!ledger) {
    const ExitStatus status = session.fail(ledger.error());
    return status == ExitStatus::not_found ? status : ExitStatus::storage;
  }
  const auto report = run_verification(session, *ledger, *options);
  if (!report) return session.fail(report.error());
  session.json() ? print_json(session, *report) : print_text(session, *report);
  // A folder that cannot be written costs the next run its head start, nothing else.
  if (const auto kept = verify::remember(*ledger, *report); !kept) {
    session.say(session.text("ui.verify.not_remembered",
                             {in_language(kept.error().message, session.language())}));
  }
  if (!asked.report.empty()) {
    const auto written = write_reports(asked.report, *report);
    if (!written) return session.fail(written.error());
  }
  return report->holds() ? ExitStatus::done : ExitStatus::fault;
}

void add_nightly_options(Commands& commands, CLI::App& sub, VerifyOptions& options) {
  CLI::Option* const nightly =
      sub.add_flag("--nightly", options.nightly, commands.text("ui.verify.nightly"));
  NightlyOptions& night = options.night;
  const auto add = [&](const char* name, auto& target, const char* key, const char* type) {
    sub.add_option(name, target, commands.text(key))->needs(nightly)->type_name(type);
  };
  add("--days", night.days, "ui.verify.days", "N");
  sub.get_option("--days")->check(CLI::Range(1, 366));
  add("--metrics", night.metrics, "ui.verify.metrics", "FILE");
  add("--webhook", night.webhook, "ui.verify.webhook", "URL");
  add("--passphrase-file", night.passphrase_file, "ui.key.passphrase_file", "FILE");
  sub.add_flag("--syslog", night.syslog, commands.text("ui.verify.syslog"))->needs(nightly);
}

}  // namespace

void add_verify(Commands& commands) {
  const auto options = std::make_shared<VerifyOptions>();
  CLI::App* const sub = commands.add("verify");
  sub->add_option("--level", options->level, commands.text("ui.verify.level_option"))
      ->type_name("LEVEL");
  sub->add_flag("--since-verified", options->since_verified,
                commands.text("ui.verify.since_option"));
  sub->add_option("--from", options->from, commands.text("ui.verify.from_option"))->type_name("P");
  sub->add_option("--to", options->to, commands.text("ui.verify.to_option"))->type_name("P");
  sub->add_option("--report", options->report, commands.text("ui.verify.report_option"))
      ->type_name("FILE");
  sub->add_option("--policy", options->policy, commands.text("ui.verify.policy_option"))
      ->type_name("FILE");
  sub->add_option("--tsa-ca", options->tsa_ca, commands.text("ui.verify.tsa_ca_option"))
      ->type_name("FILE");
  sub->add_option("--threads", options->threads, commands.text("ui.verify.threads_option"))
      ->check(CLI::Range(1, 256))
      ->type_name("N");
  sub->add_option("--max-mib-per-second", options->rate, commands.text("ui.verify.rate_option"))
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N");
  sub->add_flag("--require-documents", options->require_documents,
                commands.text("ui.verify.require_documents_option"));
  add_nightly_options(commands, *sub, *options);
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run_verify(session, *options); });
}

}  // namespace minutebook::cli
