#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/domain/act.h"
#include "ledger/schema/approval.capnp.h"

/// Step 3: approval and filing.
namespace minutebook::domain {

enum class ApprovalOutcome { pending, granted, returned, refused };

std::string_view name_of(ApprovalOutcome outcome);

/// What the authority answered. Which of the texts are there depends on the outcome.
struct ApprovalAnswer {
  Act act;
  ApprovalOutcome outcome = ApprovalOutcome::pending;
  std::string conditions;
  std::optional<crypto::Digest> contract_text;  ///< digest of the text that was approved
  std::optional<Document> document;
  std::string reason;
};

struct ApprovalRequest {
  Act act;
  std::string id;
  Subject authority;
  std::string meeting;  ///< empty: no meeting cited
  std::string summary;
  std::vector<Document> documents;
  std::vector<ApprovalAnswer> answers;  ///< more than one in irregular entries only

  ApprovalOutcome outcome() const {
    return answers.empty() ? ApprovalOutcome::pending : answers.back().outcome;
  }
};

struct FilingAcknowledgement {
  Act act;
  std::string note;
};

struct Filing {
  Act act;
  std::string id;
  Subject authority;
  std::string summary;
  std::vector<Document> documents;
  std::vector<FilingAcknowledgement> acknowledgements;

  bool acknowledged() const { return !acknowledgements.empty(); }
};

}  // namespace minutebook::domain
