#include "ledger/store/table_tail.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/bytes.h"

namespace minutebook::store {
namespace {

// The format (RocksDB, table/format.h, block_based/block.h), all little-endian. A table ends with
// its footer: u8 kind of checksum, the metaindex's handle, the index's handle, zeros up to 41
// bytes, u32 version, u64 magic. A handle is offset and size as varints. The metaindex names the
// properties by a key that is written out, with their handle as its value. A block ends with a u32:
// the number of its restart points, its highest bit set where a hash index stands before it; a
// block of properties has none.
constexpr std::size_t footer_bytes = 53;
constexpr std::uint64_t block_based_magic = 0x88e2'41b7'85f4'cff7ULL;
constexpr std::string_view properties_key = "rocksdb.properties";
constexpr std::size_t count_bytes = 4;
constexpr std::uint8_t hash_index_bit = 0x80;  // of the last byte
constexpr std::uint64_t max_metaindex_bytes = 64 * 1024;

struct Handle {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

/// Takes a varint from the beginning of `bytes`.
std::optional<std::uint64_t> take_varint(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<std::uint8_t>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) return value;
  }
  return std::nullopt;
}

std::optional<Handle> handle_at(std::string_view bytes) {
  const auto offset = take_varint(bytes);
  const auto size = take_varint(bytes);
  if (!offset || !size) return std::nullopt;
  return Handle{*offset, *size};
}

class Table {
 public:
  explicit Table(const std::filesystem::path& file) : in_(file, std::ios::binary) {
    in_.seekg(0, std::ios::end);
    if (in_) size_ = static_cast<std::uint64_t>(in_.tellg());
  }

  /// The handle of the properties, as a footer and a metaindex that are whole give it.
  std::optional<Handle> properties() {
    if (size_ < footer_bytes) return std::nullopt;
    const auto footer = read({size_ - footer_bytes, footer_bytes});
    if (!footer || magic_of(*footer) != block_based_magic) return std::nullopt;
    const auto metaindex = handle_at(std::string_view(*footer).substr(1));
    if (!metaindex || metaindex->size > max_metaindex_bytes) return std::nullopt;
    const auto names = read(*metaindex);
    if (!names) return std::nullopt;
    const std::size_t at = names->find(properties_key);
    if (at == std::string::npos) return std::nullopt;
    return handle_at(std::string_view(*names).substr(at + properties_key.size()));
  }
  std::optional<std::string> read(const Handle& handle) {
    if (handle.offset > size_ || handle.size > size_ - handle.offset) return std::nullopt;
    std::string bytes(handle.size, '\0');
    in_.seekg(static_cast<std::streamoff>(handle.offset));
    in_.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!in_) return std::nullopt;
    return bytes;
  }

 private:
  static std::uint64_t magic_of(std::string_view footer) {
    std::string magic(footer.substr(footer.size() - sizeof block_based_magic));
    std::reverse(magic.begin(), magic.end());
    return from_big_endian(as_bytes(magic));
  }

  std::ifstream in_;
  std::uint64_t size_ = 0;
};

}  // namespace

bool properties_can_be_read(const std::filesystem::path& file) {
  Table table(file);
  const auto properties = table.properties();
  if (!properties || properties->size < count_bytes) return true;
  const auto last = table.read({properties->offset + properties->size - 1, 1});
  return !last || (static_cast<std::uint8_t>(last->front()) & hash_index_bit) == 0;
}

std::optional<std::filesystem::path> find_damaged_table(const std::filesystem::path& database) {
  std::error_code error;
  std::vector<std::filesystem::path> tables;
  for (const auto& entry : std::filesystem::directory_iterator(database, error)) {
    if (entry.path().extension() == ".sst") tables.push_back(entry.path());
  }
  std::sort(tables.begin(), tables.end());
  const auto damaged = std::find_if_not(tables.begin(), tables.end(), properties_can_be_read);
  if (damaged == tables.end()) return std::nullopt;
  return *damaged;
}

}  // namespace minutebook::store
