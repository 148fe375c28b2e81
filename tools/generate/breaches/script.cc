#include "tools/generate/breaches/script.h"

#include <algorithm>

#include "ledger/base/check.h"
#include "ledger/crypto/digest.h"

namespace minutebook::generate {
namespace {

/// The fields that an irregular entry has besides.
std::string claim_of(const Entry& entry) {
  if (entry.reason.empty()) return {};
  const auto evidence = crypto::hash(
      crypto::Suite::standard, {as_bytes(entry.type), as_bytes("\n"), as_bytes(entry.reason)});
  Json claim;
  if (!entry.for_whom.empty()) claim["onBehalfOf"] = entry.for_whom;
  claim["irregular"] = true;
  claim["reason"] = entry.reason;
  claim["evidence"] = Json::array({crypto::hex_of(evidence)});
  const std::string text = claim.dump();
  return text.substr(1, text.size() - 2) + ",";
}

bool is_under(std::string_view tag, std::string_view above) {
  return tag == above || (tag.starts_with(above) && tag.substr(above.size()).starts_with(":"));
}

}  // namespace

Entry& Script::at(std::string_view tag) {
  const auto found = std::ranges::find(entries_, tag, &Entry::tag);
  MB_CHECK(found != entries_.end());
  return *found;
}

bool Script::has(std::string_view tag) const {
  return std::ranges::find(entries_, tag, &Entry::tag) != entries_.end();
}

bool Script::has_under(std::string_view tag) const {
  return std::ranges::any_of(
      entries_, [&](const Entry& entry) { return entry.tag != tag && is_under(entry.tag, tag); });
}

void Script::remove(std::string_view tag) {
  const auto count =
      std::erase_if(entries_, [&](const Entry& entry) { return is_under(entry.tag, tag); });
  MB_CHECK(count > 0);
}

void Script::send(Chapter& chapter, const std::string& subject) const {
  for (const Entry& entry : entries_) {
    const std::string& about = entry.subject.empty() ? subject : entry.subject;
    chapter.send_later({entry.type, about, entry.actor, entry.role, entry.at},
                       std::max(entry.at, entry.sent), claim_of(entry), entry.data.dump());
  }
}

}  // namespace minutebook::generate
