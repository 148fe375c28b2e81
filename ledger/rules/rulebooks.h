#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "ledger/base/ids.h"
#include "ledger/base/rfc3339.h"
#include "ledger/domain/directory.h"
#include "ledger/rules/rulebook.h"

namespace minutebook::rules {

/// A rulebook as it was adopted once.
struct Edition {
  Subject rulebook;
  std::uint32_t version = 0;
  std::optional<Subject> organization;  ///< absent: the whole ledger
  Day effective_from;
  Position adopted_at;
  Rulebook content;  ///< this edition's alone
};

/// All editions adopted so far, and which of them is in force where and when. An edition is in
/// force for its organization from its first day until the next one of the same organization; what
/// holds for an organization is the strictest of its own and all above it. One thread.
class Rulebooks {
 public:
  /// Takes in an edition; those of one organization in any order.
  void add(Edition edition);

  /// What is in force for `organization` on `day`, or null when no rulebook is. Valid until the
  /// next add(). `directory` tells who is above whom.
  const Rulebook* in_force(const domain::Directory& directory, const Subject& organization,
                           Day day) const;
  /// The edition of exactly `organization` (absent: the whole ledger) on `day`, or null.
  const Edition* edition_of(const std::optional<Subject>& organization, Day day) const;

  /// In the order adopted.
  const std::vector<std::unique_ptr<const Edition>>& editions() const { return editions_; }

 private:
  std::vector<std::unique_ptr<const Edition>> editions_;
  // Of the editions that make it up; filled when first asked for.
  mutable std::map<std::vector<const Edition*>, Rulebook> merged_;
};

}  // namespace minutebook::rules
