#include "tools/bench/projections.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <random>
#include <thread>

#include "ledger/domain/decide.h"
#include "ledger/service/reader.h"
#include "projections/query/kinds.h"
#include "projections/query/list.h"
#include "projections/runner.h"
#include "tools/bench/fill.h"

namespace minutebook::bench {
namespace {

using projections::all_kinds;
using projections::all_views;
using projections::Column;
using projections::ColumnType;
using projections::Followed;
using projections::Kind;
using projections::list;
using projections::ListQuestion;
using projections::Runner;
using projections::Scope;
using projections::Value;
using projections::View;
using projections::ViewsReader;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const auto place = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
  return values[place];
}

/// Reads, decodes and evolves the log once: what no view can be faster than.
Result<double> time_replay(const service::Ledger& ledger) {
  const auto start = Clock::now();
  std::map<Subject, domain::Aggregate> aggregates;
  domain::Directory directory;
  MB_TRY_VOID(
      service::Reader(ledger).events({}, [&](const store::StoredEvent& event) -> Result<bool> {
        const Subject stream = Subject::from_stored(event.header().getStream().cStr());
        if (domain::is_master_data(stream.kind())) {
          domain::evolve(directory, event.view());
        } else {
          const auto found = aggregates.try_emplace(stream, domain::empty_aggregate(stream));
          domain::evolve(found.first->second, event.view());
        }
        return true;
      }));
  return seconds_since(start);
}

Result<void> time_builds(TrialLedger& trial, ProjectionsRow& row) {
  const auto directory = trial.directory() / "views";
  const auto events = static_cast<double>(row.events);
  MB_TRY(replay, time_replay(trial.ledger()));
  for (const View* view : all_views()) {
    Runner runner(trial.ledger(), directory);
    const auto start = Clock::now();
    MB_TRY_VOID(runner.catch_up(*view));
    const double seconds = seconds_since(start);
    MB_TRY(status, runner.status(*view));
    row.views.push_back({std::string(view->name), events / seconds, replay / seconds,
                         static_cast<double>(status.bytes) / events});
  }
  std::filesystem::remove_all(directory);
  std::vector<Result<Followed>> done(all_views().size());
  const auto start = Clock::now();
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < done.size(); ++i) {
      threads.emplace_back([&trial, &directory, &result = done[i], view = all_views()[i]] {
        result = Runner(trial.ledger(), directory).catch_up(*view);
      });
    }
  }
  row.together_per_second = events / seconds_since(start);
  for (Result<Followed>& each : done) MB_TRY_VOID(std::move(each));
  return {};
}

/// How a value is written in a filter.
std::string literal(const Column& column, const Value& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  if (number == nullptr) {
    std::string quoted = "\"";
    for (const char c : std::get<std::string>(value)) {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c;
    }
    return quoted + '"';
  }
  const auto hundredths = [&] {
    const std::string part = std::to_string(*number % 100);
    return std::to_string(*number / 100) + "." + (part.size() == 1 ? "0" : "") + part;
  };
  switch (column.type) {
    case ColumnType::money:
    case ColumnType::share:
      return hundredths();
    case ColumnType::flag:
      return *number != 0 ? "true" : "false";
    case ColumnType::moment:
      return format_time({Instant{*number}, 0});
    case ColumnType::day:
      return format_day(Day{static_cast<std::int32_t>(*number)});
    case ColumnType::quarter:
      return std::to_string(*number / 4) + "Q" + std::to_string(*number % 4 + 1);
    default:
      return std::to_string(*number);
  }
}

/// Asks one list by one field, with values that its rows have.
class Questions {
 public:
  static Result<Questions> make(const ViewsReader& views, Position head, unsigned samples) {
    Questions questions(views, head, samples);
    MB_TRY(first, views.database().integer_of("SELECT min(occurredAt) FROM timeline.events"));
    MB_TRY(last, views.database().integer_of("SELECT max(occurredAt) FROM timeline.events"));
    questions.first_ = Instant{first};
    questions.last_ = Instant{std::max(last, first + 1)};
    return questions;
  }

  Result<void> ask(const Kind& kind, const Column& column, const std::string& asked,
                   ProjectionsRow& row) {
    const std::string table = std::string(kind.view) + "." + std::string(kind.table->name);
    MB_TRY(most, views_.database().integer_of("SELECT max(id) FROM " + table));
    if (most == 0) return {};
    MB_TRY(value_at, views_.database().prepare("SELECT \"" + std::string(column.name) + "\" FROM " +
                                               table + " WHERE id >= ?1 LIMIT 1"));
    std::vector<double> times;
    for (unsigned i = 0; i < samples_; ++i) {
      value_at.start_with(static_cast<std::int64_t>(chance_() % static_cast<std::uint64_t>(most)));
      MB_TRY(found, value_at.step());
      if (!found || value_at.is_null(0)) continue;
      const bool is_quarter = column.type == ColumnType::quarter;
      const std::string where = std::string(column.name) + (is_quarter ? " in " : " = ") +
                                literal(column, value_at.value(0));
      MB_TRY(milliseconds, time(kind, where, asked));
      times.push_back(milliseconds);
      all_.push_back(milliseconds);
    }
    if (times.empty()) return {};
    row.lists.push_back({std::string(kind.name), std::string(column.name), asked,
                         percentile(times, 0.5), percentile(times, 0.99)});
    return {};
  }
  const std::vector<double>& all() const { return all_; }

 private:
  Questions(const ViewsReader& views, Position head, unsigned samples)
      : views_(views), head_(head), samples_(samples) {}
  Result<double> time(const Kind& kind, const std::string& where, const std::string& asked) {
    ListQuestion question{
        .kind = &kind, .scope = Scope::whole_ledger(), .now = SystemClock().now()};
    question.where = where;
    question.limit = 50;
    if (asked == "asOf") {
      // As it was on a day of some years, known at any time of the second half.
      question.known_at = Position{head_.value / 2 + chance_() % (head_.value / 2)};
      question.valid_at =
          Instant{first_.ns + static_cast<std::int64_t>(
                                  chance_() % static_cast<std::uint64_t>(last_.ns - first_.ns))};
    } else if (asked == "city") {
      MB_TRY(city, some_city());
      MB_TRY(scope, Scope::of({city}));
      question.scope = scope;
    }
    const auto start = Clock::now();
    MB_TRY_VOID(list(views_, question));
    return seconds_since(start) * 1e3;
  }

  Result<Subject> some_city() {
    MB_TRY(cities,
           views_.database().prepare("SELECT subject FROM register.organizations"
                                     " WHERE level = 'city' ORDER BY id LIMIT 1 OFFSET ?1"));
    cities.start_with(static_cast<std::int64_t>(chance_() % 8));
    MB_TRY(found, cities.step());
    if (!found) return fail(Errc::not_found, "no city", "没有市级组织");
    return Subject::from_stored(cities.text(0));
  }

  const ViewsReader& views_;
  Position head_;
  Instant first_;  // the time of the first event, and the latest
  Instant last_;
  unsigned samples_;
  std::mt19937_64 chance_{1};
  std::vector<double> all_;
};

Result<void> time_lists(TrialLedger& trial, unsigned samples, ProjectionsRow& row) {
  std::vector<std::string_view> names;
  for (const View* view : all_views()) names.push_back(view->name);
  MB_TRY(views, ViewsReader::open({.directory = trial.directory() / "views",
                                   .ledger = trial.ledger().info().id.text()},
                                  names));
  MB_TRY(questions, Questions::make(views, Position{row.events}, samples));
  for (const Kind& kind : all_kinds()) {
    for (const Column* column : kind.fields()) {
      for (const char* asked : {"now", "asOf", "city"}) {
        MB_TRY_VOID(questions.ask(kind, *column, asked, row));
      }
    }
  }
  row.pages = questions.all().size();
  row.list_p99_ms = percentile(questions.all(), 0.99);
  return {};
}

Result<void> time_states(TrialLedger& trial, ProjectionsRow& row) {
  const service::Reader reader(trial.ledger());
  std::vector<Subject> matters;
  MB_TRY_VOID(trial.ledger().store().each_stream(
      SubjectKind::partnership, [&](const Subject& subject) { matters.push_back(subject); }));
  std::mt19937_64 chance(2);
  std::vector<double> times;
  for (int i = 0; i < 2'000; ++i) {
    const Subject& matter = matters[chance() % matters.size()];
    const Position known{chance() % row.events};
    const auto start = Clock::now();
    const auto state = reader.aggregate(matter, {.position = known});
    times.push_back(seconds_since(start) * 1e3);
    if (!state && state.error().code != Errc::not_found) return tl::unexpected(state.error());
  }
  row.state_median_ms = percentile(times, 0.5);
  row.state_p99_ms = percentile(times, 0.99);
  return {};
}

}  // namespace

Result<ProjectionsReport> run_projections(const ProjectionsOptions& options,
                                          const Progress& progress) {
  ProjectionsReport report;
  for (const std::uint64_t partnerships : options.partnerships) {
    progress("filling a trial ledger of " + std::to_string(partnerships) + " partnerships");
    MB_TRY(trial, TrialLedger::make_bare(options.base));
    MB_TRY_VOID(fill_with_histories(*trial, partnerships));
    MB_TRY_VOID(trial->ledger().store().compact());
    MB_TRY_VOID(trial->reopen());
    ProjectionsRow row;
    row.partnerships = partnerships;
    row.events = trial->ledger().store().head().value;
    progress("building the views of " + std::to_string(row.events) + " events");
    MB_TRY_VOID(time_builds(*trial, row));
    progress("asking");
    MB_TRY_VOID(time_states(*trial, row));
    MB_TRY_VOID(time_lists(*trial, options.samples, row));
    report.rows.push_back(std::move(row));
  }
  return report;
}

}  // namespace minutebook::bench
