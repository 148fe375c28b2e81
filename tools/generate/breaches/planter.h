#pragma once

#include <span>
#include <string_view>

#include "tools/generate/breaches/case.h"

/// What can be planted into a clean matter: breaches of a rule, and near misses of it.
namespace minutebook::generate {

// In which matters, by mode and by what the approval matrix asks.
inline constexpr unsigned external = 1;
inline constexpr unsigned undertaken = 2;
inline constexpr unsigned internal = 4;
inline constexpr unsigned sponsored = 8;
inline constexpr unsigned approved = 16;  ///< approval is asked
inline constexpr unsigned filed = 32;     ///< filing is asked
inline constexpr unsigned selected = external | undertaken | approved | filed;
inline constexpr unsigned unselected = internal | sponsored | approved | filed;
inline constexpr unsigned anywhere = selected | unselected;
inline constexpr unsigned anywhere_approved = anywhere & ~filed;
inline constexpr unsigned anywhere_filed = anywhere & ~(approved | external);

enum class Kind { breach, near_miss };

/// One way in which a rule is broken, or all but broken.
struct Planter {
  std::string_view rule;
  std::string_view variant;  ///< as the labels name it
  Kind kind = Kind::breach;
  unsigned where = anywhere;
  /// Changes the matter once it is told; says which rules it breaks.
  void (*edit)(Case&) = nullptr;
  /// Changes what is settled before it is told.
  void (*plot)(Plot&) = nullptr;
  /// Does it stand beside planters of other groups without changing what they mean?
  bool combines = true;
};

// The groups, one file each.
std::span<const Planter> study_planters();
std::span<const Planter> vote_planters();
std::span<const Planter> vote_count_planters();
std::span<const Planter> meeting_planters();
std::span<const Planter> approval_planters();
std::span<const Planter> selection_planters();
std::span<const Planter> award_planters();
std::span<const Planter> signing_planters();
std::span<const Planter> text_planters();
std::span<const Planter> evaluation_planters();
std::span<const Planter> interim_planters();
std::span<const Planter> report_planters();
std::span<const Planter> recording_planters();
std::span<const Planter> pattern_planters();

/// All groups, in the order of the catalogue.
std::span<const std::span<const Planter>> planters();

}  // namespace minutebook::generate
