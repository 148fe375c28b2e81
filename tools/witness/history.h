#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "ledger/base/result.h"
#include "ledger/tlog/checkpoint.h"
#include "ledger/tlog/cosignature.h"

/// What a witness did with the checkpoints of one log, for good: one JSON object a line.
///
///   {"time":"2026-07-01T09:00:00Z","did":"cosigned","origin":…,"size":5,"root":…,"note":…}
///   {"time":…,"did":"refused","reason":"fork","origin":…,"size":5,"root":…,"note":…,"held":…}
///
/// `note` is the signed checkpoint, with the witness's cosignature when it cosigned it; `held` is
/// the cosigned one that the refused one does not follow from. The two together are the evidence.
namespace minutebook::witness {

/// Why a checkpoint that its log had signed was refused.
enum class Reason {
  none,      ///< it was cosigned
  fork,      ///< another tree of the size that was cosigned
  unproven,  ///< no proof that it follows from what was cosigned
  older,     ///< smaller than what was cosigned
};
std::string_view name_of(Reason reason);

struct HistoryEntry {
  tlog::PosixSeconds time = 0;
  Reason reason = Reason::none;
  tlog::Checkpoint checkpoint;  ///< as `note` has it
  std::string note;
  std::string held;  ///< empty when it was cosigned
  bool operator==(const HistoryEntry&) const = default;
};

/// Errc::invalid_input unless format() would give back the same line. Signatures are not verified.
Result<HistoryEntry> parse_entry(std::string_view line);
/// The line, without its newline.
std::string format(const HistoryEntry& entry);

/// Each entry of a history file, in order; `f` gives false to stop. A last line without its newline
/// is left out: it is being written, or was torn. Errc::corruption names the line that is not one.
Result<void> each_entry(const std::filesystem::path& file,
                        const std::function<Result<bool>(const HistoryEntry&)>& f);

}  // namespace minutebook::witness
