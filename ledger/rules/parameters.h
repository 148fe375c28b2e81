#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "ledger/base/text.h"

/// What a rulebook may set: each parameter of a rule, with its unit, its bounds, the value that
/// holds where a rulebook says nothing, and which way is stricter.
namespace minutebook::rules {

/// A share of a whole, exact: "2/3" stays two thirds.
struct Share {
  std::uint32_t numerator = 0;
  std::uint32_t denominator = 1;

  /// Is `count` of `total` more than this share? Exactly the share is not.
  bool is_exceeded_by(std::uint64_t count, std::uint64_t total) const {
    return count * denominator > total * numerator;
  }
  bool operator<(const Share& other) const {
    return std::uint64_t{numerator} * other.denominator <
           std::uint64_t{other.numerator} * denominator;
  }
  bool operator==(const Share& other) const { return !(*this < other) && !(other < *this); }
};

/// A parameter that is a whole number.
enum class Number : std::uint8_t {
  notice_days,            // VOTE-9: whole days between notice with materials and the meeting
  minutes_days,           // VOTE-10: from the meeting to the last signature
  filing_days,            // APPR-2: from the resolution to the filing
  announcement_days,      // SEL-1: from the announcement to the deadline
  evaluators,             // SEL-3: at least so many score each bid
  publication_days,       // SEL-4: of the result
  term_months,            // SIGN-4: renewals of the same thing counted together
  public_benefit_items,   // SIGN-8: at least so many with free or discounted places
  rectification_days,     // EVAL-2: from the failed real-time evaluation to the order
  termination_days,       // EVAL-3: from the ineffective verification to the termination
  interim_months,         // EVAL-5: an interim evaluation at least so often
  interim_grace_days,     // EVAL-5: and not later than so many days after it was due
  recording_hours,        // REC-1: from occurring to being recorded
  split_window_months,    // FLAG-1
  concentration_months,   // FLAG-2
  concentration_minimum,  // FLAG-2: of fewer contracts in the window no share is computed
  short_term_months,      // FLAG-6: a term of at most so many is short
  short_renewals,         // FLAG-6: so many renewals with a short term are a series
  report_days,            // SUP-1: after the end of the quarter
  service_terms_days,     // SUP-2: after the venue's first contract began
};
inline constexpr std::size_t number_count = 20;

/// A parameter that is a share between 0 and 1.
enum class Fraction : std::uint8_t {
  quorum,          // VOTE-2: more than this of the entitled members are present
  major_quorum,    // VOTE-2: the same for matters marked major
  majority,        // VOTE-3: the ayes are more than this of the entitled members
  major_majority,  // VOTE-3
  concentration,   // FLAG-2: one partner has more than this of the contracts
  similarity,      // FLAG-4: two bids that share at least this are near-identical
};
inline constexpr std::size_t fraction_count = 6;

/// Which way a stricter rulebook goes.
enum class Stricter : std::uint8_t { higher, lower };

struct NumberSpec {
  Number number;
  std::string_view rule;  ///< id of the rule it belongs to
  std::string_view key;   ///< in the rulebook file, such as "notice-days"
  std::int64_t minimum;
  std::int64_t maximum;
  std::int64_t fallback;  ///< where the rulebook says nothing
  Stricter stricter;
  std::string_view title_en;
  std::string_view title_zh;
};

struct FractionSpec {
  Fraction fraction;
  std::string_view rule;
  std::string_view key;
  Share fallback;
  Stricter stricter;
  std::string_view title_en;
  std::string_view title_zh;
};

/// In the order of the enumerations.
std::span<const NumberSpec, number_count> number_specs();
std::span<const FractionSpec, fraction_count> fraction_specs();

inline const NumberSpec& spec_of(Number number) {
  return number_specs()[static_cast<std::size_t>(number)];
}
inline const FractionSpec& spec_of(Fraction fraction) {
  return fraction_specs()[static_cast<std::size_t>(fraction)];
}

}  // namespace minutebook::rules
