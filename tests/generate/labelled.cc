#include "tests/generate/labelled.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tools/generate/generate.h"

namespace minutebook::generate {

Labelled labelled(std::uint64_t partnerships, std::uint64_t seed, std::uint32_t per_million) {
  Labelled world;
  std::string text;
  const auto into = [](std::string& all) {
    return [&all](std::string_view lines) -> Result<void> {
      all += lines;
      return {};
    };
  };
  Options options{partnerships, seed};
  options.breaches = per_million;
  EXPECT_TRUE(generate(options, into(world.commands), into(text)).has_value());
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    world.labels.push_back(nlohmann::json::parse(line));
  }
  world.header = world.labels.at(0);
  world.labels.erase(world.labels.begin());
  return world;
}

}  // namespace minutebook::generate
