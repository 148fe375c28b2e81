// A filter of a list: read as something that prints and reads as the same, or refused with the
// place, never worse. The first byte chooses the list.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "projections/query/cursor.h"
#include "projections/query/filter.h"
#include "projections/query/kinds.h"
#include "projections/query/text_tokens.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  using namespace minutebook::projections;
  if (size == 0) return 0;
  const auto kinds = all_kinds();
  const Kind& kind = kinds[data[0] % kinds.size()];
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  MB_CHECK(text_tokens(text).empty() == text_match(text).empty());
  if (const auto cursor = decode_cursor(text)) MB_CHECK(encode_cursor(*cursor) == text);
  const auto filter = parse_filter(text, kind, 480);
  if (!filter) {
    const Error& error = filter.error();
    MB_CHECK(error.code == Errc::invalid_input);
    MB_CHECK(is_valid_utf8(error.message.en) && is_valid_utf8(error.message.zh));
    return 0;
  }
  MB_CHECK(text.size() <= limits::max_filter_bytes);
  const std::string printed = print_filter(*filter);
  const auto again = parse_filter(printed, kind, 480);
  // Quotation marks and brackets may take it over the limit.
  if (printed.size() > limits::max_filter_bytes) return 0;
  MB_CHECK(again.has_value());
  MB_CHECK(*again == *filter);
  return 0;
}
