#include "tools/generate/generate.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tools/generate/breaches/rulebook.h"
#include "tools/generate/breaches/world.h"
#include "tools/generate/matter.h"
#include "tools/generate/registry.h"

namespace minutebook::generate {
namespace {

constexpr std::size_t cities_at_once = 3;
constexpr std::size_t block_bytes = 256 * 1024;
constexpr std::uint64_t prologue_number = 1ULL << 31;  // no city has these numbers
constexpr std::uint64_t province_number = 1ULL << 30;

/// A city whose commands are being written, beside those of others.
struct Open {
  std::vector<Chapter::Command> commands;
  std::size_t next = 0;
  Minute shift = 0;  ///< from its own time to the time by which cities are interleaved

  bool done() const { return next == commands.size(); }
  Minute due() const { return commands[next].at + shift; }
};

/// Every city begins in 2019, so a long file cannot be in order of time as a whole: cities follow
/// one another, a few at once, each in its own order of time.
class Writer {
 public:
  Writer(const Options& options, const Sink& sink, const Sink& labels)
      : options_(options), sink_(sink), labels_(labels) {}

  Result<Summary> run() {
    Chapter prologue(options_.seed, prologue_number);
    register_national(prologue);
    if (options_.breaches) {
      adopt_rulebook(prologue);
      MB_TRY_VOID(label(labels_header(options_)));
    }
    MB_TRY_VOID(write_all(prologue.take()));
    const std::uint64_t cities =
        (options_.partnerships + partnerships_a_city - 1) / partnerships_a_city;
    for (std::uint64_t city = 0; city < cities; ++city) {
      MB_TRY_VOID(admit(city));
      while (open_.size() == cities_at_once) MB_TRY_VOID(write_next());
    }
    while (!open_.empty()) MB_TRY_VOID(write_next());
    MB_TRY_VOID(flush());
    summary_.partnerships = options_.partnerships;
    return summary_;
  }

 private:
  Result<void> admit(std::uint64_t number) {
    if (begins_a_province(number)) {
      Chapter pages(options_.seed, province_number + number);
      register_province(pages, province_of(number), at(2019, 8, 1));
      MB_TRY_VOID(write_all(pages.take()));
    }
    const City city(options_.seed, number);
    Chapter pages(options_.seed, number);
    register_city(pages, city);
    const std::uint64_t first = number * partnerships_a_city;
    const std::uint64_t count = std::min(partnerships_a_city, options_.partnerships - first);
    if (options_.breaches) {
      MB_TRY_VOID(label(tell_labelled_city(pages, city, options_, {first, count})));
    } else {
      tell_supervision(pages, city, options_.seed);
      for (std::uint64_t i = 0; i < count; ++i) {
        tell_matter(pages, city, options_.seed, i, options_.suite);
      }
    }
    open_.push_back({pages.take_by_time(), 0, now_ - city.start});
    return {};
  }

  Result<void> label(const std::string& lines) {
    return labels_ && !lines.empty() ? labels_(lines) : Result<void>{};
  }

  Result<void> write_next() {
    const auto first = std::min_element(
        open_.begin(), open_.end(), [](const Open& a, const Open& b) { return a.due() < b.due(); });
    now_ = std::max(now_, first->due());
    Chapter::Command& command = first->commands[first->next++];
    MB_TRY_VOID(write(command.line));
    command.line = {};
    if (first->done()) open_.erase(first);
    return {};
  }

  Result<void> write_all(const std::vector<Chapter::Command>& commands) {
    for (const Chapter::Command& command : commands) MB_TRY_VOID(write(command.line));
    return {};
  }

  Result<void> write(const std::string& line) {
    ++summary_.commands;
    summary_.bytes += line.size();
    block_ += line;
    return block_.size() < block_bytes ? Result<void>{} : flush();
  }

  Result<void> flush() {
    MB_TRY_VOID(sink_(block_));
    block_.clear();
    return {};
  }

  const Options& options_;
  const Sink& sink_;
  const Sink& labels_;
  std::vector<Open> open_;
  Minute now_ = 0;
  std::string block_;
  Summary summary_;
};

}  // namespace

Result<Summary> generate(const Options& options, const Sink& sink, const Sink& labels) {
  if (options.partnerships == 0 || options.partnerships > max_partnerships) {
    return fail(Errc::invalid_input,
                "the number of partnerships must be from 1 to " + std::to_string(max_partnerships),
                "合作事项数须在 1 到 " + std::to_string(max_partnerships) + " 之间");
  }
  if (options.breaches && *options.breaches > max_breaches_per_million) {
    return fail(Errc::invalid_input, "at most half of the partnerships can have breaches planted",
                "植入违规的合作事项不能超过半数");
  }
  return Writer(options, sink, labels).run();
}

}  // namespace minutebook::generate
