#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "ledger/domain/directory.h"
#include "tools/export/ocds/json.h"

namespace minutebook::ocds {

/// Scheme of unified social credit codes (GB 32100-2015).
inline constexpr std::string_view credit_code_scheme = "CN-USCC";

/// "CN-USCC-9133…" of a partner; of anything else its subject.
std::string party_id(const Subject& subject);

/// Who takes part in a process, and as what: gathered while the process is written. Borrows the
/// directory.
class Parties {
 public:
  explicit Parties(const domain::Directory& directory) : directory_(directory) {}

  /// {"id", "name"} of an organization or partner, which from now on has `role` as well.
  Json reference(const Subject& subject, std::string_view role);
  std::string name_of(const Subject& subject) const;
  /// How a person or service is shown: by title, never by an id.
  std::string title_of(const Subject& subject) const;
  const domain::Directory& directory() const { return directory_; }
  /// The `parties` of the release, in the order of their subjects.
  Json list() const;

 private:
  Json party(const Subject& subject) const;

  const domain::Directory& directory_;
  std::map<Subject, std::set<std::string>> roles_;
};

}  // namespace minutebook::ocds
