#include "ledger/store/wal_tail.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <vector>

namespace minutebook::store {
namespace {

// The format (RocksDB, db/log_format.h): blocks of 32 KiB; in them records that do not cross into
// the next block: u32 masked CRC-32C of type and content, u16 length, u8 type, content, all
// little-endian. Up to 6 zero bytes fill a block; zeros at the end were only reserved.
constexpr std::size_t block_bytes = 32 * 1024;
constexpr std::size_t header_bytes = 7;
constexpr std::uint8_t type_full = 1;
constexpr std::uint8_t type_first = 2;
constexpr std::uint8_t type_last = 4;

constexpr std::array<std::uint32_t, 256> crc_table = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    std::uint32_t crc = i;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0x82F6'3B78U : 0U);
    table[i] = crc;
  }
  return table;
}();

std::uint32_t masked_crc(ByteSpan bytes) {
  std::uint32_t crc = 0xFFFF'FFFFU;
  for (const std::uint8_t byte : bytes) crc = crc_table[(crc ^ byte) & 0xFFU] ^ (crc >> 8U);
  crc = ~crc;
  return ((crc >> 15U) | (crc << 17U)) + 0xA282'EAD8U;
}

struct Record {
  bool valid = false;
  std::uint8_t type = 0;
  std::size_t size = 0;  ///< with its header
};

/// The record at the beginning of `rest`, which ends with its block.
Record read_record(ByteSpan rest) {
  Record record;
  const std::size_t length = rest[4] | static_cast<std::size_t>(rest[5]) << 8U;
  record.type = rest[6];
  record.size = header_bytes + length;
  if (record.size > rest.size() || record.type < type_full || record.type > type_last) {
    return record;
  }
  const std::uint32_t stored =
      rest[0] | rest[1] << 8U | rest[2] << 16U | static_cast<std::uint32_t>(rest[3]) << 24U;
  record.valid = masked_crc(rest.subspan(6, length + 1)) == stored;
  return record;
}

bool all_zero(ByteSpan bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

}  // namespace

bool is_damaged_before_its_end(ByteSpan log) {
  bool bad_seen = false;
  for (std::size_t start = 0; start < log.size(); start += block_bytes) {
    ByteSpan block = log.subspan(start, std::min(block_bytes, log.size() - start));
    while (block.size() >= header_bytes) {
      const Record record = read_record(block);
      if (!record.valid && all_zero(block)) break;
      if (record.valid && bad_seen && (record.type == type_full || record.type == type_first)) {
        return true;
      }
      bad_seen = bad_seen || !record.valid;
      if (record.size > block.size()) break;  // its length is not to be believed
      block = block.subspan(record.size);
    }
  }
  return false;
}

std::optional<std::filesystem::path> find_damaged_log(const std::filesystem::path& database) {
  std::error_code error;
  std::vector<std::filesystem::path> logs;
  for (const auto& entry : std::filesystem::directory_iterator(database, error)) {
    if (entry.path().extension() == ".log") logs.push_back(entry.path());
  }
  std::sort(logs.begin(), logs.end());
  for (const std::filesystem::path& log : logs) {
    std::ifstream in(log, std::ios::binary);
    const std::vector<char> content{std::istreambuf_iterator<char>(in), {}};
    const std::string_view text(content.data(), content.size());
    if (!in || is_damaged_before_its_end(as_bytes(text))) return log;
  }
  return std::nullopt;
}

}  // namespace minutebook::store
