#include <algorithm>
#include <cstddef>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <utility>

#include "ledger/base/clock.h"
#include "ledger/base/random.h"
#include "ledger/service/writer.h"
#include "ledger/store/blobs.h"
#include "tools/export/ocds/plan.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/input_file.h"
#include "tools/minutebook/interrupt.h"
#include "tools/minutebook/passphrase.h"
#include "tools/minutebook/tally.h"
#include "tools/minutebook/time_stamping.h"
#include "tools/minutebook/view.h"

/// `import ocds`: published releases as irregular entries, with the file as their evidence.
namespace minutebook::cli {
namespace {

constexpr std::size_t remarks_shown = 20;

struct ImportArguments {
  std::vector<std::string> files;
  std::string actor;
  std::string organization;
  std::string venue;
  std::string mode;
  bool register_parties = false;
  bool dry_run = false;
  std::string passphrase_file;
};

Result<std::optional<Subject>> subject_option(const std::string& text, SubjectKind kind) {
  if (text.empty()) return std::optional<Subject>();
  MB_TRY(subject, parse_subject_argument(text));
  if (subject.kind() == kind) return std::optional<Subject>(std::move(subject));
  const std::string wanted(name_of(kind));
  return fail(Errc::invalid_input, subject.text() + " is not of the kind " + wanted,
              subject.text() + " 的类别不是 " + wanted);
}

/// All of what was wrong, so that it is mended in one go.
Error missing_facts(const std::string& file, const std::vector<ocds::Remark>& missing) {
  Error error{
      Errc::invalid_input,
      {printable(file) + ": nothing of it was imported", printable(file) + "：未导入任何内容"}};
  for (std::size_t i = 0; i < missing.size() && i < remarks_shown; ++i) {
    const std::string place = "\n  " + printable(missing[i].pointer);
    error.message.en += place + ": " + missing[i].text.en;
    error.message.zh += place + "：" + missing[i].text.zh;
  }
  if (missing.size() > remarks_shown) {
    error.message.en += "\n  …";
    error.message.zh += "\n  …";
  }
  return error;
}

/// One file, process by process: plan, then submit what is not recorded yet.
class FileImport {
 public:
  FileImport(Session& session, service::Ledger& ledger, const ImportArguments& arguments,
             ocds::ImportOptions options, const std::string& file)
      : session_(session),
        ledger_(ledger),
        arguments_(arguments),
        options_(std::move(options)),
        file_(file),
        tally_(session, arguments.dry_run) {}

  Result<void> read() {
    MB_TRY(bytes, read_input(file_, ocds::max_source_bytes));
    MB_TRY(processes, ocds::read_published(bytes, file_));
    options_.source = crypto::hash(ledger_.info().suite, {as_bytes(bytes)});
    MB_TRY(directory, service::Reader(ledger_).directory());
    for (const ocds::PublishedProcess& process : processes) {
      MB_TRY_VOID(plan(process, directory));
    }
    return keep_source(bytes);
  }

  /// Checks every command's fields before the first one is sent.
  Result<void> prepare(const service::Writer& writer) {
    for (ocds::PlannedCommand& planned : commands_) {
      service::Prepared command =
          service::authenticate(planned.line, ledger_.info().suite, writer.keys());
      if (const auto* invalid = std::get_if<service::Invalid>(&command)) {
        const std::string place = printable(file_) + " " + printable(planned.pointer) + " (" +
                                  printable(planned.type) + " " + printable(invalid->path) + ")";
        return fail(Errc::invalid_input, place + ": " + invalid->detail.en,
                    place + "：" + invalid->detail.zh);
      }
      prepared_.push_back(std::move(command));
    }
    return {};
  }

  ExitStatus submit(service::Writer& writer) {
    const auto control = std::make_shared<service::BatchControl>(false);
    Progress progress(session_.progress_style(), session_.text("ui.import.progress"),
                      commands_.size());
    std::size_t sent = 0;
    for (service::Prepared& command : prepared_) {
      if (interrupted()) control->stop();
      const Place place{printable(commands_[sent].pointer), 0};
      ++sent;
      writer.submit(std::move(command), control, [this, place](const service::Outcome& outcome) {
        tally_.add(outcome, place, 1);
      });
      progress.update(sent, tally_.decided());
    }
    writer.drain();
    progress.clear();
    return conclude(tally_.flush());
  }

 private:
  Result<void> plan(const ocds::PublishedProcess& process, const domain::Directory& directory) {
    const Subject matter = ocds::matter_of_ocid(process.ocid);
    auto known = service::Reader(ledger_).aggregate(matter);
    if (!known && known.error().code != Errc::not_found) return tl::unexpected(known.error());
    const auto* existing = known ? std::get_if<domain::Partnership>(&known->state) : nullptr;
    ocds::ImportPlan plan = ocds::plan_import(process, directory, existing, options_);
    if (!plan.missing.empty()) return tl::unexpected(missing_facts(file_, plan.missing));
    for (ocds::PlannedCommand& planned : plan.commands) {
      MB_TRY(recorded, ledger_.store().command(planned.id));
      if (recorded) {
        ++repeated_;
      } else if (planned.is_further) {
        plan.left_out.push_back(
            {planned.pointer,
             {"differs from what is recorded under the same id", "与同一编号下已有的记录不同"}});
      } else if (planned.registers.empty() || registered_.insert(planned.registers).second) {
        commands_.push_back(std::move(planned));
      }
    }
    left_out_.insert(left_out_.end(), plan.left_out.begin(), plan.left_out.end());
    return {};
  }

  Result<void> keep_source(std::string_view bytes) {
    if (arguments_.dry_run || commands_.empty()) return {};
    std::size_t at = 0;
    const auto source = [&](std::span<std::uint8_t> buffer) -> Result<std::size_t> {
      const std::size_t count = std::min(buffer.size(), bytes.size() - at);
      std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), count, buffer.begin());
      at += count;
      return count;
    };
    MB_TRY(kept, store::BlobStore(ledger_.store()).put(source, ledger_.paths().root));
    static_cast<void>(kept);
    return {};
  }

  ExitStatus conclude(const Result<void>& printed) {
    tell();
    if (const auto first = tally_.first_failure()) {
      const std::string place = printable(file_) + " " + first->place.file;
      static_cast<void>(
          session_.fail({Errc::invalid_input,
                         {place + ": " + first->reason.en, place + "：" + first->reason.zh}}));
      return first->status;
    }
    if (!printed) return session_.fail(printed.error());
    return interrupted() ? ExitStatus::interrupted : ExitStatus::done;
  }

  void tell() {
    for (const ocds::Remark& each : left_out_) {
      if (session_.json()) {
        const nlohmann::ordered_json out = {
            {"status", "left-out"},
            {"file", file_},
            {"pointer", each.pointer},
            {"detail", {{"en", each.text.en}, {"zh-CN", each.text.zh}}}};
        session_.out.line(
            out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
      } else if (&each - left_out_.data() < static_cast<std::ptrdiff_t>(remarks_shown)) {
        session_.say(
            session_.text("ui.import.left_out",
                          {printable(each.pointer), in_language(each.text, session_.language())}));
      }
    }
    const char* const key = arguments_.dry_run ? "ui.import.summary_dry" : "ui.import.summary";
    session_.say(session_.text(key, {printable(file_), grouped(tally_.accepted()),
                                     grouped(repeated_), grouped(left_out_.size())}));
  }

  Session& session_;
  service::Ledger& ledger_;
  const ImportArguments& arguments_;
  ocds::ImportOptions options_;
  const std::string& file_;
  Tally tally_;
  std::vector<ocds::PlannedCommand> commands_;
  std::vector<service::Prepared> prepared_;
  std::set<std::string> registered_;  ///< a partner of two processes is registered once
  std::vector<ocds::Remark> left_out_;
  std::uint64_t repeated_ = 0;
};

/// What all files of one call share.
struct ImportRun {
  Session& session;
  service::Ledger& ledger;
  service::Writer& writer;
  const ImportArguments& arguments;
  const ocds::ImportOptions& options;
};

ExitStatus import_file(const ImportRun& run, const std::string& file) {
  FileImport import(run.session, run.ledger, run.arguments, run.options, file);
  const auto read = import.read();
  if (!read) return run.session.fail(read.error());
  const auto prepared = import.prepare(run.writer);
  if (!prepared) return run.session.fail(prepared.error());
  return import.submit(run.writer);
}

Result<ocds::ImportOptions> options_of(const ImportArguments& arguments) {
  MB_TRY(actor, parse_subject_argument(arguments.actor));
  MB_TRY(organization, subject_option(arguments.organization, SubjectKind::organization));
  MB_TRY(venue, subject_option(arguments.venue, SubjectKind::venue));
  return ocds::ImportOptions{.actor = actor,
                             .organization = organization,
                             .venue = venue,
                             .mode = arguments.mode,
                             .register_parties = arguments.register_parties};
}

Result<std::unique_ptr<service::Writer>> start_writer(Session& session, service::Ledger& ledger,
                                                      const ImportArguments& arguments,
                                                      Clock& clock, Random& random) {
  service::WriterOptions options;
  options.dry_run = arguments.dry_run;
  if (!arguments.dry_run) {
    MB_TRY(secret, ledger_passphrase(session, ledger.paths(), arguments.passphrase_file));
    options.key_passphrase = secret;
  }
  return service::Writer::start(ledger, clock, random, options);
}

ExitStatus run_import(Session& session, const ImportArguments& arguments) {
  const auto options = options_of(arguments);
  if (!options) return session.fail(options.error());
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  const auto mode = arguments.dry_run ? service::OpenMode::read : service::OpenMode::write;
  auto ledger = service::Ledger::open(*directory, mode, "minutebook import");
  if (!ledger) return session.fail(ledger.error());
  SystemClock clock;
  SystemRandom random;
  auto writer = start_writer(session, *ledger, arguments, clock, random);
  if (!writer) return session.fail(writer.error());
  const ImportRun run{session, *ledger, **writer, arguments, *options};
  ExitStatus status = ExitStatus::done;
  for (const std::string& file : arguments.files) {
    status = import_file(run, file);
    if (status != ExitStatus::done) break;
  }
  const auto signed_off = (*writer)->close();
  if (!arguments.dry_run && signed_off) ask_outsiders(session, *ledger);
  writer->reset();
  const auto closed = ledger->close();
  if (status != ExitStatus::done) return status;
  if (!signed_off) return session.fail(signed_off.error());
  return closed ? status : session.fail(closed.error());
}

void add_ocds(Commands& commands, CLI::App* import_command) {
  const auto arguments = std::make_shared<ImportArguments>();
  CLI::App* const sub = commands.add_below(import_command, "ocds");
  sub->footer(commands.text("ui.help.examples") + "\n" + commands.text("ui.import.examples"));
  const auto option = [&](const char* name, std::string& value, const char* key, const char* type) {
    return sub->add_option(name, value, commands.text(key))->type_name(type);
  };
  sub->add_option("FILE", arguments->files, commands.text("ui.import.file"))
      ->type_name("")
      ->required();
  option("--actor", arguments->actor, "ui.import.actor", "SUBJECT")->required();
  option("--organization", arguments->organization, "ui.import.organization", "SUBJECT");
  option("--venue", arguments->venue, "ui.import.venue", "SUBJECT");
  option("--mode", arguments->mode, "ui.import.mode", "MODE")
      ->check(CLI::IsMember(
          {"internalCooperation", "externalCooperation", "undertakenService", "sponsorship"}));
  sub->add_flag("--register-parties", arguments->register_parties,
                commands.text("ui.import.register_parties"));
  sub->add_flag("--dry-run", arguments->dry_run, commands.text("ui.submit.dry_run"));
  option("--passphrase-file", arguments->passphrase_file, "ui.key.passphrase_file", "FILE");
  Session& session = commands.session();
  commands.on(sub, [&session, arguments] { return run_import(session, *arguments); });
}

}  // namespace

void add_import(Commands& commands) {
  CLI::App* const sub = commands.add("import");
  sub->require_subcommand(1);
  add_ocds(commands, sub);
}

}  // namespace minutebook::cli
