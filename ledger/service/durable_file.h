#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/result.h"

/// Small files beside the database.
namespace minutebook::service {

/// The whole file, or nothing when there is none. Errc::invalid_input when it is larger than
/// `max_bytes`.
Result<std::optional<std::string>> read_small_file(const std::filesystem::path& path,
                                                   std::size_t max_bytes);

/// Writes and syncs a file (0600), in place of one that is there or not. A crash may leave part of
/// it.
Result<void> write_synced(const std::filesystem::path& path, std::string_view bytes);

/// As write_synced(), but a crash leaves either the old file or the new one.
Result<void> replace_durably(const std::filesystem::path& path, std::string_view bytes);

Result<void> sync_folder(const std::filesystem::path& path);

/// "cannot <en> <path>: …" with what errno says; Errc::no_space for a full disk, else Errc::io.
tl::unexpected<Error> cannot(const std::string& en, const std::string& zh,
                             const std::filesystem::path& path);

}  // namespace minutebook::service
