#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/domain/act.h"
#include "ledger/schema/study.capnp.h"

/// Step 1: what is proposed, studied and declared before anybody decides.
namespace minutebook::domain {

struct PublicBenefit {
  std::string item;
  std::uint32_t free_places = 0;
  std::uint8_t discount_percent = 0;
  std::string description;
};

/// The whole proposal as it read from this event on.
struct Proposal {
  Act act;
  Subject venue;
  schema::Mode mode = schema::Mode::UNSPECIFIED;
  std::string title;
  std::string purpose;
  std::string scope;
  std::string necessity;
  std::string feasibility;
  std::uint16_t intended_term_months = 0;
  std::int64_t estimated_value_fen = 0;
  std::vector<PublicBenefit> public_benefits;
  std::vector<Document> documents;
  std::optional<Subject> candidate;  ///< partner known from the start
  std::string reason;                ///< of a revision; empty for the first
};

struct Withdrawal {
  Act act;
  std::string reason;
};

struct Study {
  Act act;
  std::string necessity;
  std::string feasibility;
  std::string methods;
  schema::Conclusion conclusion = schema::Conclusion::UNSPECIFIED;
  std::optional<Document> document;
};

/// Owned values of a list in a stored event.
std::vector<PublicBenefit> benefits_of(capnp::List<schema::PublicBenefit>::Reader list);

struct Aspect {
  schema::Assessment assessment = schema::Assessment::NOT_ASSESSED;
  std::string note;
};

struct DueDiligence {
  Act act;
  Subject partner;
  Aspect qualification;
  Aspect integrity_record;
  Aspect service_brand;
  Aspect overall_strength;
  std::vector<Document> documents;
};

struct Interest {
  Act act;
  std::optional<Subject> partner;
  std::string nature;
};

}  // namespace minutebook::domain
