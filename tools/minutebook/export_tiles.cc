#include <memory>

#include "ledger/service/ledger_keys.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/exporting.h"
#include "tools/minutebook/mirroring.h"
#include "tools/mirror/tile_source.h"

namespace minutebook::cli {
namespace {

/// Trusts the ledger's own keys: what is exported was verified like a mirror of it.
Result<tlog::Policy> own_policy(const service::Ledger& ledger) {
  MB_TRY(keys, service::ledger_keys(ledger));
  std::string text;
  for (const service::LedgerKey& each : keys) text += "log " + each.key.text() + "\n";
  return tlog::Policy::parse(text + "quorum none\n");
}

ExitStatus run_tiles(Session& session, const std::string& folder) {
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  const auto ledger =
      service::Ledger::open(*directory, service::OpenMode::read, "minutebook export");
  if (!ledger) return session.fail(ledger.error());
  const auto policy = own_policy(*ledger);
  if (!policy) return session.fail(policy.error());
  const mirror::TileSource source(*ledger);
  mirror::Mirror copy(mirror::TileFolder(folder), *policy,
                      {[&] { return source.checkpoint(); },
                       [&](const tlog::TilePath& path) { return source.read(path); }});
  return run_round(session, copy, false).value_or(ExitStatus::unreachable);
}

}  // namespace

void add_export_tiles(Commands& commands, CLI::App* parent) {
  const auto folder = std::make_shared<std::string>();
  CLI::App* const tiles = commands.add_below(parent, "tiles");
  tiles->add_option("DIR", *folder, commands.text("ui.export.folder"))->type_name("")->required();
  Session& session = commands.session();
  commands.on(tiles, [&session, folder] { return run_tiles(session, *folder); });
}

}  // namespace minutebook::cli
