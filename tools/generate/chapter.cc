#include "tools/generate/chapter.h"

#include <algorithm>

#include "ledger/base/check.h"
#include "ledger/base/ids.h"

namespace minutebook::generate {

SeededRandom draws(std::uint64_t seed, std::uint64_t label) {
  SeededRandom first(seed);
  SeededRandom second(first.next() ^ label);
  return SeededRandom(second.next());
}

std::string Chapter::next_id() {
  SeededRandom random = draws(seed_ ^ number_ << 32, sent_++);
  Uuid id;
  random.fill(id.bytes);
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | 0x80);  // version 8: made up
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
  return id.text();
}

std::string Chapter::begin(const Heading& heading, const std::string& id) {
  std::string line;
  line.reserve(768);
  line += '{';
  Ink(line)
      .text("commandId", id)
      .text("type", heading.type)
      .text("subject", heading.subject)
      .text("actor", heading.actor)
      .text("role", heading.role)
      .time("occurredAt", heading.at)
      .open("data");
  return line;
}

void Chapter::send_later(const Heading& heading, Minute sent, std::string_view more,
                         std::string_view data) {
  MB_CHECK(sent <= horizon);
  std::string line = begin(heading, next_id());
  constexpr std::string_view start_of_data = "\"data\":{";
  line.insert(line.size() - start_of_data.size(), more);
  line.pop_back();
  line += data;
  line += "}\n";
  commands_.push_back({sent, std::move(line)});
}

std::vector<Chapter::Command> Chapter::take_by_time() {
  std::stable_sort(commands_.begin(), commands_.end(),
                   [](const Command& a, const Command& b) { return a.at < b.at; });
  return std::move(commands_);
}

}  // namespace minutebook::generate
