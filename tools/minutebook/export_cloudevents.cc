#include <memory>
#include <nlohmann/json.hpp>

#include "tools/export/cloud_event.h"
#include "tools/export/output_file.h"
#include "tools/minutebook/exporting.h"
#include "tools/minutebook/interrupt.h"

namespace minutebook::cli {
namespace {

using Line = std::function<Result<bool>(const std::string&)>;

/// Gives each event of the filter to `line`, until it gives false; how many there were.
Result<std::uint64_t> each_line(Session& session, const service::Ledger& ledger,
                                const service::EventFilter& filter, const Line& line) {
  Progress progress(session.progress_style(), session.text("ui.export.progress"), span_of(filter));
  std::uint64_t count = 0;
  const auto visit = [&](const store::StoredEvent& event) -> Result<bool> {
    if (interrupted()) return tl::unexpected(export_interrupted());
    const auto json = exporting::cloud_event(event);
    MB_TRY(more, line(json.dump(-1, ' ', false, exporting::Json::error_handler_t::replace) + "\n"));
    ++count;
    progress.update(event.position().value - filter.from.value + 1, count);
    return more;
  };
  MB_TRY_VOID(service::Reader(ledger).events(filter, visit));
  return count;
}

Result<std::uint64_t> to_file(Session& session, const service::Ledger& ledger,
                              const service::EventFilter& filter, const ExportOptions& options) {
  MB_TRY(draft, exporting::Draft::make(options.out, options.force));
  MB_TRY(writer, exporting::DraftWriter::open(draft));
  const auto line = [&](const std::string& text) -> Result<bool> {
    MB_TRY_VOID(writer.write(text));
    return true;
  };
  MB_TRY(count, each_line(session, ledger, filter, line));
  MB_TRY_VOID(writer.flush());
  MB_TRY_VOID(draft.put_in_place());
  return count;
}

Result<std::uint64_t> to_standard_output(Session& session, const service::Ledger& ledger,
                                         const service::EventFilter& filter) {
  return each_line(session, ledger, filter, [&](const std::string& text) -> Result<bool> {
    session.out.write(text);
    if (!session.out.good()) MB_TRY_VOID(session.out.flush());
    return !session.out.closed();
  });
}

ExitStatus run(Session& session, const ExportOptions& options) {
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  const auto ledger =
      service::Ledger::open(*directory, service::OpenMode::read, "minutebook export");
  if (!ledger) return session.fail(ledger.error());
  const auto filter = export_filter(*ledger, options);
  if (!filter) return session.fail(filter.error());
  const auto count = options.to_standard_output() ? to_standard_output(session, *ledger, *filter)
                                                  : to_file(session, *ledger, *filter, options);
  if (!count) return session.fail(count.error());
  if (options.to_standard_output()) return ExitStatus::done;
  if (session.json()) {
    const nlohmann::ordered_json out = {{"file", options.out},
                                        {"events", *count},
                                        {"source", exporting::source_of(ledger->info().id)}};
    session.out.line(out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  } else {
    session.out.line(session.text("ui.export.cloudevents.done", {grouped(*count), options.out}));
  }
  return ExitStatus::done;
}

}  // namespace

void add_export_cloudevents(Commands& commands, CLI::App* parent) {
  const auto options = std::make_shared<ExportOptions>();
  CLI::App* const sub = commands.add_below(parent, "cloudevents");
  sub->add_option("--from", options->from, commands.text("ui.export.from"))->type_name("P");
  add_export_options(commands, sub, *options);
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run(session, *options); });
}

}  // namespace minutebook::cli
