#pragma once

#include <string>

namespace minutebook::test {

/// A rulebook file as tests need it: the identity, then `more`.
struct RulebookText {
  std::string title = "test rules";
  int version = 1;
  std::string organization = {};  ///< such as "organization/city"; empty: the whole ledger
  std::string effective_from = "2021-04-01";
  std::string more = {};

  std::string text() const {
    std::string out = "title = \"" + title + "\"\nversion = " + std::to_string(version) + "\n";
    if (!organization.empty()) out += "organization = \"" + organization + "\"\n";
    return out + "effective-from = " + effective_from + "\n" + more;
  }
};

}  // namespace minutebook::test
