// Run by the build: labels_embed LABELS.toml OUT.cc turns the catalogue into a sorted table, so
// that the library reads no file and parses no TOML when it starts.

#include <toml++/toml.h>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

namespace {

struct Pair {
  std::string en;
  std::string zh;
};

using Labels = std::map<std::string, Pair>;

void collect(const toml::table& table, const std::string& prefix, Labels& out) {
  const auto* en = table.get_as<std::string>("en");
  const auto* zh = table.get_as<std::string>("zh");
  if (en != nullptr && zh != nullptr) {
    out[prefix] = {en->get(), zh->get()};
    return;
  }
  if (en != nullptr || zh != nullptr) throw std::runtime_error(prefix + ": one language only");
  for (const auto& [key, node] : table) {
    const auto* below = node.as_table();
    const std::string name = prefix.empty() ? std::string(key) : prefix + "." + std::string(key);
    if (below == nullptr) throw std::runtime_error(name + ": not a table");
    collect(*below, name, out);
  }
}

std::string literal(const std::string& text) {
  constexpr char delimiter[] = "label";
  return "R\"" + std::string(delimiter) + "(" + text + ")" + delimiter + "\"";
}

void write(const Labels& labels, std::ostream& out) {
  out << "// Generated from ledger/schema/labels.toml.\n"
         "#include \"ledger/schema/labels.h\"\n\n"
         "namespace minutebook::schema {\nnamespace {\nconstexpr Label table[] = {\n";
  for (const auto& [key, pair] : labels) {
    out << "{\"" << key << "\", " << literal(pair.en) << ", " << literal(pair.zh) << "},\n";
  }
  out << "};\n}  // namespace\n\n"
         "std::span<const Label> all_labels() { return table; }\n\n"
         "}  // namespace minutebook::schema\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: labels_embed LABELS.toml OUT.cc\n";
    return 2;
  }
  try {
    Labels labels;
    collect(toml::parse_file(argv[1]), "", labels);
    std::ofstream out(argv[2]);
    write(labels, out);
    return out.flush() ? 0 : 1;
  } catch (const std::exception& e) {
    std::cerr << argv[1] << ": " << e.what() << "\n";
    return 1;
  }
}
