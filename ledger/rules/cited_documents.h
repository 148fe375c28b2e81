#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "ledger/domain/partnership.h"
#include "ledger/rules/question.h"

namespace minutebook::rules {

/// A stored document that an event of a matter cites.
struct CitedDocument {
  Position cited_at;
  crypto::Digest digest{};
  std::string_view title;  ///< empty where the event cites the digest alone
};

/// Every document that the facts of a matter cite, wherever they do, and the evidence of irregular
/// entries: by position, each document of an event once. The seal of a bid and its salt are no
/// documents. The titles are valid as long as the matter.
std::vector<CitedDocument> cited_documents(const domain::Partnership& matter);

/// What REC-3 says of a matter that cites these. `documents` may be null: nobody can tell.
Verdict judge_citations(std::span<const CitedDocument> cited, const Documents* documents);

}  // namespace minutebook::rules
