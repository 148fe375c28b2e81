#include "tools/generate/generate.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <memory>

#include "tools/minutebook/commands.h"
#include "tools/minutebook/interrupt.h"

namespace minutebook::cli {
namespace {

struct GenerateOptions {
  std::uint64_t partnerships = 1;
  std::uint64_t seed = 0;
  std::string suite = "standard";
  std::optional<double> breaches;  ///< share of the partnerships
  std::string labels;              ///< file; empty: none
};

Result<void> write_error(const std::string& path) {
  return fail(Errc::io, path + " cannot be written", "无法写入 " + path);
}

/// The file of labels: opened at once, so that a wrong path is known before the work is done.
class LabelFile {
 public:
  static Result<LabelFile> open(const std::string& path) {
    LabelFile file;
    if (path.empty()) return file;
    file.path_ = path;
    file.out_ = std::make_unique<std::ofstream>(path, std::ios::binary | std::ios::trunc);
    if (!*file.out_) return tl::unexpected(write_error(path).error());
    return file;
  }
  Result<void> write(std::string_view lines) {
    if (out_ == nullptr) return {};
    *out_ << lines;
    return *out_ ? Result<void>{} : write_error(path_);
  }
  Result<void> finish() {
    if (out_ == nullptr) return {};
    out_->close();
    return *out_ ? Result<void>{} : write_error(path_);
  }

 private:
  std::string path_;
  std::unique_ptr<std::ofstream> out_;
};

ExitStatus run_generate(Session& session, const GenerateOptions& options) {
  const auto suite = crypto::parse_suite(options.suite);
  if (!suite) return session.fail(suite.error());
  auto labels = LabelFile::open(options.labels);
  if (!labels) return session.fail(labels.error());
  Progress progress(session.progress_style(), session.text("ui.generate.progress"), 0);
  std::uint64_t lines = 0;
  const auto sink = [&](std::string_view text) -> Result<void> {
    session.out.write(text);
    if (interrupted() || session.out.closed())
      return fail(Errc::cancelled, "interrupted", "已中断");
    if (!session.out.good()) return session.out.flush();
    lines += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
    progress.update(lines, lines);
    return {};
  };
  generate::Options world{options.partnerships, options.seed, *suite};
  if (options.breaches) {
    world.breaches = static_cast<std::uint32_t>(std::lround(*options.breaches * 1'000'000));
  }
  const auto summary =
      generate::generate(world, sink, [&](std::string_view text) { return labels->write(text); });
  progress.clear();
  if (!summary) {
    // Whoever has read enough goes away; that is no fault.
    if (session.out.closed()) return ExitStatus::done;
    return session.fail(summary.error());
  }
  if (const auto written = labels->finish(); !written) return session.fail(written.error());
  session.say(session.text("ui.generate.summary",
                           {grouped(summary->commands), grouped(summary->partnerships),
                            duration_text(progress.seconds(), session.language())}));
  return ExitStatus::done;
}

}  // namespace

void add_generate(Commands& commands) {
  const auto options = std::make_shared<GenerateOptions>();
  CLI::App* const sub = commands.add("generate");
  sub->add_option("--partnerships", options->partnerships,
                  commands.text("ui.generate.partnerships"))
      ->check(CLI::Range(std::uint64_t{1}, generate::max_partnerships))
      ->type_name("N");
  sub->add_option("--seed", options->seed, commands.text("ui.generate.seed"))->type_name("S");
  sub->add_option("--suite", options->suite, commands.text("ui.generate.suite"))
      ->type_name("standard|gm");
  CLI::Option* const breaches =
      sub->add_option("--breaches", options->breaches, commands.text("ui.generate.breaches"))
          ->check(CLI::Range(0.0, 0.5))
          ->type_name("RATE");
  sub->add_option("--labels", options->labels, commands.text("ui.generate.labels"))
      ->needs(breaches)
      ->type_name("FILE");
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run_generate(session, *options); });
}

}  // namespace minutebook::cli
