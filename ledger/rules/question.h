#pragma once

#include <optional>
#include <string_view>

#include "ledger/base/clock.h"
#include "ledger/crypto/digest.h"
#include "ledger/domain/directory.h"
#include "ledger/domain/partnership.h"
#include "ledger/rules/rulebooks.h"
#include "ledger/rules/verdict.h"

namespace minutebook::rules {

class Landscape;

/// Which documents are there with the content that their digest names. REC-3 asks it.
class Documents {
 public:
  virtual ~Documents() = default;
  virtual bool has(const crypto::Digest& digest) const = 0;
};

/// What every rule may look at besides its subject: the log up to some moment, and that moment.
/// Nothing is later than `now`; a deadline before `now` that nothing met has passed.
struct Scene {
  const domain::Directory& directory;
  const Rulebooks& rulebooks;
  const Landscape& landscape;  ///< what other matters say
  Instant now;
  const Documents* documents = nullptr;  ///< null: nobody can tell

  Day day_of(Instant time) const { return directory.day_of(time); }
  Day day_of(const ZonedTime& time) const { return directory.day_of(time.instant); }
  Day today() const { return day_of(now); }
  /// The first moment of `day` in the ledger's zone.
  Instant start_of(Day day) const {
    return minutebook::start_of(day, directory.ledger().zone_offset_minutes);
  }
};

/// One matter before a rule. Only matters that were proposed are asked about.
struct Question {
  const Scene& scene;
  const Subject& subject;
  const domain::Partnership& matter;

  const domain::Proposal& proposal() const { return *matter.proposal(); }
  schema::Mode mode() const { return proposal().mode; }
  /// The organization that owns the venue.
  Subject organization() const;
  schema::OrganizationLevel level() const;
  /// What is in force for the venue's organization on that day; null when nothing is. A rule asks
  /// for the day of the fact that it judges, so that a later rulebook changes nothing about it.
  const Rulebook* rulebook(Day day) const;
  const Rulebook* rulebook(const domain::Act& act) const {
    return rulebook(scene.day_of(act.occurred_at));
  }
};

/// The verdict where no rulebook was in force on the day of the fact at `rests_on`.
Verdict no_rulebook(const Question& question, Day day, std::vector<Position> rests_on);

}  // namespace minutebook::rules
