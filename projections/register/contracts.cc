#include <algorithm>
#include <array>

#include "projections/register/models.h"

namespace minutebook::projections {
namespace {

using enum ColumnType;
using Body = schema::EventBody;

constexpr std::array contract_columns{
    Column{"subject", subject, true},
    Column{"contract"},
    Column{"organization", subject, true},
    Column{"venue", subject, true},
    Column{"partner", subject, true},
    Column{"mode", word, true, "Mode"},
    Column{"state", word, true, "ContractState"},
    Column{"concludedAt", moment, true},
    Column{"start", day, true},
    Column{"end", day, true},
    Column{"value", money, true},
    Column{"first"},
    Column{"renewals", number, true},
    Column{"chainStart", day},
    Column{"partnerInvests", flag, true},
    Column{"amendments", number},
    Column{"endedAt", moment, true},
    Column{"settled", flag, true},
};
constexpr Table contracts{
    .name = "contracts", .columns = contract_columns, .key_columns = 2, .order = "concludedAt"};

std::optional<ZonedTime> concluded_at(const domain::Contract& contract) {
  if (!contract.signatures.empty()) return contract.signatures.front().act.occurred_at;
  if (contract.origin) return contract.origin->act.occurred_at;
  return std::nullopt;
}

std::optional<ZonedTime> ended_at(const domain::Contract& contract) {
  if (!contract.terminations.empty()) return contract.terminations.front().act.occurred_at;
  if (!contract.expiries.empty()) return contract.expiries.front().act.occurred_at;
  if (!contract.renewals.empty()) return contract.renewals.front().act.occurred_at;
  return std::nullopt;
}

/// The first contract of the chain of renewals that this one goes on with, and how many there were.
struct Chain {
  const domain::Contract* first;
  std::int64_t renewals = 0;
};

Chain chain_of(const domain::Partnership& matter, const domain::Contract& contract) {
  Chain chain{&contract};
  // As many steps as there are contracts: an irregular entry may have closed a circle.
  while (chain.first->origin && chain.renewals < std::ssize(matter.contracts)) {
    const domain::Contract* before = matter.contract(chain.first->origin->predecessor);
    if (before == nullptr) break;
    chain.first = before;
    ++chain.renewals;
  }
  return chain;
}

void contract_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::Partnership& matter = scene.matter();
  const auto organization = scene.organization();
  const domain::Proposal* proposal = matter.proposal();
  std::optional<Subject> venue;
  if (proposal != nullptr) venue = proposal->venue;
  for (const domain::Contract& contract : matter.contracts) {
    const domain::ContractTerms* terms = contract.terms();
    if (terms == nullptr) continue;  // only its end is known
    const Chain chain = chain_of(matter, contract);
    const domain::ContractTerms* first = chain.first->terms();
    rows.push_back(row_of(scene.subject, contract.id, organization, venue, contract.partner,
                          proposal == nullptr ? schema::Mode::UNSPECIFIED : proposal->mode,
                          domain::name_of(contract.state()), concluded_at(contract), terms->start,
                          terms->end, terms->value_fen, chain.first->id, chain.renewals,
                          first == nullptr ? std::optional<Day>{} : first->start,
                          terms->partner_invests, contract.amendments.size(), ended_at(contract),
                          !contract.settlements.empty()));
  }
}

constexpr std::array contract_events{
    Body::PARTNERSHIP_PROPOSED, Body::PROPOSAL_REVISED, Body::CONTRACT_DRAFTED,
    Body::CONTRACT_SIGNED,      Body::CONTRACT_AMENDED, Body::CONTRACT_RENEWED,
    Body::CONTRACT_TERMINATED,  Body::CONTRACT_EXPIRED, Body::ASSETS_SETTLED};
constexpr std::array models{
    ReadModel{&contracts, SubjectKind::partnership, contract_rows, contract_events}};

}  // namespace

std::span<const ReadModel> contract_models() { return models; }

}  // namespace minutebook::projections
