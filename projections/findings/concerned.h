#pragma once

#include <set>

#include "ledger/domain/directory.h"
#include "ledger/domain/event_view.h"
#include "projections/database.h"

namespace minutebook::projections::findings {

/// Whom an event of master data can concern, whatever day it is about.
struct Concern {
  bool everybody = false;          ///< every matter and every subject that has contracts
  std::vector<Subject> mentioned;  ///< the matters that mention one of these
  std::optional<Subject> below;    ///< all of this organization and below it
  std::optional<Subject> itself;   ///< what the rules say of this subject
};

/// What the rules look at in master data, by the event that changes it:
/// - roles, registrations of people, partners and venues: matters that mention the subject as an
///   actor, as somebody for whom an entry was made, or in any field;
/// - seats: matters that mention the body or the person;
/// - who runs a venue, what it is for: matters that mention the venue;
/// - rulebooks: matters at venues of the organization and of those below it, and what the rules say
///   of those organizations and venues themselves;
/// - an organization that moved: all, since approval goes up the tree;
/// - reports and service terms: the organization or the venue itself.
/// Names, keys, letters and the rest change no verdict.
Concern concern_of(const domain::EventView& event);

/// Which matters mention which people, services, bodies, venues and partners. Borrows the database;
/// one thread.
class Mentions {
 public:
  static Result<Mentions> prepare(const Database& database);

  /// Takes in what an event of a matter mentions; `known`: what is written of it already.
  Result<void> add(const Subject& matter, const domain::EventView& event,
                   std::set<std::string, std::less<>>& known);
  /// The matters that mention the subject, by name.
  Result<std::vector<Subject>> matters_of(const Subject& subject);

 private:
  Mentions() = default;
  Statement insert_;
  Statement find_;
};

}  // namespace minutebook::projections::findings
