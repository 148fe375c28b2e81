#include <memory>
#include <nlohmann/json.hpp>

#include "ledger/base/rfc3339.h"
#include "ledger/crypto/digest.h"
#include "ledger/service/backup.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/restored.h"
#include "tools/minutebook/table.h"

namespace minutebook::cli {
namespace {

using Json = nlohmann::ordered_json;

struct BackupArguments {
  std::string directory;
  std::string into;
  bool with_keys = false;
  std::uint32_t generation = 0;
};

constexpr std::uint64_t mebibytes_a_callback = 4;  // RocksDB's default interval

std::optional<std::uint32_t> wanted(const BackupArguments& arguments) {
  return arguments.generation != 0 ? std::optional(arguments.generation) : std::nullopt;
}

void print(Session& session, const Json& json) {
  session.out.line(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string time_text(Instant time) { return format_time({time, 0}); }

Json json_of(const std::optional<merkle::TreeHead>& head) {
  if (!head) return nullptr;
  return {{"size", head->size}, {"root", crypto::hex_of(head->root)}};
}

Json json_of(const service::Generation& generation) {
  Json out = {{"generation", generation.number}, {"whole", generation.manifest.has_value()}};
  if (!generation.manifest) return out;
  const service::BackupManifest& manifest = *generation.manifest;
  out["ledger"] = manifest.ledger.text();
  out["name"] = manifest.name;
  out["madeAt"] = time_text(manifest.made_at);
  out["events"] = manifest.events;
  out["bytes"] = generation.bytes;
  out["withKeys"] = manifest.with_keys;
  out["checkpoint"] = json_of(manifest.checkpoint);
  out["published"] = json_of(manifest.published);
  return out;
}

ExitStatus run_create(Session& session, const BackupArguments& arguments) {
  const auto ledger = session.ledger();
  if (!ledger) return session.fail(ledger.error());
  SystemClock clock;
  Progress progress(session.progress_style(), session.text("ui.backup.progress"), 0);
  std::uint64_t mebibytes = 0;
  service::BackupOptions options;
  options.with_keys = arguments.with_keys;
  options.progress = [&] {
    mebibytes += mebibytes_a_callback;
    progress.update(mebibytes, mebibytes);
  };
  const auto made = service::create_backup(*ledger, arguments.directory, clock, options);
  progress.clear();
  if (!made) return session.fail(made.error());
  if (session.json()) {
    Json out = json_of(*made);
    out["copiedBytes"] = made->copied_bytes;
    print(session, out);
    return ExitStatus::done;
  }
  session.out.line(
      session.text("ui.backup.made", {std::to_string(made->number), grouped(made->manifest->events),
                                      grouped(made->copied_bytes)}));
  if (arguments.with_keys) session.say(session.text("ui.backup.secret", {arguments.directory}));
  return ExitStatus::done;
}

ExitStatus run_list(Session& session, const BackupArguments& arguments) {
  const auto generations = service::list_generations(arguments.directory);
  if (!generations) return session.fail(generations.error());
  Table table({{session.text("ui.backup.column.generation"), Align::right},
               {session.text("ui.backup.column.made")},
               {session.text("ui.backup.column.events"), Align::right},
               {session.text("ui.backup.column.bytes"), Align::right},
               {session.text("ui.backup.column.keys")}});
  for (const service::Generation& generation : *generations) {
    if (session.json()) {
      print(session, json_of(generation));
    } else if (const auto& manifest = generation.manifest) {
      table.add({std::to_string(generation.number), time_text(manifest->made_at),
                 grouped(manifest->events), grouped(generation.bytes),
                 session.text(manifest->with_keys ? "ui.value.yes" : "ui.value.no")});
    } else {
      table.add(
          {std::to_string(generation.number), session.text("ui.backup.not_whole"), "", "", ""});
    }
  }
  if (!session.json()) table.print(session.out, session.palette(), session.columns());
  return ExitStatus::done;
}

ExitStatus report(Session& session, std::uint32_t number, const std::vector<Bilingual>& faults) {
  if (session.json()) {
    Json list = Json::array();
    for (const Bilingual& fault : faults) list.push_back({{"en", fault.en}, {"zh-CN", fault.zh}});
    print(session, {{"generation", number}, {"held", faults.empty()}, {"faults", list}});
  } else if (faults.empty()) {
    session.out.line(session.text("ui.backup.held", {std::to_string(number)}));
  }
  for (const Bilingual& fault : faults) {
    if (!session.json()) {
      session.out.line("FAULT backup " + std::to_string(number) + " " +
                       in_language(fault, session.language()));
    }
  }
  return faults.empty() ? ExitStatus::done : ExitStatus::fault;
}

ExitStatus run_verify(Session& session, const BackupArguments& arguments) {
  const auto found = service::find_generation(arguments.directory, wanted(arguments));
  if (!found) {
    if (found.error().code != Errc::corruption) return session.fail(found.error());
    return report(session, arguments.generation, {found.error().message});
  }
  const auto faults = service::verify_generation(arguments.directory, *found);
  if (!faults) return session.fail(faults.error());
  return report(session, found->number, *faults);
}

ExitStatus run_restore(Session& session, const BackupArguments& arguments) {
  const auto found = service::find_generation(arguments.directory, wanted(arguments));
  if (!found) return session.fail(found.error());
  SystemClock clock;
  const auto mark = service::restore_generation(arguments.directory, *found, arguments.into, clock);
  if (!mark) return session.fail(mark.error());
  if (session.json()) {
    print(session, {{"directory", arguments.into},
                    {"generation", mark->generation},
                    {"madeAt", time_text(mark->made_at)},
                    {"events", mark->events},
                    {"checkpoint", json_of(mark->checkpoint)},
                    {"published", json_of(mark->published)},
                    {"behind", mark->is_behind()}});
    return ExitStatus::done;
  }
  session.out.line(
      session.text("ui.backup.restored", {std::to_string(mark->generation), arguments.into,
                                          grouped(mark->events), time_text(mark->made_at)}));
  if (mark->is_behind()) {
    session.say(
        session.text("ui.backup.behind", {grouped(mark->published->size), grouped(mark->events)}));
  }
  session.say(session.text("ui.backup.next"));
  return ExitStatus::done;
}

}  // namespace

void add_backup(Commands& commands) {
  const auto arguments = std::make_shared<BackupArguments>();
  CLI::App* const backup = commands.add("backup");
  backup->require_subcommand(1);
  Session& session = commands.session();
  const auto below = [&](const char* name, ExitStatus (*run)(Session&, const BackupArguments&)) {
    CLI::App* const sub = commands.add_below(backup, name);
    sub->add_option("DIR", arguments->directory, commands.text("ui.backup.dir"))
        ->type_name("")
        ->required();
    commands.on(sub, [&session, arguments, run] { return run(session, *arguments); });
    return sub;
  };
  const auto generation = [&](CLI::App* sub) {
    sub->add_option("--generation", arguments->generation,
                    commands.text("ui.backup.generation_option"))
        ->type_name("N")
        ->check(CLI::Range(1U, 4'294'967'295U));
  };
  below("create", run_create)
      ->add_flag("--with-keys", arguments->with_keys, commands.text("ui.backup.with_keys"));
  generation(below("verify", run_verify));
  CLI::App* const restore = below("restore", run_restore);
  restore->add_option("INTO", arguments->into, commands.text("ui.backup.into"))
      ->type_name("")
      ->required();
  generation(restore);
  below("list", run_list);
  commands.on(commands.add_below(backup, "acknowledge"),
              [&session] { return acknowledge_restoring(session); });
}

}  // namespace minutebook::cli
