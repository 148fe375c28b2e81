#include <fmt/format.h>

#include <memory>

#include "tools/bench/append.h"
#include "tools/bench/scan.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/table.h"

namespace minutebook::cli {
namespace {

struct BenchOptions {
  bench::AppendOptions append;
  bench::ScanOptions scan;
  std::string directory = ".";
};

std::string per_second(double rate) { return grouped(static_cast<std::uint64_t>(rate)) + "/s"; }

std::string ratio_text(double ratio) { return fmt::format("{:.2f}", ratio); }

std::string bytes_text(double bytes) { return grouped(static_cast<std::uint64_t>(bytes)); }

/// Where a long measurement is; on stderr, and only when somebody may be waiting.
bench::Progress progress_of(const Session& session) {
  return [&session](std::string_view what) { session.say(what); };
}

void print(Session& session, const bench::AppendReport& report) {
  Table table({{session.text("ui.bench.batch"), Align::right},
               {session.text("ui.bench.events"), Align::right},
               {session.text("ui.bench.ledger"), Align::right},
               {session.text("ui.bench.bare"), Align::right},
               {session.text("ui.bench.ratio")}});
  for (const bench::AppendRow& row : report.rows) {
    table.add({grouped(row.batch), grouped(row.events), per_second(row.ledger_per_second),
               per_second(row.bare_per_second), ratio_text(row.ratio)});
  }
  table.print(session.out, session.palette(), session.columns());
  session.out.line(session.text(
      "ui.bench.sizes", {bytes_text(report.payload_bytes), bytes_text(report.stored_bytes),
                         bytes_text(report.disk_bytes), grouped(report.memory_growth >> 20U)}));
}

void print(Session& session, const bench::ScanReport& report) {
  Table table({{session.text("ui.bench.what")}, {session.text("ui.bench.rate")}});
  table.add({session.text("ui.bench.replayed"), per_second(report.ledger_per_second)});
  table.add({session.text("ui.bench.read"), per_second(report.read_per_second)});
  table.add({session.text("ui.bench.bare"), per_second(report.bare_per_second)});
  table.add({session.text("ui.bench.ratio"), ratio_text(report.ratio)});
  table.print(session.out, session.palette(), session.columns());
}

template <typename Report>
ExitStatus conclude(Session& session, const Result<Report>& report) {
  if (!report) return session.fail(report.error());
  if (session.json()) {
    session.out.line(bench::to_json(*report));
  } else {
    print(session, *report);
  }
  return ExitStatus::done;
}

}  // namespace

void add_bench(Commands& commands) {
  const auto options = std::make_shared<BenchOptions>();
  CLI::App* const sub = commands.add("bench");
  sub->require_subcommand(1);
  Session& session = commands.session();
  const auto common = [&](CLI::App* app, std::uint64_t& events, unsigned& rounds) {
    app->add_option("--events", events, commands.text("ui.bench.events_option"))
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000}))
        ->type_name("N");
    app->add_option("--rounds", rounds, commands.text("ui.bench.rounds"))
        ->check(CLI::Range(1, 99))
        ->type_name("N");
    app->add_option("--dir", options->directory, commands.text("ui.bench.dir"))
        ->check(CLI::ExistingDirectory)
        ->type_name("DIR");
  };

  CLI::App* const append = commands.add_below(sub, "append");
  common(append, options->append.events, options->append.rounds);
  append->add_option("--batch", options->append.batches, commands.text("ui.bench.batches"))
      ->delimiter(',')
      ->type_name("N,N");
  commands.on(append, [&session, options] {
    options->append.base = options->directory;
    return conclude(session, bench::run_append(options->append, progress_of(session)));
  });

  CLI::App* const scan = commands.add_below(sub, "scan");
  common(scan, options->scan.events, options->scan.rounds);
  commands.on(scan, [&session, options] {
    options->scan.base = options->directory;
    return conclude(session, bench::run_scan(options->scan, progress_of(session)));
  });
}

}  // namespace minutebook::cli
