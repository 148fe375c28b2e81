#pragma once

#include <functional>
#include <string_view>

#include "ledger/store/keys.h"
#include "ledger/verify/run.h"

namespace minutebook::verify {

struct StreamEntry {
  std::string_view stream;
  std::uint64_t version = 0;
  std::uint64_t position = 0;
};
struct CategoryEntry {
  SubjectKind kind{};
  std::uint64_t position = 0;
};
struct CommandEntry {
  CommandId id;
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};

// Every well-formed entry of an index, in the order of keys. With `report`, what is malformed or
// cannot be read is a fault.
void scan_streams(Run& run, bool report, const std::function<void(const StreamEntry&)>& visit);
void scan_categories(Run& run, bool report, const std::function<void(const CategoryEntry&)>& visit);
void scan_commands(Run& run, bool report, const std::function<void(const CommandEntry&)>& visit);

/// "stream:partnership/p@3".
std::string stream_place(std::string_view stream, std::uint64_t version);

}  // namespace minutebook::verify
