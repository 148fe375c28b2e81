#include "ledger/rules/landscape.h"

#include <algorithm>

namespace minutebook::rules {
namespace {

using Order = std::pair<Day, Position>;

Order order_of(const DatedContract& one) { return {one.day, one.position}; }

template <typename Key>
void put(std::map<Key, std::vector<DatedContract>>& index, const Key& key, Day day,
         const std::shared_ptr<const ContractFact>& contract) {
  auto& list = index[key];
  const Order order{day, contract->concluded_at};
  list.insert(std::ranges::upper_bound(list, order, {}, order_of),
              {day, contract->concluded_at, contract});
}

template <typename Key>
void drop(std::map<Key, std::vector<DatedContract>>& index, const Key& key, Day day,
          const ContractFact& contract) {
  const auto found = index.find(key);
  auto& list = found->second;
  list.erase(std::ranges::lower_bound(list, Order{day, contract.concluded_at}, {}, order_of));
  if (list.empty()) index.erase(found);
}

template <typename Key>
std::span<const DatedContract> within(const std::map<Key, std::vector<DatedContract>>& index,
                                      const Key& key, DayWindow window) {
  const auto found = index.find(key);
  if (found == index.end()) return {};
  const auto& list = found->second;
  const auto first = std::ranges::upper_bound(list, window.after, {}, &DatedContract::day);
  const auto last = std::ranges::upper_bound(list, window.until, {}, &DatedContract::day);
  return first < last ? std::span(first, last) : std::span<const DatedContract>{};
}

template <typename Facts, typename Kept>
bool are_same(const Facts& facts, const Kept& kept) {
  return std::ranges::equal(facts, kept,
                            [](const auto& fact, const auto& known) { return fact == *known; });
}

template <typename Fact>
std::vector<std::shared_ptr<const Fact>> kept_of(std::vector<Fact> facts) {
  std::vector<std::shared_ptr<const Fact>> out;
  out.reserve(facts.size());
  for (Fact& fact : facts) out.push_back(std::make_shared<const Fact>(std::move(fact)));
  return out;
}

template <typename Index>
bool same_orders(const Index& a, const Index& b) {
  return std::ranges::equal(a, b, [](const auto& one, const auto& other) {
    return one.first == other.first &&
           std::ranges::equal(one.second, other.second, [](const auto& x, const auto& y) {
             return order_of(x) == order_of(y) && *x.contract == *y.contract;
           });
  });
}

const auto same_fact = [](const auto& a, const auto& b) { return *a == *b; };

}  // namespace

bool changes_facts(schema::EventBody::Which type) {
  using Body = schema::EventBody;
  switch (type) {
    case Body::CONTRACT_DRAFTED:
    case Body::CONTRACT_SIGNED:
    case Body::CONTRACT_AMENDED:
    case Body::CONTRACT_RENEWED:
    case Body::CONTRACT_TERMINATED:
    case Body::CONTRACT_EXPIRED:
    case Body::BIDS_OPENED:
    case Body::EVALUATION_RECORDED:
    case Body::PROPOSAL_REVISED:
    case Body::PROPOSAL_WITHDRAWN:
      return true;
    default:
      return false;
  }
}

bool Landscape::update(const Subject& matter, const domain::Partnership& state,
                       const domain::Directory& directory) {
  return update(matter, MatterFacts{contract_facts(matter, state, directory),
                                    failure_facts(matter, state, directory)});
}

bool Landscape::update(const Subject& matter, MatterFacts facts) {
  const auto known = matters_.find(matter);
  if (known != matters_.end()) {
    if (are_same(facts.contracts, known->second.contracts) &&
        are_same(facts.failures, known->second.failures)) {
      return false;
    }
    leave(known->second);
    matters_.erase(known);
  } else if (facts.contracts.empty()) {
    return false;  // then nothing was evaluated either
  }
  if (facts.contracts.empty()) return true;
  const auto added = matters_.emplace(
      matter, Matter{kept_of(std::move(facts.contracts)), kept_of(std::move(facts.failures))});
  enter(added.first->second);
  return true;
}

MatterFacts Landscape::facts_of(const Subject& matter) const {
  MatterFacts facts;
  const auto known = matters_.find(matter);
  if (known == matters_.end()) return facts;
  for (const auto& contract : known->second.contracts) facts.contracts.push_back(*contract);
  for (const auto& failure : known->second.failures) facts.failures.push_back(*failure);
  return facts;
}

void Landscape::enter(const Matter& facts) {
  for (const auto& contract : facts.contracts) {
    const ContractFact& c = *contract;
    put(by_venue_and_partner_, {c.venue, c.partner}, c.concluded_on(), contract);
    put(by_organization_, c.organization, c.concluded_on(), contract);
    put(by_organization_and_partner_, {c.organization, c.partner}, c.concluded_on(), contract);
    put(begun_, c.organization, c.began_on(), contract);
    put(begun_, c.venue, c.began_on(), contract);
  }
  for (const auto& failure : facts.failures) {
    auto& list = failures_[{failure->organization, failure->partner}];
    const auto place = std::ranges::upper_bound(list, failure->position, {},
                                                [](const auto& one) { return one->position; });
    list.insert(place, failure);
  }
}

void Landscape::leave(const Matter& facts) {
  for (const auto& contract : facts.contracts) {
    const ContractFact& c = *contract;
    drop(by_venue_and_partner_, {c.venue, c.partner}, c.concluded_on(), c);
    drop(by_organization_, c.organization, c.concluded_on(), c);
    drop(by_organization_and_partner_, {c.organization, c.partner}, c.concluded_on(), c);
    drop(begun_, c.organization, c.began_on(), c);
    drop(begun_, c.venue, c.began_on(), c);
  }
  for (const auto& failure : facts.failures) {
    const auto found = failures_.find({failure->organization, failure->partner});
    std::erase(found->second, failure);
    if (found->second.empty()) failures_.erase(found);
  }
}

std::span<const DatedContract> Landscape::of_venue_and_partner(const Subject& venue,
                                                               const Subject& partner,
                                                               DayWindow window) const {
  return within(by_venue_and_partner_, {venue, partner}, window);
}

std::span<const DatedContract> Landscape::of_organization(const Subject& organization,
                                                          DayWindow window) const {
  return within(by_organization_, organization, window);
}

std::span<const DatedContract> Landscape::of_organization_and_partner(const Subject& organization,
                                                                      const Subject& partner,
                                                                      DayWindow window) const {
  return within(by_organization_and_partner_, {organization, partner}, window);
}

const ContractFact* Landscape::first_of(const Subject& organization_or_venue) const {
  const auto found = begun_.find(organization_or_venue);
  return found == begun_.end() ? nullptr : found->second.front().contract.get();
}

std::span<const std::shared_ptr<const FailureFact>> Landscape::failures_of(
    const Subject& organization, const Subject& partner) const {
  const auto found = failures_.find({organization, partner});
  if (found == failures_.end()) return {};
  return found->second;
}

std::vector<Subject> Landscape::organizations() const {
  std::vector<Subject> out;
  for (const auto& [subject, contracts] : begun_) {
    if (subject.kind() == SubjectKind::organization) out.push_back(subject);
  }
  return out;
}

std::vector<Subject> Landscape::venues() const {
  std::vector<Subject> out;
  for (const auto& [subject, contracts] : begun_) {
    if (subject.kind() == SubjectKind::venue) out.push_back(subject);
  }
  return out;
}

bool Landscape::operator==(const Landscape& other) const {
  const auto same_matter = [](const auto& a, const auto& b) {
    return a.first == b.first &&
           std::ranges::equal(a.second.contracts, b.second.contracts, same_fact) &&
           std::ranges::equal(a.second.failures, b.second.failures, same_fact);
  };
  const auto same_failures = [](const auto& a, const auto& b) {
    return a.first == b.first && std::ranges::equal(a.second, b.second, same_fact);
  };
  return std::ranges::equal(matters_, other.matters_, same_matter) &&
         same_orders(by_venue_and_partner_, other.by_venue_and_partner_) &&
         same_orders(by_organization_, other.by_organization_) &&
         same_orders(by_organization_and_partner_, other.by_organization_and_partner_) &&
         same_orders(begun_, other.begun_) &&
         std::ranges::equal(failures_, other.failures_, same_failures);
}

}  // namespace minutebook::rules
