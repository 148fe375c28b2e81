#pragma once

#include <string>
#include <string_view>

#include "ledger/domain/directory.h"

namespace minutebook::cli {

/// What people call a subject: a person's title, a partner's name … Borrows the directory.
class Names {
 public:
  explicit Names(const domain::Directory& directory) : directory_(directory) {}

  /// Title or name; the subject itself where there is none.
  std::string of(std::string_view subject) const;
  /// "title (person/x)", or the subject itself.
  std::string with_id(std::string_view subject) const;

 private:
  const domain::Directory& directory_;
};

}  // namespace minutebook::cli
