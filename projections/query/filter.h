#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "projections/query/kind.h"

/// The language in which rows are chosen. docs/supervisors/queries.md has its grammar:
///   step = signing and value >= 100000 and not (signedAt in 2021Q2 or text ~ "文化")
namespace minutebook::projections {

enum class FilterOp : std::uint8_t {
  equal,
  not_equal,
  less,
  at_most,
  greater,
  at_least,
  one_of,   ///< `in`: values and ranges of values
  under,    ///< an organization, and those below it then
  search,   ///< `~`: in the words of events
  absent,   ///< `is absent`
  present,  ///< `is present`
};

/// A value as the table holds it. Numbers and times are stretches [from, until): a day is all of
/// it. Of words, texts and subjects only `from` is used.
struct FilterValue {
  Value from;
  Value until;
  std::string spelling;         ///< as it was written, without quotation marks
  std::string spelling_of_end;  ///< of a range A..B, B

  bool is_range() const { return !spelling_of_end.empty(); }
  bool operator==(const FilterValue& other) const {
    return from == other.from && until == other.until;
  }
};

/// What a row has to be. A comparison with a field that is absent does not hold, `!=` neither;
/// `not` turns that round.
struct Filter {
  enum class Form : std::uint8_t { all_of, any_of, negation, comparison };

  Form form = Form::all_of;  ///< all_of nothing: every row
  std::vector<Filter> parts;
  std::string field;  ///< of a comparison; "text" of a search
  FilterOp op = FilterOp::equal;
  std::vector<FilterValue> values;

  bool is_everything() const { return form == Form::all_of && parts.empty(); }
  bool operator==(const Filter&) const = default;
};

/// The filter that `text` says about rows of `kind`; an empty text chooses every row. Days are
/// days of the zone. Errc::invalid_input names the first character that is wrong and shows it.
Result<Filter> parse_filter(std::string_view text, const Kind& kind,
                            std::int16_t zone_offset_minutes);

/// The filter in words that parse to an equal one.
std::string print_filter(const Filter& filter);

}  // namespace minutebook::projections
