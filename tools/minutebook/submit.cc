#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/base/random.h"
#include "ledger/service/writer.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/interrupt.h"
#include "tools/minutebook/passphrase.h"
#include "tools/minutebook/preparer.h"
#include "tools/minutebook/receipt_files.h"
#include "tools/minutebook/tally.h"
#include "tools/minutebook/time_stamping.h"

namespace minutebook::cli {
namespace {

struct SubmitOptions {
  std::vector<std::string> files;
  bool keep_going = false;
  bool dry_run = false;
  std::size_t jobs = 0;  ///< 0: one a core
  std::string receipts;  ///< folder; empty: none
  std::string passphrase_file;
};

std::size_t jobs_of(const SubmitOptions& options) {
  if (options.jobs != 0) return options.jobs;
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8);
}

/// One run over all inputs: lines → Preparer → writer → Tally.
class SubmitRun {
 public:
  SubmitRun(Session& session, const SubmitOptions& options, std::vector<LineReader> inputs)
      : session_(session),
        options_(options),
        inputs_(std::move(inputs)),
        control_(std::make_shared<service::BatchControl>(options.keep_going)),
        tally_(session, options.dry_run),
        receipts_(options.receipts),
        progress_(session.progress_style(), session.text("ui.submit.progress"), total_bytes()) {}

  ExitStatus run(service::Writer& writer, service::Ledger& ledger) {
    Result<void> read;
    {
      Preparer preparer(jobs_of(options_), ledger.info().suite, writer.keys());
      read = feed(preparer, writer);
    }
    writer.drain();
    progress_.clear();
    const Result<void> printed = tally_.flush();
    const ExitStatus status = conclude(read, printed);
    const Result<void> signed_off = sign_off(writer, ledger);
    if (signed_off || status != ExitStatus::done) return status;
    return session_.fail(signed_off.error());
  }

 private:
  std::uint64_t total_bytes() const {
    std::uint64_t total = 0;
    for (const LineReader& input : inputs_) {
      if (input.size() == 0) return 0;
      total += input.size();
    }
    return total;
  }

  /// Stops when a command was not accepted, on SIGINT, or when receipts can no longer be printed.
  bool is_over() {
    if (interrupted() || !tally_.can_print()) control_->stop();
    return control_->stopped();
  }

  Result<void> feed(Preparer& preparer, service::Writer& writer) {
    for (std::size_t source = 0; source < inputs_.size() && !is_over(); ++source) {
      MB_TRY_VOID(feed_from(source, preparer, writer));
    }
    preparer.flush();
    while (!preparer.empty() && !is_over()) send(preparer.take(), writer);
    return {};
  }

  Result<void> feed_from(std::size_t source, Preparer& preparer, service::Writer& writer) {
    LineReader& input = inputs_[source];
    while (!is_over()) {
      if (input.would_wait()) {
        // Whoever is at the other end may be waiting for our answer before going on.
        preparer.flush();
        while (!preparer.empty() && !is_over()) send(preparer.take(), writer);
        writer.drain();
        static_cast<void>(tally_.flush());
        if (is_over()) return {};
      }
      MB_TRY(line, input.next());
      if (!line) return {};
      if (!line->too_long && line->text.find_first_not_of(" \t") == std::string::npos) continue;
      preparer.add(source, std::move(*line));
      while (preparer.full() && !is_over()) send(preparer.take(), writer);
    }
    return {};
  }

  void send(std::vector<PreparedLine> lines, service::Writer& writer) {
    for (PreparedLine& line : lines) {
      if (control_->stopped()) return;
      const std::string file = inputs_.size() > 1 ? inputs_[line.source].name() : "";
      writer.submit(std::move(line.command), control_,
                    [this, place = Place{file, line.number},
                     bytes = line.bytes + 1](const service::Outcome& outcome) {
                      tally_.add(outcome, place, bytes);
                      if (!options_.receipts.empty()) receipts_.note(outcome);
                    });
      progress_.update(tally_.bytes(), tally_.decided());
    }
  }

  /// The last checkpoint, and the receipts that it makes possible.
  Result<void> sign_off(service::Writer& writer, service::Ledger& ledger) {
    MB_TRY_VOID(writer.close());
    if (!options_.dry_run) ask_outsiders(session_, ledger);
    if (options_.receipts.empty() || options_.dry_run) return {};
    MB_TRY(count, receipts_.write(ledger));
    session_.say(session_.text("ui.submit.receipts_written", {grouped(count), options_.receipts}));
    return {};
  }

  ExitStatus conclude(const Result<void>& read, const Result<void>& printed) {
    const std::string time = duration_text(progress_.seconds(), session_.language());
    const char* const key = options_.dry_run ? "ui.submit.summary_dry" : "ui.submit.summary";
    session_.say(session_.text(key, {tally_.summary(), time}));
    const auto first = tally_.first_failure();
    if (first) explain(*first);
    if (!printed) return session_.fail(printed.error());
    if (session_.out.closed()) return session_.fail(receipts_lost());
    if (first) return first->status;
    if (interrupted()) {
      session_.say(session_.text("ui.submit.interrupted"));
      return ExitStatus::interrupted;
    }
    return read ? ExitStatus::done : session_.fail(read.error());
  }

  /// Which line, why, what stays, and how to go on.
  void explain(const Tally::First& first) {
    const auto sentence = [&](Language language) {
      const std::string line = std::to_string(first.place.line);
      const std::string where =
          first.place.file.empty()
              ? phrase("ui.submit.line", language, {line})
              : phrase("ui.submit.file_line", language, {first.place.file, line});
      const char* const rest = options_.dry_run      ? "ui.submit.nothing_written"
                               : options_.keep_going ? "ui.submit.went_on"
                                                     : "ui.submit.resume";
      return where + in_language(first.reason, language) + phrase(rest, language, {});
    };
    // Only the words are used: the status is that of the first failure.
    static_cast<void>(session_.fail(
        Error{error_code(first.status), {sentence(Language::en), sentence(Language::zh_cn)}}));
  }

  static Errc error_code(ExitStatus status) {
    switch (status) {
      case ExitStatus::conflict:
        return Errc::conflict;
      case ExitStatus::unauthorised:
        return Errc::unauthorised;
      case ExitStatus::storage:
        return Errc::io;
      default:
        return Errc::invalid_input;
    }
  }

  static Error receipts_lost() {
    return {Errc::io,
            {word("ui.submit.receipts_lost", Language::en),
             word("ui.submit.receipts_lost", Language::zh_cn)}};
  }

  Session& session_;
  const SubmitOptions& options_;
  std::vector<LineReader> inputs_;
  std::shared_ptr<service::BatchControl> control_;
  Tally tally_;
  ReceiptFiles receipts_;
  Progress progress_;
};

Result<std::vector<LineReader>> open_inputs(const std::vector<std::string>& files) {
  std::vector<LineReader> inputs;
  // All of them, before the first command is recorded: a wrong name is found in time.
  for (const std::string& file : files) {
    MB_TRY(input, LineReader::open(file));
    inputs.push_back(std::move(input));
  }
  return inputs;
}

ExitStatus run_submit(Session& session, SubmitOptions options) {
  if (options.files.empty()) options.files.emplace_back("-");
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  auto inputs = open_inputs(options.files);
  if (!inputs) return session.fail(inputs.error());
  const auto mode = options.dry_run ? service::OpenMode::read : service::OpenMode::write;
  auto ledger = service::Ledger::open(*directory, mode, "minutebook submit");
  if (!ledger) return session.fail(ledger.error());
  SystemClock clock;
  SystemRandom random;
  service::WriterOptions writer_options;
  writer_options.dry_run = options.dry_run;
  if (!options.dry_run) {
    const auto secret = ledger_passphrase(session, ledger->paths(), options.passphrase_file);
    if (!secret) return session.fail(secret.error());
    writer_options.key_passphrase = *secret;
  }
  auto writer = service::Writer::start(*ledger, clock, random, writer_options);
  if (!writer) return session.fail(writer.error());
  spdlog::info("ledger {} open at {} events", ledger->info().name, ledger->store().head().value);
  const ExitStatus status = SubmitRun(session, options, std::move(*inputs)).run(**writer, *ledger);
  writer->reset();
  const auto closed = ledger->close();
  if (!closed && status == ExitStatus::done) return session.fail(closed.error());
  return status;
}

}  // namespace

void add_submit(Commands& commands) {
  const auto options = std::make_shared<SubmitOptions>();
  CLI::App* const sub = commands.add("submit");
  sub->add_option("FILE", options->files, commands.text("ui.submit.file"))->type_name("");
  sub->add_flag("--keep-going", options->keep_going, commands.text("ui.submit.keep_going"));
  sub->add_flag("--dry-run", options->dry_run, commands.text("ui.submit.dry_run"));
  sub->add_option("--jobs", options->jobs, commands.text("ui.submit.jobs"))
      ->check(CLI::Range(1, 256))
      ->type_name("N");
  sub->add_option("--receipts", options->receipts, commands.text("ui.submit.receipts"))
      ->type_name("DIR");
  sub->add_option("--passphrase-file", options->passphrase_file,
                  commands.text("ui.key.passphrase_file"))
      ->type_name("FILE");
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run_submit(session, *options); });
}

}  // namespace minutebook::cli
