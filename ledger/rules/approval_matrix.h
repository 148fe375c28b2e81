#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ledger/base/text.h"
#include "ledger/schema/directory.capnp.h"
#include "ledger/schema/types.capnp.h"

namespace minutebook::rules {

/// A set of members of one schema enumeration, by ordinal.
template <typename Enum>
class EnumSet {
 public:
  constexpr EnumSet() = default;
  constexpr EnumSet(std::initializer_list<Enum> members) {
    for (const Enum member : members) insert(member);
  }
  constexpr void insert(Enum member) { bits_ |= bit(member); }
  constexpr bool contains(Enum member) const { return (bits_ & bit(member)) != 0; }
  constexpr bool is_empty() const { return bits_ == 0; }
  constexpr EnumSet operator&(EnumSet other) const { return EnumSet(bits_ & other.bits_); }
  constexpr EnumSet operator|(EnumSet other) const { return EnumSet(bits_ | other.bits_); }
  constexpr bool is_within(EnumSet other) const { return (bits_ & ~other.bits_) == 0; }
  constexpr bool operator==(const EnumSet&) const = default;

 private:
  constexpr explicit EnumSet(std::uint32_t bits) : bits_(bits) {}
  static constexpr std::uint32_t bit(Enum member) {
    return std::uint32_t{1} << static_cast<unsigned>(member);
  }
  std::uint32_t bits_ = 0;
};

using ModeSet = EnumSet<schema::Mode>;
using LevelSet = EnumSet<schema::OrganizationLevel>;

/// What the matrix asks of a matter, in order of strictness.
enum class Demand : std::uint8_t { nothing, filing, approval };

/// Who answers: the venue's own organization, the one above it, or the nearest one at or above it
/// that has a level.
struct Authority {
  enum class Kind : std::uint8_t { own, parent, level } kind = Kind::parent;
  schema::OrganizationLevel level = schema::OrganizationLevel::UNSPECIFIED;  ///< of Kind::level
  bool operator==(const Authority&) const = default;
};

/// One row: a matter that fits in every column is asked for this.
struct ApprovalRow {
  LevelSet levels;  ///< of the organization that owns the venue
  ModeSet modes;
  std::int64_t value_from_fen = 0;                   ///< at least
  std::optional<std::int64_t> value_below_fen = {};  ///< less than; absent: no bound
  std::uint16_t term_over_months = 0;                ///< longer than; 0: any term
  Demand demand = Demand::nothing;
  Authority authority;
};

/// What was asked, as the row says it.
struct ApprovalDemand {
  Demand demand = Demand::nothing;
  Authority authority;
  bool operator==(const ApprovalDemand&) const = default;
};

/// Does `a` ask more than `b` of a matter of a venue of `level`: more than that, or the same from a
/// higher authority? The authority next above the venue counts as one level above it.
bool is_stricter(const ApprovalDemand& a, const ApprovalDemand& b, schema::OrganizationLevel level);

}  // namespace minutebook::rules
