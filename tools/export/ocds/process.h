#pragma once

#include <string>
#include <string_view>

#include "ledger/domain/directory.h"
#include "ledger/domain/partnership.h"
#include "tools/export/ocds/json.h"
#include "tools/export/ocds/parties.h"

/// A matter as one contracting process. What is not recorded is not written, and of sealed bids
/// nothing is, not even their number, before they are opened.
namespace minutebook::ocds {

/// What a process is written from. Borrows; a value for the time of writing.
struct Source {
  const domain::Partnership& matter;
  Parties& parties;
  std::int16_t zone_offset_minutes = 0;
};

/// In an irregular entry's reason, before the ocid: how an imported matter keeps its ocid.
inline constexpr std::string_view imported_reason = "imported from published record ";

/// The ocid that a matter was imported under; empty when it began in this ledger.
std::string imported_ocid(const domain::Partnership& matter);

// The sections of a release.
Json planning_of(const Source& source);
Json tender_of(const Source& source, const std::string& ocid);
Json bids_of(const Source& source);  ///< empty before an opening
Json awards_of(const Source& source);
Json contracts_of(const Source& source);
/// What the standard has no place for: meetings, votes, approvals, evaluations … (the extension).
Json extension_of(const Source& source);

/// The award id of a contract: its bid, or one of its own where there was no bidding.
std::string award_id(const domain::Contract& contract);

/// The whole process as it stands: ocid, language, parties and all sections, without the release's
/// own id, date and tag. The matter must have been proposed.
Json process_of(const domain::Partnership& matter, const domain::Directory& directory,
                const std::string& ocid);

}  // namespace minutebook::ocds
