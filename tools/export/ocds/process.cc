#include "tools/export/ocds/process.h"

#include "ledger/base/check.h"

namespace minutebook::ocds {

std::string imported_ocid(const domain::Partnership& matter) {
  if (matter.proposals.empty()) return {};
  const Position proposed = matter.proposals.front().act.position;
  for (const domain::IrregularEntry& entry : matter.irregular_entries) {
    if (entry.act.position == proposed && entry.reason.starts_with(imported_reason)) {
      return entry.reason.substr(imported_reason.size());
    }
  }
  return {};
}

Json process_of(const domain::Partnership& matter, const domain::Directory& directory,
                const std::string& ocid) {
  MB_CHECK(matter.proposal() != nullptr);
  Parties parties(directory);
  const Source source{matter, parties, directory.ledger().zone_offset_minutes};
  Json out = Json::object();
  out["ocid"] = ocid;
  out["initiationType"] = "tender";
  out["language"] = "zh";
  out["parties"] = Json::array();  // filled last, when all roles are known
  if (const auto owner = directory.organization_of(matter.proposal()->venue)) {
    out["buyer"] = parties.reference(*owner, "buyer");
  }
  out["planning"] = planning_of(source);
  out["tender"] = tender_of(source, ocid);
  put_list(out, "bids", bids_of(source));
  put_list(out, "awards", awards_of(source));
  put_list(out, "contracts", contracts_of(source));
  out["minutebook"] = extension_of(source);
  out["parties"] = parties.list();
  return out;
}

}  // namespace minutebook::ocds
