#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/domain/act.h"
#include "ledger/domain/study.h"
#include "ledger/schema/contract.capnp.h"

/// Step 4, second half: contracts. A matter may have several; a renewal makes a new one.
namespace minutebook::domain {

struct ContractTerms {
  std::string content;
  std::string requirements;
  std::string performance_standards;
  std::string constraints;
  std::string exit;
  std::optional<Day> start;
  std::optional<Day> end;  ///< first day on which it no longer holds
  std::string long_term_reason;
  bool partner_invests = false;
  std::string asset_disposal;
  std::string revenue_terms;
  std::int64_t value_fen = 0;
  bool brand_unchanged = false;
  bool function_unchanged = false;
  bool primary_business_unchanged = false;
  bool title_unchanged = false;
  std::vector<PublicBenefit> public_benefits;
};

struct ContractDraft {
  Act act;
  Subject partner;
  std::string selection;  ///< empty: none cited
  std::string bid;        ///< empty: none cited
  ContractTerms terms;
  Document text;
};

struct ContractSignature {
  Act act;
  Subject partner;
  ContractTerms terms;
  Document text;
  std::string partner_signatory;
};

struct ContractAmendment {
  Act act;
  ContractTerms terms;  ///< all terms as they read from then on
  Document text;
  std::string meeting;  ///< empty: none cited
  std::string reason;
};

/// Kept by both contracts: the one that ends by it and the one that it makes.
struct ContractRenewal {
  Act act;
  std::string predecessor;
  std::string successor;
  ContractTerms terms;  ///< of the successor
  Document text;
  std::string meeting;  ///< empty: none cited
  std::string reason;
};

struct ContractTermination {
  Act act;
  schema::TerminationCause cause = schema::TerminationCause::UNSPECIFIED;
  std::string reason;
  std::optional<Document> document;
};

struct ContractExpiry {
  Act act;
};

struct AssetSettlement {
  Act act;
  std::string description;
  std::int64_t value_fen = 0;
  std::optional<Document> document;
};

enum class ContractState { drafted, running, renewed, terminated, expired };

std::string_view name_of(ContractState state);

struct Contract {
  std::string id;
  Subject partner;  ///< as signed; before that, as last drafted
  std::vector<ContractDraft> drafts;
  std::vector<ContractSignature> signatures;  ///< more than one in irregular entries only
  std::optional<ContractRenewal> origin;      ///< the renewal that made it, if one did
  std::vector<ContractAmendment> amendments;
  std::vector<ContractRenewal> renewals;
  std::vector<ContractTermination> terminations;
  std::vector<ContractExpiry> expiries;
  std::vector<AssetSettlement> settlements;

  /// In force once: signed, or made by a renewal.
  bool concluded() const { return origin || !signatures.empty(); }
  /// Of a concluded contract: the event that concluded it.
  Position concluded_at() const {
    return signatures.empty() ? origin->act.position : signatures.front().act.position;
  }
  /// Of any contract: its first event.
  Position made_at() const { return drafts.empty() ? concluded_at() : drafts.front().act.position; }
  bool ended() const { return !renewals.empty() || !terminations.empty() || !expiries.empty(); }
  /// Of an ended contract: the event that ended it, as state() sees it.
  Position ended_at() const;
  /// Of several ends (irregular entries), the gravest: terminated, then expired, then renewed.
  ContractState state() const;
  /// As last drafted, signed, renewed or amended. Never null for a contract in a state.
  const ContractTerms* terms() const;
};

}  // namespace minutebook::domain
