#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "ledger/rules/question.h"
#include "ledger/rules/rulebook.h"
#include "ledger/schema/command.capnp.h"
#include "ledger/schema/event.capnp.h"

namespace minutebook::rules {

/// Where a rule comes from, as the catalogue cites it.
enum class Source : std::uint8_t {
  opinion,        ///< O: the Opinion of 2019, as explained by its authors
  survey,         ///< R: the survey report of 2021
  public_return,  ///< C: the reform plan of 2016
  working_rules,  ///< W: the party-group working rules, general practice
  derived,        ///< D: follows from the purpose of the record
};

/// How a rule comes to its verdict.
enum class Judge : std::uint8_t {
  computed,  ///< from the facts
  reported,  ///< people judge; the ledger carries their reports and what became of them
};

inline constexpr ModeSet all_modes{schema::Mode::INTERNAL_COOPERATION,
                                   schema::Mode::EXTERNAL_COOPERATION,
                                   schema::Mode::UNDERTAKEN_SERVICE, schema::Mode::SPONSORSHIP};

/// One rule of the catalogue: what it is called, where it comes from, and the pure function that
/// judges. Exactly one of `of_matter` and `of_subject` is there.
struct Rule {
  std::string_view id;  ///< such as "VOTE-8"
  std::string_view title_en;
  std::string_view title_zh;
  Source source = Source::derived;
  Judge judge = Judge::computed;
  ModeSet modes = all_modes;        ///< where no rulebook says otherwise
  Enforce enforce = Enforce::flag;  ///< where no rulebook says otherwise
  /// Commands that could break the rule at once: the gate asks about these only.
  std::span<const schema::Command::Which> at_commands = {};
  /// Events of the matter that can change the verdict, where nothing else can: neither time nor
  /// master data. Empty: anything may, and the rule is asked every time.
  std::span<const schema::EventBody::Which> changed_by = {};
  /// Judges a matter that was proposed.
  Verdict (*of_matter)(const Question&) = nullptr;
  /// Judges an organization (SUP-1) or a venue (SUP-2).
  Verdict (*of_subject)(const Scene&, const Subject&) = nullptr;
};

}  // namespace minutebook::rules
