#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "ledger/base/limits.h"
#include "ledger/service/receipt.h"
#include "ledger/service/replay.h"
#include "tools/inspect/event_json.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/input_file.h"
#include "tools/minutebook/moment.h"

/// `prove P` and `receipt verify FILE`.
namespace minutebook::cli {
namespace {

using Json = nlohmann::ordered_json;

struct ProveOptions {
  std::uint64_t position = 0;
  std::uint64_t size = 0;
  bool without_payload = false;
  std::string output;
};

Result<void> write_file(const std::string& name, std::string_view bytes) {
  std::ofstream out(name, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (out) return {};
  return fail(Errc::io, "cannot write " + name, "无法写入 " + name);
}

ExitStatus run_prove(Session& session, const ProveOptions& options) {
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  auto ledger = service::Ledger::open(*directory, service::OpenMode::read, "minutebook prove");
  if (!ledger) return session.fail(ledger.error());
  service::ReceiptOptions wanted;
  wanted.payload = !options.without_payload;
  if (options.size > 0) wanted.tree_size = options.size;
  const auto receipt = service::make_receipt(*ledger, Position{options.position}, wanted);
  if (!receipt) return session.fail(receipt.error());
  if (!options.output.empty()) {
    const auto written = write_file(options.output, *receipt);
    if (!written) return session.fail(written.error());
    session.say(session.text("ui.prove.written", {options.output}));
  }
  if (session.json()) {
    const Json out = {{"position", options.position}, {"receipt", *receipt}};
    session.out.line(out.dump());
  } else if (options.output.empty()) {
    session.out.write(*receipt);
  }
  return ExitStatus::done;
}

struct VerifyOptions {
  std::vector<std::string> files;
  std::string policy;
};

/// What verifying one file came to.
struct Verdict {
  std::string file;
  std::optional<service::VerifiedReceipt> receipt;
  std::vector<Bilingual> against;  ///< why it does not hold
};

Verdict judge(const std::string& file, std::string_view bytes, const tlog::Policy& policy,
              const std::optional<service::Ledger>& ledger) {
  Verdict verdict{file, {}, {}};
  const auto checked = [&]() -> Result<void> {
    MB_TRY(receipt, service::verify_receipt(bytes, policy));
    verdict.receipt = std::move(receipt);
    if (!ledger) return {};
    MB_TRY(found, service::contradictions(*ledger, *verdict.receipt));
    verdict.against = std::move(found);
    return {};
  }();
  if (!checked) verdict.against.push_back(checked.error().message);
  return verdict;
}

Json as_json(const Verdict& verdict) {
  Json out = {{"file", verdict.file}, {"holds", verdict.against.empty()}};
  if (verdict.receipt) {
    const auto& [checkpoint, note, witnesses] = verdict.receipt->trusted;
    out["ledger"] = checkpoint.origin;
    out["position"] = verdict.receipt->event.position().value;
    out["leafHash"] = crypto::hex_of(verdict.receipt->leaf);
    out["treeSize"] = checkpoint.head.size;
    out["root"] = crypto::hex_of(checkpoint.head.root);
    out["witnesses"] = Json::array();
    for (const tlog::Witnessed& witness : witnesses) {
      out["witnesses"].push_back({{"name", witness.name}, {"time", witness.time}});
    }
    Json event;
    const auto read = service::guarded(
        [&] { event = inspect::event_json(verdict.receipt->event, {.whole_header = true}); });
    if (read) out["event"] = std::move(event);
  }
  out["against"] = Json::array();
  for (const Bilingual& why : verdict.against) {
    out["against"].push_back({{"en", why.en}, {"zh-CN", why.zh}});
  }
  return out;
}

void print_people(Session& session, const Verdict& verdict) {
  const bool holds = verdict.against.empty();
  session.out.line(
      session.text(holds ? "ui.receipt.holds" : "ui.receipt.broken", {printable(verdict.file)}));
  for (const Bilingual& why : verdict.against) {
    session.out.line("  " + printable(in_language(why, session.language())));
  }
  if (!verdict.receipt) return;
  const service::VerifiedReceipt& receipt = *verdict.receipt;
  const tlog::Checkpoint& checkpoint = receipt.trusted.checkpoint;
  const auto line = [&](const char* key, const std::string& value) {
    session.out.line("  " + session.text(key, {printable(value)}));
  };
  line("ui.receipt.ledger", checkpoint.origin);
  line("ui.receipt.position", std::to_string(receipt.event.position().value));
  line("ui.receipt.tree", std::to_string(checkpoint.head.size));
  for (const tlog::Witnessed& witness : receipt.trusted.witnesses) {
    const Instant time{static_cast<std::int64_t>(witness.time) * 1'000'000'000};
    session.out.line("  " + session.text("ui.receipt.witness",
                                         {printable(witness.name), people_time(time, 0) + " UTC"}));
  }
  Json event;
  const auto read = service::guarded([&] { event = inspect::event_json(receipt.event); });
  if (!read) return;
  std::istringstream lines(event.dump(2, ' ', false, Json::error_handler_t::replace));
  for (std::string each; std::getline(lines, each);) session.out.line("  " + printable(each));
}

ExitStatus run_verify(Session& session, const VerifyOptions& options) {
  const auto policy = read_policy(options.policy);
  if (!policy) return session.fail(policy.error());
  std::optional<service::Ledger> ledger;
  if (!session.settings.ledger.empty()) {
    auto opened = service::Ledger::open(session.settings.ledger, service::OpenMode::read,
                                        "minutebook receipt verify");
    if (!opened) return session.fail(opened.error());
    ledger.emplace(std::move(*opened));
  }
  bool all_hold = true;
  for (const std::string& file : options.files) {
    const auto bytes = read_input(file, limits::max_tlog_proof_bytes);
    if (!bytes) return session.fail(bytes.error());
    const Verdict verdict = judge(file, *bytes, *policy, ledger);
    all_hold = all_hold && verdict.against.empty();
    if (session.json()) {
      session.out.line(as_json(verdict).dump(-1, ' ', false, Json::error_handler_t::replace));
    } else {
      print_people(session, verdict);
    }
  }
  return all_hold ? ExitStatus::done : ExitStatus::fault;
}

}  // namespace

void add_prove(Commands& commands) {
  const auto options = std::make_shared<ProveOptions>();
  CLI::App* const sub = commands.add("prove");
  sub->add_option("POSITION", options->position, commands.text("ui.prove.position"))
      ->type_name("")
      ->required();
  sub->add_option("--size", options->size, commands.text("ui.prove.size"))
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  sub->add_flag("--without-payload", options->without_payload,
                commands.text("ui.prove.without_payload"));
  sub->add_option("--output", options->output, commands.text("ui.prove.output"))->type_name("FILE");
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run_prove(session, *options); });
}

void add_receipt(Commands& commands) {
  const auto options = std::make_shared<VerifyOptions>();
  CLI::App* const receipt = commands.add("receipt");
  receipt->require_subcommand(1);
  CLI::App* const verify = commands.add_below(receipt, "verify");
  verify->add_option("FILE", options->files, commands.text("ui.receipt.file"))
      ->type_name("")
      ->required();
  verify->add_option("--policy", options->policy, commands.text("ui.receipt.policy"))
      ->type_name("FILE")
      ->required();
  Session& session = commands.session();
  commands.on(verify, [&session, options] { return run_verify(session, *options); });
}

}  // namespace minutebook::cli
