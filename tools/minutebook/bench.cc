#include <fmt/format.h>

#include <memory>
#include <type_traits>

#include "tools/bench/append.h"
#include "tools/bench/projections.h"
#include "tools/bench/proof.h"
#include "tools/bench/rules.h"
#include "tools/bench/scan.h"
#include "tools/bench/verify.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/table.h"

namespace minutebook::cli {
namespace {

struct BenchOptions {
  bench::AppendOptions append;
  bench::ScanOptions scan;
  bench::RulesOptions rules;
  bench::ProjectionsOptions projections;
  bench::VerifyOptions verify;
  bench::ProofOptions proof;
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

void print(Session& session, const bench::VerifyReport& report) {
  Table table({{session.text("ui.bench.what")}, {session.text("ui.bench.rate")}});
  table.add({session.text("ui.bench.verified"), per_second(report.verified_per_second)});
  table.add({session.text("ui.bench.hashed"), per_second(report.hashed_per_second)});
  table.add({session.text("ui.bench.ratio"), ratio_text(report.ratio)});
  table.print(session.out, session.palette(), session.columns());
  session.out.line(
      session.text("ui.bench.verify_sizes",
                   {grouped(report.events), bytes_text(report.stored_bytes),
                    std::to_string(report.threads), grouped(report.memory_growth >> 20U)}));
}

void print(Session& session, const bench::ProofReport& report) {
  Table table({{session.text("ui.bench.events"), Align::right},
               {session.text("ui.bench.inclusion"), Align::right},
               {session.text("ui.bench.consistency"), Align::right},
               {session.text("ui.bench.since", {grouped(report.new_events)}), Align::right}});
  for (const bench::ProofRow& row : report.rows) {
    table.add({grouped(row.events), fmt::format("{:.1f} µs", row.inclusion_us),
               fmt::format("{:.1f} µs", row.consistency_us),
               fmt::format("{:.1f} ms", row.since_ms)});
  }
  table.add({session.text("ui.bench.ratio"), ratio_text(report.inclusion_ratio),
             ratio_text(report.consistency_ratio), ratio_text(report.since_ratio)});
  table.print(session.out, session.palette(), session.columns());
}

void print(Session& session, const bench::RulesReport& report) {
  Table table({{session.text("ui.bench.what")}, {session.text("ui.bench.rate")}});
  table.add({session.text("ui.bench.replayed"), per_second(report.replayed_per_second)});
  table.add({session.text("ui.bench.examined"), per_second(report.examined_per_second)});
  table.add({session.text("ui.bench.rules_cost"),
             fmt::format("{:.1f} µs", report.microseconds_per_event)});
  table.print(session.out, session.palette(), session.columns());
  session.out.line(session.text("ui.bench.rules_found",
                                {grouped(report.events), grouped(report.matters),
                                 grouped(report.findings), grouped(report.differences)}));
}

/// Of each list the field and the reader that took longest.
std::vector<bench::ListTime> slowest(const std::vector<bench::ListTime>& lists) {
  std::vector<bench::ListTime> worst;
  for (const bench::ListTime& list : lists) {
    if (worst.empty() || worst.back().kind != list.kind) worst.push_back(list);
    if (list.p99_ms > worst.back().p99_ms) worst.back() = list;
  }
  return worst;
}

void print(Session& session, const bench::ProjectionsReport& report) {
  const auto milliseconds = [](double ms) { return fmt::format("{:.2f} ms", ms); };
  for (const bench::ProjectionsRow& row : report.rows) {
    session.out.line(session.text("ui.bench.projections_size",
                                  {grouped(row.events), grouped(row.partnerships)}));
    Table views({{session.text("ui.column.view")},
                 {session.text("ui.bench.rate"), Align::right},
                 {session.text("ui.bench.ratio")}});
    for (const bench::ViewRow& view : row.views) {
      views.add({view.view, per_second(view.per_second), ratio_text(view.ratio)});
    }
    views.add({session.text("ui.bench.together"), per_second(row.together_per_second), ""});
    views.print(session.out, session.palette(), session.columns());
    Table lists({{session.text("ui.bench.what")},
                 {session.text("ui.column.field")},
                 {session.text("ui.bench.median"), Align::right},
                 {"p99", Align::right}});
    lists.add({session.text("ui.bench.state"), "", milliseconds(row.state_median_ms),
               milliseconds(row.state_p99_ms)});
    for (const bench::ListTime& list : slowest(row.lists)) {
      lists.add({list.kind, list.field + " · " + list.asked, milliseconds(list.median_ms),
                 milliseconds(list.p99_ms)});
    }
    lists.add({session.text("ui.bench.pages", {grouped(row.pages)}), "", "",
               milliseconds(row.list_p99_ms)});
    lists.print(session.out, session.palette(), session.columns());
  }
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

/// What every benchmark is told.
class Options {
 public:
  Options(Commands& commands, CLI::App* parent) : commands_(commands), parent_(parent) {}

  template <typename Events>
  CLI::App* add(const char* name, Events& events, unsigned& rounds, std::string& directory) {
    CLI::App* const app = commands_.add_below(parent_, name);
    CLI::Option* const sizes =
        app->add_option("--events", events, commands_.text("ui.bench.events_option"))
            ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000}))
            ->type_name("N");
    if constexpr (!std::is_integral_v<Events>) sizes->delimiter(',')->type_name("N,N");
    add_shared(app, rounds, directory);
    return app;
  }

  void add_shared(CLI::App* app, unsigned& rounds, std::string& directory) {
    app->add_option("--rounds", rounds, commands_.text("ui.bench.rounds"))
        ->check(CLI::Range(1, 99))
        ->type_name("N");
    app->add_option("--dir", directory, commands_.text("ui.bench.dir"))
        ->check(CLI::ExistingDirectory)
        ->type_name("DIR");
  }

 private:
  Commands& commands_;
  CLI::App* parent_;
};

/// Its sizes are matters, not events.
void add_projections(Commands& commands, CLI::App* sub,
                     const std::shared_ptr<BenchOptions>& options) {
  Session& session = commands.session();
  CLI::App* const projections = commands.add_below(sub, "projections");
  projections
      ->add_option("--partnerships", options->projections.partnerships,
                   commands.text("ui.generate.partnerships"))
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{10'000'000}))
      ->delimiter(',')
      ->type_name("N,N");
  projections
      ->add_option("--samples", options->projections.samples, commands.text("ui.bench.samples"))
      ->check(CLI::Range(1, 100'000))
      ->type_name("N");
  projections->add_option("--dir", options->directory, commands.text("ui.bench.dir"))
      ->check(CLI::ExistingDirectory)
      ->type_name("DIR");
  commands.on(projections, [&session, options] {
    options->projections.base = options->directory;
    return conclude(session, bench::run_projections(options->projections, progress_of(session)));
  });
}

}  // namespace

void add_bench(Commands& commands) {
  const auto options = std::make_shared<BenchOptions>();
  CLI::App* const sub = commands.add("bench");
  sub->require_subcommand(1);
  Session& session = commands.session();
  Options common(commands, sub);
  std::string& directory = options->directory;

  CLI::App* const append =
      common.add("append", options->append.events, options->append.rounds, directory);
  append->add_option("--batch", options->append.batches, commands.text("ui.bench.batches"))
      ->delimiter(',')
      ->type_name("N,N");
  commands.on(append, [&session, options] {
    options->append.base = options->directory;
    return conclude(session, bench::run_append(options->append, progress_of(session)));
  });

  CLI::App* const scan = common.add("scan", options->scan.events, options->scan.rounds, directory);
  commands.on(scan, [&session, options] {
    options->scan.base = options->directory;
    return conclude(session, bench::run_scan(options->scan, progress_of(session)));
  });

  CLI::App* const rules = commands.add_below(sub, "rules");
  rules
      ->add_option("--partnerships", options->rules.partnerships,
                   commands.text("ui.generate.partnerships"))
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{10'000'000}))
      ->type_name("N");
  common.add_shared(rules, options->rules.rounds, directory);
  commands.on(rules, [&session, options] {
    options->rules.base = options->directory;
    return conclude(session, bench::run_rules(options->rules, progress_of(session)));
  });

  add_projections(commands, sub, options);

  CLI::App* const verify =
      common.add("verify", options->verify.events, options->verify.rounds, directory);
  verify->add_option("--threads", options->verify.threads, commands.text("ui.bench.threads"))
      ->check(CLI::Range(1, 256))
      ->type_name("N");
  commands.on(verify, [&session, options] {
    options->verify.base = options->directory;
    return conclude(session, bench::run_verify(options->verify, progress_of(session)));
  });

  CLI::App* const proof =
      common.add("proof", options->proof.events, options->proof.rounds, directory);
  proof->add_option("--new-events", options->proof.new_events, commands.text("ui.bench.new_events"))
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{100'000'000}))
      ->type_name("N");
  commands.on(proof, [&session, options] {
    options->proof.base = options->directory;
    return conclude(session, bench::run_proof(options->proof, progress_of(session)));
  });
}

}  // namespace minutebook::cli
