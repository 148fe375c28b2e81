#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace minutebook::schemadoc {

/// The comments of the schema files: "Ballot" of a struct or enum, "Ballot.choice" of a member. The
/// compiled schema does not carry them.
class Comments {
 public:
  /// Reads every *.capnp of `folder`; throws std::runtime_error when there is none.
  static Comments read(const std::filesystem::path& folder);

  /// Empty when there is none.
  std::string of(const std::string& name) const;

 private:
  void read_file(const std::filesystem::path& file);

  std::map<std::string, std::string> texts_;
};

}  // namespace minutebook::schemadoc
