#pragma once

#include <functional>
#include <memory>

#include "ledger/base/result.h"
#include "ledger/rules/examiner.h"
#include "ledger/service/ledger.h"
#include "ledger/service/reader.h"
#include "tools/inspect/changes.h"

/// The rule catalogue over a stored ledger.
namespace minutebook::inspect {

/// Documents as the ledger has them, which outlives it. Each is looked up once.
std::unique_ptr<rules::Documents> stored_documents(store::EventStore& store);

/// What a ledger's log says under its rules, as far as it was asked for.
struct Examination {
  std::unique_ptr<rules::Documents> documents;  ///< the examiner asks it; outlives it
  std::unique_ptr<rules::Examiner> examiner;
  std::uint64_t events = 0;  ///< looked at
  bool whole = true;         ///< false when `progress` ended it
};

struct ExaminationOptions {
  service::AsOf as_of = {};
  std::optional<Subject> only = {};  ///< this matter alone
  rules::MatterExamination::OnChange on_change = {};
  /// Called now and then with the events looked at; false ends the examination.
  std::function<bool(std::uint64_t events)> progress = {};
};

/// Goes through the log once, in order. The ledger must outlive the result.
Result<Examination> examine(service::Ledger& ledger, const ExaminationOptions& options);

// As JSON: {"en": …, "zh-CN": …} for reasons, RFC 3339 in the ledger's zone for times.
Json verdict_json(const rules::Verdict& verdict, std::int16_t zone_offset_minutes);
Json finding_json(const rules::Finding& finding, std::int16_t zone_offset_minutes);
Json open_item_json(const rules::OpenItem& item, std::int16_t zone_offset_minutes);
Json change_json(const rules::RulingChange& change, std::int16_t zone_offset_minutes);

}  // namespace minutebook::inspect
