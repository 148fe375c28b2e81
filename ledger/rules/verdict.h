#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/base/ids.h"
#include "ledger/base/text.h"

/// What a rule says of a matter at a moment.
namespace minutebook::rules {

/// In order of gravity: of several parts, the gravest decides.
enum class Ruling { not_applicable, pass, pending, cannot_decide, breach };

/// "pass", "breach", "pending", "not-applicable", "cannot-decide".
std::string_view name_of(Ruling ruling);

/// A ruling with its reason and the events on which it rests.
struct Verdict {
  Ruling ruling = Ruling::not_applicable;
  Bilingual reason;                 ///< one sentence; of the gravest part where there are several
  std::vector<Position> rests_on;   ///< ascending, each once
  std::optional<Instant> due = {};  ///< pending: the first moment at which it would be a breach
  /// The first moment at which the verdict can be another one though nothing is recorded: `due`,
  /// or that of a part which does not decide it.
  std::optional<Instant> next = {};

  bool operator==(const Verdict&) const = default;
};

Verdict not_applicable(std::string en, std::string zh);
Verdict pass(std::string en, std::string zh, std::vector<Position> rests_on);
Verdict breach(std::string en, std::string zh, std::vector<Position> rests_on);
/// Not decidable yet, and nothing falls due by itself.
Verdict pending(std::string en, std::string zh, std::vector<Position> rests_on);
/// Not decidable yet; a breach from `due` on unless something happens before.
Verdict pending_until(Instant due, std::string en, std::string zh, std::vector<Position> rests_on);
/// Facts are missing that no later moment brings by itself.
Verdict cannot_decide(std::string en, std::string zh, std::vector<Position> rests_on);

/// One verdict from those of a matter's parts (meetings, selections, contracts …). The gravest
/// ruling counts, with the reason of its first part and the positions of all its parts; of several
/// pending parts, the earliest `due`. Without parts: not applicable, for the reason given.
class Parts {
 public:
  Parts(std::string none_en, std::string none_zh) : none_{std::move(none_en), std::move(none_zh)} {}
  void add(Verdict part);
  Verdict verdict() &&;

 private:
  Bilingual none_;
  std::optional<Verdict> gravest_;
};

}  // namespace minutebook::rules
