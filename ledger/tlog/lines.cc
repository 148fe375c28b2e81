#include "ledger/tlog/lines.h"

#include <algorithm>
#include <charconv>

#include "ledger/crypto/base64.h"

namespace minutebook::tlog {

std::optional<std::string_view> LineReader::next() {
  const std::size_t end = rest_.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  return line;
}

std::optional<std::uint64_t> parse_decimal(std::string_view text) {
  if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Bytes> parse_base64(std::string_view text) {
  if (text.find_first_of("-_") != std::string_view::npos) return std::nullopt;  // URL-safe
  auto bytes = crypto::from_base64(text);
  if (!bytes) return std::nullopt;
  return std::move(*bytes);
}

Bytes joined(ByteSpan left, ByteSpan right) {
  Bytes bytes(left.size() + right.size());
  std::copy(right.begin(), right.end(), std::copy(left.begin(), left.end(), bytes.begin()));
  return bytes;
}

std::optional<crypto::Digest> parse_hash(std::string_view text) {
  crypto::Digest hash{};
  if (text.size() != (hash.size() + 2) / 3 * 4) return std::nullopt;
  const auto bytes = parse_base64(text);
  if (!bytes || bytes->size() != hash.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), hash.begin());
  return hash;
}

tl::unexpected<Error> malformed(What what, std::string en, std::string zh) {
  return fail(Errc::invalid_input, std::string("malformed ") + what.en + ": " + std::move(en),
              std::string(what.zh) + "格式有误：" + std::move(zh));
}

Result<void> check_size(What what, std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return {};
  return malformed(what, std::to_string(text.size()) + " bytes, more than " + std::to_string(limit),
                   std::to_string(text.size()) + " 字节，超过 " + std::to_string(limit) + " 字节");
}

}  // namespace minutebook::tlog
