#include "tools/bench/fill.h"

#include <atomic>

#include "ledger/service/submission.h"
#include "tools/generate/generate.h"

namespace minutebook::bench {
namespace {

constexpr std::uint32_t breaches_per_million = 50'000;
constexpr std::uint64_t seed = 1;

}  // namespace

Result<void> fill_with_histories(TrialLedger& trial, std::uint64_t partnerships) {
  MB_TRY(writer, trial.start_writer(limits::max_batch_commands));
  const crypto::Suite suite = trial.ledger().info().suite;
  std::atomic<std::uint64_t> refused{0};
  const auto sink = [&](std::string_view lines) -> Result<void> {
    while (!lines.empty()) {
      const std::size_t end = lines.find('\n');
      writer->submit(
          service::authenticate(std::string(lines.substr(0, end)), suite, writer->keys()), nullptr,
          [&](const service::Outcome& outcome) {
            if (!service::is_accepted(outcome)) ++refused;
          });
      lines.remove_prefix(end + 1);
    }
    return {};
  };
  MB_TRY(summary, generate::generate({.partnerships = partnerships,
                                      .seed = seed,
                                      .suite = suite,
                                      .breaches = breaches_per_million},
                                     sink));
  writer->drain();
  if (const auto error = writer->latched()) return tl::unexpected<Error>(*error);
  if (refused == 0) return {};
  return fail(Errc::invalid_input,
              std::to_string(refused) + " of " + std::to_string(summary.commands) +
                  " generated commands were not accepted",
              "生成的 " + std::to_string(summary.commands) + " 条命令中有 " +
                  std::to_string(refused) + " 条未被接受");
}

}  // namespace minutebook::bench
