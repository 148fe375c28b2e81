#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace minutebook::store {

/// The column families, in the order of their handles. Keys and values: keys.h.
enum class Family : std::uint8_t {
  events,
  streams,
  categories,
  commands,
  tiles,
  checkpoints,
  blobs,
  meta,
};
inline constexpr std::size_t family_count = 8;

/// "events", "streams" …, as they are on disk.
std::string name_of(Family family);

/// Keys of the family `meta`.
inline constexpr std::string_view meta_format = "format";            // u64
inline constexpr std::string_view meta_ledger = "ledger";            // 16 bytes
inline constexpr std::string_view meta_suite = "suite";              // 1 byte
inline constexpr std::string_view meta_last_batch = "last batch";    // first u64 ‖ count u64
inline constexpr std::string_view meta_last_signed = "last signed";  // tree size u64

}  // namespace minutebook::store
