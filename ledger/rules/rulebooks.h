#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "ledger/base/ids.h"
#include "ledger/base/rfc3339.h"
#include "ledger/domain/directory.h"
#include "ledger/domain/event_view.h"
#include "ledger/rules/rulebook.h"
#include "ledger/rules/rulebook_file.h"

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

/// An edition whose text cannot be read: adopted by a release that did not look at it. It is in
/// force nowhere.
struct UnreadableEdition {
  Subject rulebook;
  std::uint32_t version = 0;
  std::optional<Subject> organization;
  Day effective_from;
  Position adopted_at;
  std::vector<RulebookFault> faults;
};

/// All editions adopted so far, and which of them is in force where and when. An edition is in
/// force for its organization from its first day until the next one of the same organization; what
/// holds for an organization is the strictest of its own and all above it. One thread.
class Rulebooks {
 public:
  /// All editions that the directory knows.
  static Rulebooks from(const domain::Directory& directory);

  /// Takes in an edition; those of one organization in any order.
  void add(Edition edition);
  /// Takes in an event of the log: an adoption adds its edition, all others change nothing.
  void follow(const domain::EventView& event);

  /// What is in force for `organization` on `day`, or null when no rulebook is. Valid until the
  /// next add(). `directory` tells who is above whom.
  const Rulebook* in_force(const domain::Directory& directory, const Subject& organization,
                           Day day) const;
  /// What is in force on `day` above `organization` (of the whole ledger: nothing), or null.
  const Rulebook* in_force_above(const domain::Directory& directory,
                                 const std::optional<Subject>& organization, Day day) const;
  /// The edition of exactly `organization` (absent: the whole ledger) on `day`, or null.
  const Edition* edition_of(const std::optional<Subject>& organization, Day day) const;

  /// In the order adopted.
  const std::vector<std::unique_ptr<const Edition>>& editions() const { return editions_; }
  /// Those that were left out, in the order adopted.
  const std::vector<UnreadableEdition>& unreadable() const { return unreadable_; }

 private:
  void read(const Subject& rulebook, const domain::RulebookEdition& edition);

  std::vector<std::unique_ptr<const Edition>> editions_;
  std::vector<UnreadableEdition> unreadable_;
  // Of the editions that make it up; filled when first asked for.
  mutable std::map<std::vector<const Edition*>, Rulebook> merged_;
};

}  // namespace minutebook::rules
