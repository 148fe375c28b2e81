#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tools/generate/generate.h"

namespace minutebook::generate {

/// All lines of a history.
inline std::string history(std::uint64_t partnerships, std::uint64_t seed) {
  std::string text;
  const auto summary = generate({partnerships, seed}, [&](std::string_view lines) -> Result<void> {
    text += lines;
    return {};
  });
  EXPECT_TRUE(summary.has_value());
  return text;
}

}  // namespace minutebook::generate
