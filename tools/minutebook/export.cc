#include "tools/minutebook/commands.h"
#include "tools/minutebook/exporting.h"

namespace minutebook::cli {

void add_export(Commands& commands) {
  CLI::App* const sub = commands.add("export");
  sub->require_subcommand(1);
  add_export_tiles(commands, sub);
  add_export_cloudevents(commands, sub);
  add_export_ocel(commands, sub);
  add_export_ocds(commands, sub);
  add_export_lists(commands, sub);
}

}  // namespace minutebook::cli
