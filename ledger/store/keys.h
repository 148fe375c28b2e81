#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/bytes.h"
#include "ledger/base/ids.h"
#include "ledger/crypto/digest.h"
#include "ledger/store/commit.h"

/// Keys and small values of the column families. All numbers big-endian, so that byte order is
/// numeric order:
///
///   events       position u64                        → record (record.h)
///   streams      subject text ‖ 0x00 ‖ version u64   → position u64
///   categories   subject kind u8 ‖ position u64      → empty
///   commands     command id, 16 bytes                → first position u64 ‖ count u32 ‖ digest
///   tiles        level u8 ‖ index u64                → up to 256 hashes
///   checkpoints  tree size u64                       → signed note
///                tree size u64 ‖ number u8           → time-stamp token (DER)
///   blobs        digest ‖ chunk number u32           → bytes
///                digest ‖ 0xffffffff                 → size u64 (the manifest, written last)
///   meta         name                                → see event_store.cc
///
/// A subject's text holds no 0x00, so that no stream's keys lie among another's.
namespace minutebook::store {

inline constexpr std::size_t position_bytes = 8;
inline constexpr std::size_t category_key_bytes = 1 + position_bytes;
inline constexpr std::size_t command_value_bytes = 8 + 4 + 32;
inline constexpr std::size_t tile_key_bytes = 1 + 8;
inline constexpr std::size_t blob_key_bytes = 32 + 4;
inline constexpr std::uint32_t blob_manifest_chunk = 0xffffffff;

inline std::string_view text_of(const std::array<std::uint8_t, 8>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline std::string position_key(Position position) {
  return std::string(text_of(big_endian(position.value)));
}

/// Everything before the version in a stream's keys.
std::string stream_prefix(const Subject& stream);
std::string stream_key(const Subject& stream, Version version);
std::string category_key(SubjectKind kind, Position position);
using CommandValue = std::array<std::uint8_t, command_value_bytes>;
CommandValue command_value(const CommandRecord& record);
std::string blob_key(const crypto::Digest& digest, std::uint32_t chunk);
std::string tile_key(unsigned level, std::uint64_t index);
std::string checkpoint_key(std::uint64_t size);
std::string time_stamp_key(std::uint64_t size, std::uint8_t number);

/// The inverse; Errc::corruption for anything that the grammar above does not give.
Result<Position> parse_position(std::string_view bytes);
struct StreamKey {
  std::string_view stream;
  Version version;
};
Result<StreamKey> parse_stream_key(std::string_view key);
Result<Position> parse_category_key(SubjectKind kind, std::string_view key);
Result<CommandRecord> parse_command_value(std::string_view value);
struct TileKey {
  unsigned level = 0;
  std::uint64_t index = 0;
};
Result<TileKey> parse_tile_key(std::string_view key);
struct CheckpointKey {
  std::uint64_t size = 0;
  std::optional<std::uint8_t> time_stamp = {};  ///< its number; absent: the checkpoint itself
};
Result<CheckpointKey> parse_checkpoint_key(std::string_view key);

}  // namespace minutebook::store
