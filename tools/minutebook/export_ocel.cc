#include <memory>
#include <nlohmann/json.hpp>

#include "tools/export/ocel_json.h"
#include "tools/export/ocel_log.h"
#include "tools/export/output_file.h"
#include "tools/minutebook/exporting.h"
#include "tools/minutebook/interrupt.h"

namespace minutebook::cli {
namespace {

struct OcelOptions : ExportOptions {
  std::string format = "json";
};

struct OcelCounts {
  std::uint64_t events = 0;
  std::uint64_t objects = 0;
};

Result<exporting::OcelDatabase> fill(Session& session, const service::Ledger& ledger,
                                     const service::EventFilter& filter,
                                     const std::filesystem::path& file) {
  MB_TRY(log, exporting::OcelDatabase::create(file));
  const std::uint64_t total = filter.stream ? 0 : span_of(filter);
  Progress progress(session.progress_style(), session.text("ui.export.progress"), total);
  MB_TRY_VOID(exporting::fill_ocel(log, ledger, filter, [&](std::uint64_t done) -> Result<void> {
    if (interrupted()) return tl::unexpected(export_interrupted());
    progress.update(done, done);
    return {};
  }));
  return log;
}

OcelCounts counts_of(const exporting::OcelDatabase& log) {
  return {log.event_count(), log.object_count()};
}

Result<OcelCounts> write_sqlite(Session& session, const service::Ledger& ledger,
                                const service::EventFilter& filter, const OcelOptions& options) {
  MB_TRY(draft, exporting::Draft::make(options.out, options.force));
  OcelCounts counts;
  {
    MB_TRY(log, fill(session, ledger, filter, draft.path()));
    counts = counts_of(log);
  }
  MB_TRY_VOID(draft.put_in_place());
  return counts;
}

/// JSON has each object whole, with values from all over the log: they are gathered in an SQLite
/// file beside it, so that memory stays bounded.
Result<OcelCounts> write_json(Session& session, const service::Ledger& ledger,
                              const service::EventFilter& filter, const OcelOptions& options) {
  MB_TRY(draft, exporting::Draft::make(options.out, options.force));
  MB_TRY(gathered, exporting::Draft::make(options.out + ".gathered", true));
  MB_TRY(log, fill(session, ledger, filter, gathered.path()));
  MB_TRY(writer, exporting::DraftWriter::open(draft));
  MB_TRY_VOID(exporting::write_ocel_json(log, writer));
  MB_TRY_VOID(draft.put_in_place());
  return counts_of(log);
}

ExitStatus run(Session& session, const OcelOptions& options) {
  if (options.to_standard_output()) return session.usage("ui.export.ocel.needs_file", {});
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  const auto ledger =
      service::Ledger::open(*directory, service::OpenMode::read, "minutebook export");
  if (!ledger) return session.fail(ledger.error());
  const auto filter = export_filter(*ledger, options);
  if (!filter) return session.fail(filter.error());
  const auto counts = options.format == "sqlite" ? write_sqlite(session, *ledger, *filter, options)
                                                 : write_json(session, *ledger, *filter, options);
  if (!counts) return session.fail(counts.error());
  if (session.json()) {
    const nlohmann::ordered_json out = {{"file", options.out},
                                        {"format", options.format},
                                        {"events", counts->events},
                                        {"objects", counts->objects}};
    session.out.line(out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  } else {
    session.out.line(session.text(
        "ui.export.ocel.done", {grouped(counts->events), grouped(counts->objects), options.out}));
  }
  return ExitStatus::done;
}

}  // namespace

void add_export_ocel(Commands& commands, CLI::App* parent) {
  const auto options = std::make_shared<OcelOptions>();
  CLI::App* const sub = commands.add_below(parent, "ocel");
  add_export_options(commands, sub, *options);
  sub->add_option("--format", options->format, commands.text("ui.export.ocel.format"))
      ->type_name("json|sqlite")
      ->check(CLI::IsMember({"json", "sqlite"}));
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run(session, *options); });
}

}  // namespace minutebook::cli
