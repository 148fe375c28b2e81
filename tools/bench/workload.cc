#include "tools/bench/workload.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "ledger/schema/command.capnp.h"
#include "ledger/service/publisher.h"

namespace minutebook::bench {
namespace {

constexpr std::string_view head_json = R"(","occurredAt":"2021-03-01T09:00:00+08:00","subject":")";

/// UUIDs that sort as they are made, as version 7 does.
std::string command_id(std::uint64_t number) {
  CommandId id;
  const auto high = big_endian(0x0192'F7C4'0000'7000ULL + (number >> 32 << 16));
  const auto low = big_endian(0x9A00'0000'0000'0000ULL | number);
  std::copy(high.begin(), high.end(), id.bytes.begin());
  std::copy(low.begin(), low.end(), id.bytes.begin() + 8);
  return id.text();
}

std::string command(std::uint64_t number, const std::string& actor_role, const std::string& type,
                    const std::string& subject, const std::string& data) {
  return R"({"commandId":")" + command_id(number) + R"(","type":")" + type +
         std::string(head_json) + subject + R"(",)" + actor_role + R"(,"data":)" + data + "}";
}

const std::string founder = R"("actor":"service/founder","role":"founder")";
const std::string proposer = R"("actor":"person/proposer","role":"proposer")";
const std::string supervisor = R"("actor":"person/supervisor","role":"supervisor")";
const std::string observer = R"("actor":"person/observer","role":"observer")";

std::vector<std::string> master_data() {
  std::vector<std::string> lines;
  std::uint64_t number = 1ULL << 40U;  // apart from the ids of the measured commands
  const auto add = [&](const std::string& who, const char* type, const std::string& subject,
                       const std::string& data) {
    lines.push_back(command(number++, who, type, subject, data));
  };
  add(founder, "RegisterOrganization", "organization/zj",
      R"({"name":"Provincial union","level":"provincial"})");
  add(founder, "RegisterVenue", "venue/palace",
      R"({"name":"Cultural palace","kind":"culturalPalace","organization":"organization/zj",)"
      R"("primaryDuties":["training"]})");
  for (const std::string role : {"proposer", "observer", "supervisor"}) {
    add(founder, "RegisterPrincipal", "person/" + role,
        R"({"title":"the )" + role + R"(","organization":"organization/zj"})");
    add(founder, "GrantRole", "person/" + role,
        R"({"role":")" + role + R"(","organization":"organization/zj","from":"2021-01-01"})");
  }
  for (std::uint64_t i = 0; i < trial_partnerships; ++i) {
    const std::string matter = "partnership/p" + std::to_string(i);
    add(proposer, "ProposePartnership", matter,
        R"({"venue":"venue/palace","mode":"externalCooperation","title":"Swimming lessons",)"
        R"("purpose":"health","scope":"training"})");
    add(supervisor, "AssignObserver", matter, R"({"observer":"person/observer"})");
  }
  return lines;
}

// The text is in the event and in the command that is kept with it.
std::string observation(std::uint64_t number) {
  return command(number, observer, "RecordObservation",
                 "partnership/p" + std::to_string(number % trial_partnerships),
                 R"({"stage":"opening","present":true,"text":"Seals of all bids unbroken, )"
                 R"(the list of bidders read aloud; )" +
                     std::to_string(number) + R"( opened in order"})");
}

/// The same message in as little memory as it needs: hundred thousands of them wait at once.
void shrink(service::Submission& submission) {
  const auto words = submission.command.totalSize().wordCount + 1;
  auto small = std::make_unique<capnp::MallocMessageBuilder>(static_cast<unsigned>(words),
                                                             capnp::AllocationStrategy::FIXED_SIZE);
  small->setRoot(submission.command);
  submission.message = std::move(small);
  submission.command = submission.message->getRoot<schema::Command>().asReader();
}

}  // namespace

tl::unexpected<Error> not_accepted(const service::Outcome& outcome) {
  std::string why(service::status_of(outcome));
  if (const auto* refused = std::get_if<service::Refused>(&outcome))
    why += ": " + refused->detail.en;
  if (const auto* invalid = std::get_if<service::Invalid>(&outcome)) {
    why += ": " + invalid->path + ": " + invalid->detail.en;
  }
  if (const auto* failed = std::get_if<service::Failed>(&outcome))
    why += ": " + failed->error.message.en;
  return fail(Errc::invalid_input, "the trial ledger did not take a command: " + why,
              "试验账本未接受命令：" + why);
}

Result<std::unique_ptr<TrialLedger>> TrialLedger::make(const std::filesystem::path& base) {
  MB_TRY(trial, make_bare(base));
  MB_TRY_VOID(trial->add_master_data());
  return trial;
}

Result<std::unique_ptr<TrialLedger>> TrialLedger::make_bare(const std::filesystem::path& base) {
  std::string name = base / "minutebook-bench-XXXXXX";
  if (!::mkdtemp(name.data())) {
    return fail(Errc::io, "cannot make a folder in " + base.string(),
                "无法在 " + base.string() + " 中创建文件夹");
  }
  std::unique_ptr<TrialLedger> trial(new TrialLedger(name));
  service::CreateOptions options;
  options.name = "bench.example/trial";
  MB_TRY_VOID(service::create_ledger(trial->directory_, options, trial->clock_, trial->random_));
  MB_TRY_VOID(trial->reopen());
  return trial;
}

TrialLedger::~TrialLedger() {
  ledger_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

Result<void> TrialLedger::add_master_data() {
  const crypto::Suite suite = ledger_->info().suite;
  MB_TRY(writer, start_writer(limits::max_batch_commands));
  std::vector<std::future<service::Outcome>> outcomes;
  for (const std::string& line : master_data()) {
    outcomes.push_back(writer->submit(service::authenticate(line, suite, writer->keys())));
  }
  for (auto& future : outcomes) {
    const service::Outcome outcome = future.get();
    if (!service::is_accepted(outcome)) return not_accepted(outcome);
  }
  return {};
}

Result<void> TrialLedger::reopen() {
  if (ledger_) MB_TRY_VOID(ledger_->close());
  ledger_.reset();
  MB_TRY(ledger, service::Ledger::open(directory_, service::OpenMode::write, "minutebook bench"));
  ledger_ = std::make_unique<service::Ledger>(std::move(ledger));
  return {};
}

Result<void> TrialLedger::fill(std::uint64_t first, std::uint64_t count) {
  constexpr std::uint64_t chunk = 100'000;  // more would not fit in memory at any count
  const service::KeyRing keys;
  MB_TRY(writer, start_writer(limits::max_batch_commands));
  for (std::uint64_t done = 0; done < count; done += chunk) {
    MB_TRY(commands, make_commands(first + done, std::min(chunk, count - done), keys));
    for (service::Prepared& command : commands) {
      writer->submit(std::move(command), nullptr, [](const service::Outcome&) {});
    }
    writer->drain();
  }
  if (const auto error = writer->latched()) return tl::unexpected<Error>(*error);
  return {};
}

Result<void> TrialLedger::sign_checkpoint() {
  MB_TRY(key, service::read_ledger_key(ledger_->paths(), ""));
  MB_TRY(publisher, service::Publisher::open(*ledger_, std::move(key)));
  MB_TRY_VOID(publisher.publish());
  return {};
}

Result<std::unique_ptr<service::Writer>> TrialLedger::start_writer(std::size_t batch) {
  service::WriterOptions options;
  options.max_batch_commands = batch;
  return service::Writer::start(*ledger_, clock_, random_, options);
}

Result<std::vector<service::Prepared>> make_commands(std::uint64_t first, std::uint64_t count,
                                                     const service::KeyRing& keys) {
  std::vector<service::Prepared> commands;
  commands.reserve(count);
  for (std::uint64_t i = first; i < first + count; ++i) {
    commands.push_back(service::authenticate(observation(i), crypto::Suite::standard, keys));
    auto* submission = std::get_if<service::Submission>(&commands.back());
    if (!submission) return not_accepted(std::get<service::Invalid>(commands.back()));
    shrink(*submission);
  }
  return commands;
}

}  // namespace minutebook::bench
