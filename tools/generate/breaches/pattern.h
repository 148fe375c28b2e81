#pragma once

#include <span>
#include <string_view>

#include "tools/generate/breaches/planter.h"

/// What shows only in several matters: all four of a venue are told for it.
namespace minutebook::generate {

struct Pattern {
  std::string_view rule;
  std::string_view variant;
  Kind kind = Kind::breach;
  bool sole_venue = false;      ///< its owner must have no other, since owners are counted
  std::int64_t days_apart = 0;  ///< from one matter's beginning to the next
  /// Settles the matter that follows those told already.
  void (*plot)(std::span<Case> told, Plot& plot) = nullptr;
  /// Changes the matters once they are told; labels the one that completes the pattern.
  void (*edit)(std::span<Case> cases) = nullptr;
};

std::span<const Pattern> patterns();

}  // namespace minutebook::generate
