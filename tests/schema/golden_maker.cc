// golden_maker --update DIR: writes the goldens that are not there yet. What is there stays as it
// is, for ever: stored ledgers hold such bytes.

#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "ledger/schema/encoding.h"
#include "ledger/schema/header.capnp.h"
#include "tests/schema/example.h"
#include "tests/schema/golden.h"

namespace minutebook::schema {
namespace {

void write_new(const std::filesystem::path& file, const std::string& text) {
  if (std::filesystem::exists(file)) return;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  std::cout << "new: " << file.filename().string() << "\n";
}

template <typename Struct>
void write_pair(const std::filesystem::path& stem, capnp::MessageBuilder& message) {
  const auto root = message.getRoot<Struct>().asReader();
  write_new(stem.string() + ".hex", to_hex_lines(canonical_bytes(root)));
  write_new(stem.string() + ".json", to_json(root) + "\n");
}

void write_events(const std::filesystem::path& folder) {
  for (std::size_t i = 0; i < event_type_count; ++i) {
    const auto type = static_cast<EventBody::Which>(i);
    write_pair<Payload>(folder / event_name(type), *example_payload(type, i + 1, true));
  }
}

void write_commands(const std::filesystem::path& folder) {
  for (const CommandTraits& traits : command_traits()) {
    const auto seed = static_cast<std::uint64_t>(traits.which) + 1000;
    const auto message = example_command(traits, seed, true);
    const auto command = message->getRoot<Command>().asReader();
    write_new(folder / (std::string(traits.name) + ".json"), to_json(command) + "\n");
  }
}

/// Adds lines, never takes one away.
void extend_schema(const std::filesystem::path& file) {
  std::set<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) lines.insert(line);
  for (std::string& line : schema_lines()) lines.insert(std::move(line));
  std::ofstream out(file);
  for (const std::string& line : lines) out << line << "\n";
}

}  // namespace
}  // namespace minutebook::schema

int main(int argc, char** argv) {
  using namespace minutebook::schema;
  if (argc != 3 || std::string_view(argv[1]) != "--update") {
    std::cerr << "usage: golden_maker --update DIR\n";
    return 2;
  }
  const std::filesystem::path root = argv[2];
  std::filesystem::create_directories(root);
  write_events(root / "events");
  write_commands(root / "commands");
  write_pair<Header>(root / "header", *example_header(7, true));
  extend_schema(root / "schema.txt");
}
