#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "tools/export/ocds/package.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/hint.h"
#include "tools/minutebook/interrupt.h"
#include "tools/minutebook/moment.h"
#include "tools/minutebook/view.h"

/// `export ocds`: matters as releases or records of the Open Contracting Data Standard.
namespace minutebook::cli {
namespace {

struct OcdsOptions {
  std::string subject;
  std::string organization;
  bool releases = false;
  bool records = false;
  std::string prefix = "ocds-000000";  // as the register's own examples: to be replaced
  std::string extension_url = std::string(ocds::own_extension);
  std::string file = "-";
  std::string at;
};

tl::unexpected<Error> cannot_write(const std::string& name) {
  const int number = errno;
  const std::string why = std::strerror(number);
  return fail(number == ENOSPC ? Errc::no_space : Errc::io, "cannot write " + name + ": " + why,
              "无法写入 " + name + "：" + why);
}

/// Standard output, or a file that takes its name only when it is whole.
class Target {
 public:
  Target(Session& session, const std::string& name) : session_(session), name_(name) {}
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;
  ~Target() {
    std::error_code ignored;
    if (!finished_ && name_ != "-") std::filesystem::remove(temporary(), ignored);
  }

  Result<void> open() {
    if (name_ == "-") return {};
    file_.open(temporary(), std::ios::binary | std::ios::trunc);
    if (!file_) return cannot_write(name_);
    return {};
  }
  void write(std::string_view text) {
    if (name_ == "-") {
      session_.out.write(text);
    } else {
      file_.write(text.data(), static_cast<std::streamsize>(text.size()));
    }
  }
  Result<void> finish() {
    finished_ = true;
    if (name_ == "-") return session_.out.flush();
    file_.close();
    if (!file_ || std::rename(temporary().c_str(), name_.c_str()) != 0) return cannot_write(name_);
    return {};
  }

 private:
  std::string temporary() const { return name_ + ".partial"; }

  Session& session_;
  const std::string& name_;
  std::ofstream file_;
  bool finished_ = false;
};

/// What is to be exported, as of when.
struct Scope {
  ocds::ReleaseOptions releases;
  ocds::PackageOptions package;
  domain::Directory directory;
  std::vector<Subject> matters;
};

Result<std::optional<Subject>> subject_given(const std::string& text, SubjectKind kind) {
  if (text.empty()) return std::optional<Subject>();
  MB_TRY(subject, parse_subject_argument(text));
  if (subject.kind() == kind) return std::optional<Subject>(std::move(subject));
  const std::string wanted(name_of(kind));
  return fail(Errc::invalid_input, subject.text() + " is not of the kind " + wanted,
              subject.text() + " 的类别不是 " + wanted);
}

/// There is one: a ledger begins with the event of its making.
Position last_position(const service::Ledger& ledger, const service::AsOf& moment) {
  const std::uint64_t head = ledger.store().head().value;
  const Position last{head - 1};
  return moment.position ? std::min(last, *moment.position) : last;
}

Result<std::vector<Subject>> matters_in(const service::Ledger& ledger, const Scope& scope,
                                        const OcdsOptions& options) {
  MB_TRY(subject, subject_given(options.subject, SubjectKind::partnership));
  MB_TRY(organization, subject_given(options.organization, SubjectKind::organization));
  if (!subject) {
    return ocds::matters_of(ledger, scope.directory, organization, scope.releases.to);
  }
  MB_TRY(version, ledger.store().version_of(*subject));
  if (version.value > 0) return std::vector<Subject>{*subject};
  const Error error{
      Errc::not_found,
      {"there is no " + subject->text() + " in this ledger", "本账本中没有 " + subject->text()}};
  return tl::unexpected(with_hint(error, ledger, *subject));
}

Result<Scope> scope_of(View& view, const OcdsOptions& options) {
  service::Ledger& ledger = view.ledger();
  Scope scope;
  MB_TRY(moment, as_of(ledger, options.at, ""));
  const Position last = last_position(ledger, moment);
  MB_TRY(event, view.reader().event(last));
  MB_TRY(directory, view.reader().directory(moment));
  scope.directory = std::move(directory);
  scope.releases = {options.prefix, last, moment.occurred_at};
  scope.package = {options.records ? ocds::PackageKind::records : ocds::PackageKind::releases,
                   options.extension_url, last, Instant{event.header().getRecordedAt().getNs()}};
  MB_TRY(matters, matters_in(ledger, scope, options));
  scope.matters = std::move(matters);
  return scope;
}

struct Written {
  std::size_t processes = 0;
  std::size_t items = 0;
};

Result<Written> write_package(Session& session, const service::Ledger& ledger, const Scope& scope,
                              Target& target) {
  Progress progress(session.progress_style(), session.text("ui.export.ocds.progress"),
                    scope.matters.size());
  Written written;
  std::optional<ocds::PackageWriter> writer;
  std::size_t looked_at = 0;
  for (const Subject& matter : scope.matters) {
    if (interrupted()) return fail(Errc::cancelled, "interrupted", "已中断");
    MB_TRY(process, ocds::releases_of(ledger, matter, scope.directory, scope.releases));
    ++looked_at;
    progress.update(looked_at, looked_at);
    if (!process) continue;
    if (!writer) {
      MB_TRY_VOID(target.open());
      writer.emplace(ledger.info(), scope.package,
                     [&](std::string_view text) { target.write(text); });
    }
    writer->add(*process);
    ++written.processes;
  }
  progress.clear();
  if (!writer) {
    return fail(Errc::not_found, "there is no matter to publish: none was proposed by then",
                "没有可公布的合作事项：届时尚无提出的事项");
  }
  writer->finish();
  written.items = writer->items();
  MB_TRY_VOID(target.finish());
  return written;
}

void tell(Session& session, const OcdsOptions& options, const Written& written) {
  const bool to_file = options.file != "-";
  if (to_file && session.json()) {
    const nlohmann::ordered_json out = {{"file", options.file},
                                        {"processes", written.processes},
                                        {options.records ? "records" : "releases", written.items}};
    session.out.line(out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return;
  }
  const char* const key = options.records ? "ui.export.ocds.records_done" : "ui.export.ocds.done";
  session.say(session.text(key, {grouped(written.items), grouped(written.processes)}));
}

ExitStatus run_export_ocds(Session& session, const OcdsOptions& options) {
  if (!ocds::is_ocid_prefix(options.prefix)) return session.usage("ui.export.ocds.bad_prefix", {});
  const auto view = View::open(session, "minutebook export");
  if (!view) return session.fail(view.error());
  const auto scope = scope_of(**view, options);
  if (!scope) return session.fail(scope.error());
  Target target(session, options.file);
  const auto written = write_package(session, (*view)->ledger(), *scope, target);
  if (!written) return session.fail(written.error());
  tell(session, options, *written);
  return ExitStatus::done;
}

}  // namespace

void add_export_ocds(Commands& commands, CLI::App* export_command) {
  const auto options = std::make_shared<OcdsOptions>();
  CLI::App* const sub = commands.add_below(export_command, "ocds");
  sub->footer(commands.text("ui.help.examples") + "\n" + commands.text("ui.export.ocds.examples"));
  const auto option = [&](const char* name, std::string& value, const char* key, const char* type) {
    return sub->add_option(name, value, commands.text(std::string("ui.export.ocds.") + key))
        ->type_name(type);
  };
  CLI::Option* const subject = option("--subject", options->subject, "subject", "SUBJECT");
  option("--organization", options->organization, "organization", "SUBJECT")->excludes(subject);
  CLI::Option* const releases =
      sub->add_flag("--releases", options->releases, commands.text("ui.export.ocds.releases"));
  sub->add_flag("--records", options->records, commands.text("ui.export.ocds.records"))
      ->excludes(releases);
  option("--ocid-prefix", options->prefix, "prefix", "PREFIX");
  option("--extension-url", options->extension_url, "extension_url", "URL");
  option("--out", options->file, "out", "FILE");
  option("--at", options->at, "at", "P|TIME");
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run_export_ocds(session, *options); });
}

}  // namespace minutebook::cli
