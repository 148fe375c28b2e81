#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/ids.h"
#include "ledger/rules/verdict.h"

namespace minutebook::rules {

/// What became of a finding. Of an ended one, the facts put it right (rectified).
enum class FindingStatus { open, ended, confirmed, dismissed };

/// "open", "ended", "confirmed", "dismissed".
std::string_view name_of(FindingStatus status);

/// What an inspector decided about it, in a case.
struct FindingResolution {
  bool confirmed = false;
  Subject inspection;
  Position decided_at;
  std::string reason;
  bool operator==(const FindingResolution&) const = default;
};

/// A rule's verdict of breach on a subject, as long as it held without a break.
struct Finding {
  std::string_view rule;  ///< id, of the catalogue
  Subject subject;
  /// The first and the last event of the subject after which it held; of a breach that the passing
  /// of time brought, `first` is the last event before. `last` is absent while it holds.
  Position first;
  std::optional<Position> last;
  Instant since;    ///< when it became one: the time of that event, or the deadline that passed
  Verdict verdict;  ///< as it stood when it held last
  std::optional<FindingResolution> resolution = {};

  bool operator==(const Finding&) const = default;
  FindingStatus status() const {
    if (resolution)
      return resolution->confirmed ? FindingStatus::confirmed : FindingStatus::dismissed;
    return last ? FindingStatus::ended : FindingStatus::open;
  }
};

/// Something that falls due by itself.
struct OpenItem {
  std::string_view rule;
  Subject subject;
  Instant due;      ///< from then on it is a breach
  Verdict verdict;  ///< pending: what is waited for
};

}  // namespace minutebook::rules
