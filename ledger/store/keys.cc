#include "ledger/store/keys.h"

#include <algorithm>

namespace minutebook::store {
namespace {

void append_u32(std::string& out, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(number >> shift));
}

tl::unexpected<Error> malformed(const char* family) {
  return fail(Errc::corruption, std::string("a malformed entry in the family ") + family,
              std::string("数据族 ") + family + " 中有格式错误的条目");
}

}  // namespace

std::string stream_prefix(const Subject& stream) { return stream.text() + '\0'; }

std::string stream_key(const Subject& stream, Version version) {
  std::string key;
  key.reserve(stream.text().size() + 9);
  key.append(stream.text()).push_back('\0');
  key.append(text_of(big_endian(version.value)));
  return key;
}

std::string category_key(SubjectKind kind, Position position) {
  std::string key(1, static_cast<char>(kind));
  key.append(text_of(big_endian(position.value)));
  return key;
}

CommandValue command_value(const CommandRecord& record) {
  CommandValue value;
  const auto first = big_endian(record.first.value);
  auto out = std::copy(first.begin(), first.end(), value.begin());
  for (int shift = 24; shift >= 0; shift -= 8) {
    *out++ = static_cast<std::uint8_t>(record.count >> shift);
  }
  std::copy(record.input.begin(), record.input.end(), out);
  return value;
}

std::string blob_key(const crypto::Digest& digest, std::uint32_t chunk) {
  std::string key(as_text(digest));
  append_u32(key, chunk);
  return key;
}

std::string tile_key(unsigned level, std::uint64_t index) {
  std::string key(1, static_cast<char>(level));
  key.append(text_of(big_endian(index)));
  return key;
}

std::string checkpoint_key(std::uint64_t size) { return std::string(text_of(big_endian(size))); }

std::string time_stamp_key(std::uint64_t size, std::uint8_t number) {
  return checkpoint_key(size) + static_cast<char>(number);
}

Result<Position> parse_position(std::string_view bytes) {
  if (bytes.size() != position_bytes) return malformed("events");
  return Position{from_big_endian(as_bytes(bytes))};
}

Result<StreamKey> parse_stream_key(std::string_view key) {
  const std::size_t zero = key.find('\0');
  if (zero == std::string_view::npos || key.size() != zero + 1 + 8) return malformed("streams");
  return StreamKey{key.substr(0, zero), Version{from_big_endian(as_bytes(key.substr(zero + 1)))}};
}

Result<Position> parse_category_key(SubjectKind kind, std::string_view key) {
  if (key.size() != category_key_bytes || key[0] != static_cast<char>(kind)) {
    return malformed("categories");
  }
  return Position{from_big_endian(as_bytes(key.substr(1)))};
}

Result<CommandRecord> parse_command_value(std::string_view value) {
  if (value.size() != command_value_bytes) return malformed("commands");
  const ByteSpan bytes = as_bytes(value);
  CommandRecord record;
  record.first = Position{from_big_endian(bytes)};
  for (std::size_t i = 8; i < 12; ++i) record.count = record.count << 8 | bytes[i];
  std::copy_n(bytes.begin() + 12, record.input.size(), record.input.begin());
  return record;
}

Result<TileKey> parse_tile_key(std::string_view key) {
  if (key.size() != tile_key_bytes) return malformed("tiles");
  return TileKey{as_bytes(key)[0], from_big_endian(as_bytes(key.substr(1)))};
}

Result<CheckpointKey> parse_checkpoint_key(std::string_view key) {
  if (key.size() != 8 && key.size() != 9) return malformed("checkpoints");
  CheckpointKey parsed{from_big_endian(as_bytes(key))};
  if (key.size() == 9) parsed.time_stamp = as_bytes(key)[8];
  return parsed;
}

}  // namespace minutebook::store
