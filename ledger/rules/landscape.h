#pragma once

#include <limits>
#include <map>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "ledger/rules/contract_fact.h"
#include "ledger/schema/event.capnp.h"

namespace minutebook::rules {

/// A contract in one of the landscape's orders, by day, then by position.
struct DatedContract {
  Day day;
  Position position;  ///< of the conclusion
  std::shared_ptr<const ContractFact> contract;
};

/// Days after `after`, up to and including `until`.
struct DayWindow {
  Day after{std::numeric_limits<std::int32_t>::min()};
  Day until{std::numeric_limits<std::int32_t>::max()};
};

/// What others have to know of one matter. A value.
struct MatterFacts {
  std::vector<ContractFact> contracts;  ///< in the order in which they were concluded
  std::vector<FailureFact> failures;    ///< in the order recorded
  bool operator==(const MatterFacts&) const = default;
};

/// Events of a matter after which others may have to know something else of it.
bool changes_facts(schema::EventBody::Which type);

/// What rules about one matter have to know of others: which contracts were concluded, and which
/// of them failed their final evaluation. A value that grows matter by matter; it depends only on
/// the last state given of each matter, never on the order of updates. A rule that judges a fact
/// looks only at what was recorded before it, so that later matters change no verdict about
/// earlier ones. Some hundred bytes a contract. Copies share their facts. One thread for updates.
class Landscape {
 public:
  /// Replaces what is known of `matter`; costs the size of its facts. False: it was the same.
  bool update(const Subject& matter, const domain::Partnership& state,
              const domain::Directory& directory);
  /// The same with facts taken out before.
  bool update(const Subject& matter, MatterFacts facts);
  /// What is known of a matter; empty for most.
  MatterFacts facts_of(const Subject& matter) const;

  // Contracts by the day on which they were concluded. Valid until the next update.
  std::span<const DatedContract> of_venue_and_partner(const Subject& venue, const Subject& partner,
                                                      DayWindow window = {}) const;
  std::span<const DatedContract> of_organization(const Subject& organization,
                                                 DayWindow window = {}) const;
  std::span<const DatedContract> of_organization_and_partner(const Subject& organization,
                                                             const Subject& partner,
                                                             DayWindow window = {}) const;

  /// The contract of a subject (an organization, or a venue) that began first; null without any.
  const ContractFact* first_of(const Subject& organization_or_venue) const;
  /// Final evaluations that the partner failed at any of the organization's venues, in the order
  /// recorded.
  std::span<const std::shared_ptr<const FailureFact>> failures_of(const Subject& organization,
                                                                  const Subject& partner) const;

  /// Those that owe quarterly reports (SUP-1), by name.
  std::vector<Subject> organizations() const;
  /// Those that owe published service terms (SUP-2), by name.
  std::vector<Subject> venues() const;

  /// The same facts in the same orders?
  bool operator==(const Landscape& other) const;

 private:
  using Pair = std::pair<Subject, Subject>;
  using Dated = std::vector<DatedContract>;
  struct Matter {
    std::vector<std::shared_ptr<const ContractFact>> contracts;
    std::vector<std::shared_ptr<const FailureFact>> failures;
  };

  void enter(const Matter& facts);
  void leave(const Matter& facts);

  // Only matters that have facts.
  std::map<Subject, Matter> matters_;
  std::map<Pair, Dated> by_venue_and_partner_;
  std::map<Subject, Dated> by_organization_;
  std::map<Pair, Dated> by_organization_and_partner_;
  std::map<Subject, Dated> begun_;  ///< by organization and by venue; by the day it began
  std::map<Pair, std::vector<std::shared_ptr<const FailureFact>>> failures_;
};

}  // namespace minutebook::rules
