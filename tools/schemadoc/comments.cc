#include "tools/schemadoc/comments.h"

#include <fstream>
#include <regex>
#include <stdexcept>

namespace minutebook::schemadoc {

// A comment stands below what it explains. Those between the members of a union are headings of
// groups and explain no single member.
void Comments::read_file(const std::filesystem::path& file) {
  static const std::regex type(R"(^(?:struct|enum) (\w+).*\{$)");
  static const std::regex member(R"(^  (\w+) @\d+.*)");
  static const std::regex comment(R"(^  # (.*)$)");
  std::ifstream in(file);
  std::string outer;
  std::string name;
  std::smatch found;
  for (std::string line; std::getline(in, line);) {
    if (std::regex_match(line, found, type)) {
      outer = name = found[1];
    } else if (std::regex_match(line, found, member)) {
      name = outer + "." + found[1].str();
    } else if (std::regex_match(line, found, comment) && !name.empty()) {
      std::string& text = texts_[name];
      text += (text.empty() ? "" : " ") + found[1].str();
    } else if (line == "}") {
      outer.clear();
      name.clear();
    }
  }
}

Comments Comments::read(const std::filesystem::path& folder) {
  Comments out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".capnp") out.read_file(entry.path());
  }
  if (out.texts_.empty()) throw std::runtime_error(folder.string() + ": no schema files");
  return out;
}

std::string Comments::of(const std::string& name) const {
  const auto found = texts_.find(name);
  return found == texts_.end() ? std::string() : found->second;
}

}  // namespace minutebook::schemadoc
