// schemadoc --write|--check SCHEMA_DIR FORMATS_DIR: the pages of docs/formats that the schema
// dictates. --check compares instead of writing; exit status 1 when a file differs.

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>

#include "tools/schemadoc/comments.h"
#include "tools/schemadoc/json_schema.h"
#include "tools/schemadoc/markdown.h"

namespace {

namespace fs = std::filesystem;
namespace doc = minutebook::schemadoc;

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

int check(const std::map<std::string, std::string>& pages, const fs::path& folder) {
  int status = 0;
  for (const auto& [name, text] : pages) {
    if (read(folder / name) == text) continue;
    std::cerr << "docs/formats/" << name << " is not what the schema says; regenerate it: "
              << "cmake --build BUILD --target formats\n";
    status = 1;
  }
  return status;
}

int write(const std::map<std::string, std::string>& pages, const fs::path& folder) {
  fs::create_directories(folder);
  for (const auto& [name, text] : pages) {
    std::ofstream out(folder / name, std::ios::binary);
    out << text;
    if (!out.flush()) {
      std::cerr << "cannot write " << (folder / name) << "\n";
      return 1;
    }
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc == 4 ? argv[1] : "";
  if (mode != "--write" && mode != "--check") {
    std::cerr << "usage: schemadoc --write|--check SCHEMA_DIR FORMATS_DIR\n";
    return 2;
  }
  try {
    const auto comments = doc::Comments::read(argv[2]);
    const std::map<std::string, std::string> pages{
        {"commands.md", doc::commands_page(comments)},
        {"events.md", doc::events_page(comments)},
        {"command.schema.json", doc::command_json_schema(comments)},
    };
    return mode == "--write" ? write(pages, argv[3]) : check(pages, argv[3]);
  } catch (const std::exception& e) {
    std::cerr << "schemadoc: " << e.what() << "\n";
    return 1;
  }
}
