#include "ledger/verify/report.h"

#include <algorithm>
#include <array>

namespace minutebook::verify {
namespace {

constexpr std::array<std::string_view, level_count> level_names{
    "structure", "tree", "payload", "signatures", "replay", "projections"};

}  // namespace

std::string_view name_of(Level level) { return level_names[static_cast<std::size_t>(level)]; }

Result<Level> parse_level(std::string_view name) {
  const auto* const found = std::find(level_names.begin(), level_names.end(), name);
  if (found != level_names.end()) return static_cast<Level>(found - level_names.begin());
  const std::string shown = printable(name);
  return fail(Errc::invalid_input,
              "there is no level \"" + shown +
                  "\": write structure, tree, payload, signatures, replay or projections",
              "没有“" + shown +
                  "”这一级别：请写 structure、tree、payload、signatures、replay 或 projections");
}

Bilingual sentence_of(const Fault& fault) {
  const auto words = fault_words();
  const auto found = std::find_if(words.begin(), words.end(),
                                  [&](const FaultWord& word) { return word.what == fault.what; });
  const FaultWord said =
      found == words.end() ? FaultWord{fault.what, fault.what, fault.what} : *found;
  return {fault.place + ": " + std::string(said.en), fault.place + "：" + std::string(said.zh)};
}

}  // namespace minutebook::verify
