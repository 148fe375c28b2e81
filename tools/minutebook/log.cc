#include <chrono>
#include <memory>
#include <thread>

#include "ledger/schema/reflect.h"
#include "tools/inspect/event_json.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/hint.h"
#include "tools/minutebook/interrupt.h"
#include "tools/minutebook/moment.h"
#include "tools/minutebook/table.h"
#include "tools/minutebook/view.h"

namespace minutebook::cli {
namespace {

constexpr std::chrono::milliseconds follow_interval{200};
constexpr std::uint64_t rows_at_once = 200;

struct LogOptions {
  std::string subject;
  std::optional<std::uint64_t> from;
  std::optional<std::uint64_t> to;
  std::string type;
  std::string actor;
  std::string since;
  std::string until;
  std::optional<std::uint64_t> limit;
  bool follow = false;
  bool raw = false;
};

Result<service::EventFilter> filter_of(const LogOptions& options, std::int16_t zone) {
  service::EventFilter filter;
  if (!options.subject.empty()) {
    MB_TRY(subject, parse_subject_argument(options.subject));
    filter.stream = subject;
  }
  if (options.from) filter.from = Position{*options.from};
  if (options.to) filter.to = Position{*options.to};
  if (!options.type.empty()) {
    if (!schema::find_event(options.type)) {
      return fail(
          Errc::invalid_input,
          "there is no event type " + printable(options.type) + "; see docs/formats/events.md",
          "没有事件类型 " + printable(options.type) + "；见 docs/formats/events.md");
    }
    filter.type = options.type;
  }
  if (!options.actor.empty()) {
    MB_TRY(actor, parse_subject_argument(options.actor));
    filter.actor = actor;
  }
  if (!options.since.empty()) {
    MB_TRY(since, parse_time_argument(options.since, zone));
    filter.since = since.first;
  }
  if (!options.until.empty()) {
    MB_TRY(until, parse_time_argument(options.until, zone));
    filter.until = until.last;
  }
  return filter;
}

class Log {
 public:
  Log(Session& session, View& view, const LogOptions& options)
      : session_(session),
        view_(view),
        options_(options),
        left_(options.limit.value_or(~std::uint64_t{0})),
        table_({{session.text("ui.column.position"), Align::right, 6},
                {session.text("ui.column.occurred"), Align::left, 16},
                {session.text("ui.column.recorded"), Align::left, 16},
                {session.text("ui.column.actor"), Align::left, 18},
                {session.text("ui.column.what")}}) {}

  /// Prints the events of the filter; true when there may be more to print later.
  Result<bool> print(const service::EventFilter& filter) {
    MB_TRY_VOID(view_.reader().events(filter, [&](const store::StoredEvent& event) -> Result<bool> {
      if (interrupted() || session_.out.closed() || left_ == 0) return false;
      --left_;
      row(event);
      return true;
    }));
    flush_rows();
    MB_TRY_VOID(session_.out.flush());
    return left_ > 0 && !session_.out.closed() && !interrupted();
  }

  Result<void> follow(service::EventFilter filter) {
    bool more = true;
    while (more) {
      const Position next = view_.ledger().store().head();
      if (filter.to && next > *filter.to) return {};
      std::this_thread::sleep_for(follow_interval);
      MB_TRY_VOID(view_.refresh());
      filter.from = std::max(filter.from, next);
      MB_TRY(going_on, print(filter));
      more = going_on;
    }
    return {};
  }

 private:
  void row(const store::StoredEvent& event) {
    const Json json = inspect::event_json(event, {options_.raw, options_.raw});
    if (session_.json()) {
      session_.out.line(json.dump(-1, ' ', false, Json::error_handler_t::replace));
      return;
    }
    const Render& render = view_.render();
    table_.add({std::to_string(event.position().value),
                render.time(Instant{event.header().getOccurredAt().getNs()}),
                render.time(Instant{event.header().getRecordedAt().getNs()}),
                render.names().of(event.header().getActor().cStr()), render.sentence(json)});
    if (++rows_ >= rows_at_once) flush_rows();
  }
  void flush_rows() {
    table_.print(session_.out, session_.palette(), session_.columns());
    rows_ = 0;
  }

  Session& session_;
  View& view_;
  const LogOptions& options_;
  std::uint64_t left_;
  std::uint64_t rows_ = 0;
  Table table_;
};

/// A subject that was never heard of is a mistake; one without matching events is an answer.
Result<void> check_subject(View& view, const service::EventFilter& filter) {
  if (!filter.stream) return {};
  MB_TRY(version, view.ledger().store().version_of(*filter.stream));
  if (version.value > 0) return {};
  const std::string& name = filter.stream->text();
  const Error error{Errc::not_found,
                    {"there is no " + name + " in this ledger", "本账本中没有 " + name}};
  return tl::unexpected(with_hint(error, view.ledger(), *filter.stream));
}

ExitStatus run_log(Session& session, const LogOptions& options) {
  auto view = View::open(session, "minutebook log");
  if (!view) return session.fail(view.error());
  const auto filter = filter_of(options, (*view)->zone());
  if (!filter) return session.fail(filter.error());
  if (!options.follow) {
    const auto known = check_subject(**view, *filter);
    if (!known) return session.fail(known.error());
  }
  Log log(session, **view, options);
  const auto more = log.print(*filter);
  if (!more) return session.fail(more.error());
  if (options.follow && *more) {
    const auto followed = log.follow(*filter);
    if (!followed) return session.fail(followed.error());
  }
  return interrupted() ? ExitStatus::interrupted : ExitStatus::done;
}

}  // namespace

void add_log(Commands& commands) {
  const auto options = std::make_shared<LogOptions>();
  CLI::App* const sub = commands.add("log");
  const auto option = [&](const char* name, auto& value, const char* key, const char* type) {
    sub->add_option(name, value, commands.text(key))->type_name(type);
  };
  sub->add_option("SUBJECT", options->subject, commands.text("ui.option.subject"))->type_name("");
  option("--from", options->from, "ui.log.from", "P");
  option("--to", options->to, "ui.log.to", "P");
  option("--type", options->type, "ui.log.type", "TYPE");
  option("--actor", options->actor, "ui.log.actor", "SUBJECT");
  option("--since", options->since, "ui.log.since", "TIME");
  option("--until", options->until, "ui.log.until", "TIME");
  option("--limit", options->limit, "ui.log.limit", "N");
  sub->add_flag("--follow", options->follow, commands.text("ui.log.follow"));
  sub->add_flag("--raw", options->raw, commands.text("ui.log.raw"));
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run_log(session, *options); });
}

}  // namespace minutebook::cli
