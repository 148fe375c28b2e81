#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/ids.h"
#include "ledger/domain/partnership.h"
#include "ledger/rules/approval_matrix.h"
#include "ledger/rules/parameters.h"
#include "ledger/schema/contract.capnp.h"
#include "ledger/schema/directory.capnp.h"
#include "ledger/schema/selection.capnp.h"

/// What a rulebook says, as values. How it is written is in rulebook_file.h.
namespace minutebook::rules {

/// What happens to a command that would break the rule: it is accepted and the breach found, or it
/// is refused.
enum class Enforce : std::uint8_t { flag, refuse };

/// What a contract has to state (SIGN-2).
enum class ContractTerm : std::uint8_t {
  content,
  requirements,
  performance_standards,
  term,
  constraints,
  exit,
};
inline constexpr std::size_t contract_term_count = 6;

using BodySet = EnumSet<schema::BodyKind>;
using MethodSet = EnumSet<schema::SelectionMethod>;
using TermSet = EnumSet<ContractTerm>;
using StepSet = EnumSet<domain::Step>;
using RoleSet = EnumSet<schema::Role>;

inline constexpr std::size_t level_count = 7;  ///< of schema::OrganizationLevel, unspecified too
inline constexpr std::size_t mode_count = 5;   ///< of schema::Mode, unspecified too

/// An edition from which a rulebook was made.
struct EditionRef {
  Subject rulebook;
  std::uint32_t version = 0;
  Position adopted_at;
  bool operator==(const EditionRef&) const = default;
};

/// What one rule is set to; absent: as the catalogue has it.
struct RuleSetting {
  std::optional<Enforce> enforce;
  std::optional<ModeSet> modes;
};

/// The parameters in force for one organization on one day: those of its own rulebook and of all
/// above it, each time the stricter one. What an edition does not set, it leaves to those above it.
/// A value; made by one edition or by stricter_of.
struct Rulebook {
  Rulebook();  ///< every parameter at its fallback, no approval asked for

  std::array<std::int64_t, number_count> numbers{};
  std::array<Share, fraction_count> fractions{};
  std::array<BodySet, level_count> bodies{};              ///< VOTE-1: which may decide, by level
  MethodSet methods;                                      ///< SEL-1: those that are open
  std::vector<std::string> channels;                      ///< SEL-1: all of them are required
  TermSet terms;                                          ///< SIGN-2
  std::array<StepSet, mode_count> steps{};                ///< required, by mode
  RoleSet irregular_roles;                                ///< who may record irregular facts
  std::map<std::string, RuleSetting, std::less<>> rules;  ///< by rule id
  /// The matrices of all editions. Of each, the first row that fits counts; of all, the strictest.
  std::vector<std::vector<ApprovalRow>> matrices;
  std::vector<EditionRef> editions;  ///< the organization's own first
  /// Keys (keys.h) of the parameters that no edition sets: they are at their fallback.
  std::set<std::string, std::less<>> silent;

  std::int64_t number(Number number) const { return numbers[static_cast<std::size_t>(number)]; }
  Share fraction(Fraction fraction) const { return fractions[static_cast<std::size_t>(fraction)]; }
  bool requires_step(schema::Mode mode, domain::Step step) const {
    return steps[static_cast<std::size_t>(mode)].contains(step);
  }
  bool allows_body(schema::OrganizationLevel level, schema::BodyKind kind) const {
    return bodies[static_cast<std::size_t>(level)].contains(kind);
  }
  /// What the matrices ask of a matter; `nothing` where no row fits.
  ApprovalDemand demand(schema::OrganizationLevel level, schema::Mode mode, std::int64_t value_fen,
                        std::uint32_t term_months) const;
};

/// Each parameter as strict as in the stricter of the two, or as above where `own` is silent;
/// editions of both.
Rulebook stricter_of(const Rulebook& own, const Rulebook& above);

/// Where `child` says something laxer than what holds in `parent`: keys such as
/// "VOTE-9.notice-days", in the order of the parameters. Empty when it is as strict or stricter
/// wherever it is not silent.
std::vector<std::string> laxer_in(const Rulebook& child, const Rulebook& parent);

}  // namespace minutebook::rules
