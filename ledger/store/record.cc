#include "ledger/store/record.h"

#include <bit>
#include <cstring>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"

namespace minutebook::store {
namespace {

static_assert(std::endian::native == std::endian::little,
              "records are little-endian, as is Cap'n "
              "Proto: bytes are used as they lie");

void append_length(std::string& out, std::size_t length) {
  const auto number = static_cast<std::uint32_t>(length);
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  out.append(bytes, sizeof bytes);
}

std::uint32_t length_at(ByteSpan value, std::size_t at) {
  std::uint32_t number = 0;
  std::memcpy(&number, value.data() + at, sizeof number);
  return number;
}

bool is_well_sized(std::size_t length, std::size_t limit) {
  return length % 8 == 0 && length <= limit;
}

tl::unexpected<Error> malformed(std::string_view what_en, std::string_view what_zh) {
  return fail(Errc::corruption, "a stored event is malformed: " + std::string(what_en),
              "存储的事件格式有误：" + std::string(what_zh));
}

}  // namespace

void append_record_prefix(std::string& out, const RecordParts& parts) {
  MB_CHECK(!parts.header.empty());
  MB_CHECK(is_well_sized(parts.header.size(), limits::max_header_bytes));
  MB_CHECK(is_well_sized(parts.payload.size(), limits::max_payload_bytes));
  MB_CHECK_EQ(parts.salt.size(), crypto::salt_bytes);
  append_length(out, parts.header.size());
  append_length(out, parts.payload.size());
}

void append_record(std::string& out, const RecordParts& parts) {
  append_record_prefix(out, parts);
  out.append(as_text(parts.header));
  out.append(as_text(parts.salt));
  out.append(as_text(parts.payload));
}

Result<RecordParts> split_record(ByteSpan value) {
  if (value.size() < record_prefix_bytes) return malformed("shorter than its prefix", "短于前缀");
  const std::size_t header = length_at(value, 0);
  const std::size_t payload = length_at(value, 4);
  if (header == 0 || !is_well_sized(header, limits::max_header_bytes)) {
    return malformed("header length", "头部长度");
  }
  if (!is_well_sized(payload, limits::max_payload_bytes)) {
    return malformed("payload length", "内容长度");
  }
  const std::size_t total = record_prefix_bytes + header + crypto::salt_bytes + payload;
  if (value.size() != total) return malformed("total length", "总长度");
  return RecordParts{value.subspan(record_prefix_bytes, header),
                     value.subspan(record_prefix_bytes + header, crypto::salt_bytes),
                     value.subspan(record_prefix_bytes + header + crypto::salt_bytes, payload)};
}

}  // namespace minutebook::store
