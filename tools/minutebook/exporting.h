#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "ledger/service/ledger.h"
#include "ledger/service/reader.h"
#include "tools/minutebook/commands.h"

/// What the kinds of `export` share, each of which has a file of its own.
namespace minutebook::cli {

void add_export_tiles(Commands& commands, CLI::App* parent);
void add_export_cloudevents(Commands& commands, CLI::App* parent);
void add_export_ocel(Commands& commands, CLI::App* parent);

/// Which part of the log is exported, and where to.
struct ExportOptions {
  std::string subject;
  std::optional<std::uint64_t> from;
  std::optional<std::uint64_t> to;
  std::string out = "-";  ///< "-": standard output
  bool force = false;

  bool to_standard_output() const { return out == "-"; }
};

/// `--subject`, `--to`, `--out`, `--force`.
void add_export_options(Commands& commands, CLI::App* sub, ExportOptions& options);

/// The events that the options name, up to the last one of now: `to` is always there unless the
/// log is empty. Errc::not_found for a position past the end (`from` may be the next one) and for a
/// subject without events, with a hint.
Result<service::EventFilter> export_filter(const service::Ledger& ledger,
                                           const ExportOptions& options);

/// How many events lie between the filter's positions: what progress is measured against.
std::uint64_t span_of(const service::EventFilter& filter);

/// The error of an export that SIGINT or SIGTERM ended.
Error export_interrupted();

}  // namespace minutebook::cli
