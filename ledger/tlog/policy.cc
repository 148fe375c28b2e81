#include "ledger/tlog/policy.h"

#include <algorithm>
#include <utility>

#include "ledger/base/check.h"

namespace minutebook::tlog {
namespace {

std::string names_of(const std::vector<Witnessed>& witnesses, const char* when_none) {
  std::string names;
  for (const Witnessed& witness : witnesses) {
    names += (names.empty() ? "" : ", ") + printable(witness.name);
  }
  return names.empty() ? when_none : names;
}

}  // namespace

std::vector<Witnessed> Policy::witnesses_of(const OpenedNote& note) const {
  std::vector<Witnessed> found;
  for (const PolicyParty& witness : witnesses_) {
    for (const NoteSignature& signature : note.verified) {
      if (signature.key_id != witness.key.id() || signature.key_name != witness.key.name())
        continue;
      const auto cosignature = parse_cosignature(signature.bytes);
      MB_CHECK(cosignature.has_value());  // it was verified
      found.push_back({witness.name, cosignature->time});
    }
  }
  return found;
}

bool Policy::is_met(const std::vector<Witnessed>& witnesses) const {
  if (!quorum_) return true;
  std::vector<bool> met;
  for (const PolicyParty& witness : witnesses_) {
    met.push_back(std::any_of(witnesses.begin(), witnesses.end(),
                              [&](const Witnessed& each) { return each.name == witness.name; }));
  }
  for (const PolicyGroup& group : groups_) {  // members come before their group
    const auto count = std::count_if(group.members.begin(), group.members.end(),
                                     [&](std::size_t member) { return met[member]; });
    met.push_back(static_cast<std::size_t>(count) >= group.threshold);
  }
  return met[*quorum_];
}

Result<TrustedCheckpoint> Policy::open(std::string_view signed_note) const {
  return open(signed_note, {});
}

Result<TrustedCheckpoint> Policy::open(std::string_view signed_note,
                                       std::span<const VerifierKey> logs) const {
  std::vector<VerifierKey> known;
  for (const PolicyParty& party : logs_) known.push_back(party.key);
  for (const VerifierKey& key : logs) {
    if (std::find(known.begin(), known.end(), key) == known.end()) known.push_back(key);
  }
  for (const PolicyParty& party : witnesses_) known.push_back(party.key);
  MB_TRY(opened, open_checkpoint(signed_note, known));
  auto witnesses = witnesses_of(opened.note);
  if (!is_met(witnesses)) {
    return fail(Errc::unauthorised,
                "the checkpoint is not witnessed as quorum " + printable(quorum_name_) +
                    " demands; cosigned by: " + names_of(witnesses, "nobody"),
                "检查点未达到见证要求 " + printable(quorum_name_) + "；已见证：" +
                    names_of(witnesses, "无"));
  }
  return TrustedCheckpoint{std::move(opened.checkpoint), std::move(opened.note),
                           std::move(witnesses)};
}

}  // namespace minutebook::tlog
