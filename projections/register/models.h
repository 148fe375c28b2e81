#pragma once

#include <span>

#include "projections/read_model.h"

/// The register: what is so about matters, contracts, organizations, people. One file a group of
/// tables; each is a pure function of the state of single streams.
namespace minutebook::projections {

std::span<const ReadModel> partnership_models();   ///< partnerships, interests
std::span<const ReadModel> meeting_models();       ///< meetings, ballots, positions
std::span<const ReadModel> approval_models();      ///< approvals, filings
std::span<const ReadModel> selection_models();     ///< selections, bids, objections
std::span<const ReadModel> contract_models();      ///< contracts
std::span<const ReadModel> evaluation_models();    ///< evaluations, rectifications
std::span<const ReadModel> milestone_models();     ///< milestones, for statistics
std::span<const ReadModel> organization_models();  ///< organizations, venues, reports, letters
std::span<const ReadModel> principal_models();     ///< bodies, seats, people, roles, partners
std::span<const ReadModel> supervision_models();   ///< programmes, their items, inspections

/// All of the above.
std::span<const ReadModel> register_models();

}  // namespace minutebook::projections
