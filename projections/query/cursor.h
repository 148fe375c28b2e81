#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/result.h"
#include "projections/database.h"

namespace minutebook::projections {

/// Where the next page of a list begins, and the question that it is a page of.
struct ListCursor {
  std::string question;      ///< digest of the list, the filter and the order
  std::int64_t version = 0;  ///< of the tables' meaning
  std::int64_t known = -1;   ///< as QuestionTime
  std::int64_t valid_ns = 0;
  std::int64_t id = 0;  ///< of the last row given
  Value sort_value;     ///< of the last row given: nothing, a whole number or a text
  bool operator==(const ListCursor&) const = default;
};

/// In the URL-safe alphabet of base64, without padding.
std::string encode_cursor(const ListCursor& cursor);
/// Errc::invalid_input for anything that encode_cursor() cannot have given.
Result<ListCursor> decode_cursor(std::string_view text);

}  // namespace minutebook::projections
