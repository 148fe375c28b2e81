#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/rules/rule.h"
#include "tools/minutebook/session.h"

/// Rules and their parameters in words.
namespace minutebook::cli {

/// "opinion", "survey", "reform-plan", "working-rules", "derived".
std::string_view source_name(rules::Source source);
/// The mode of that name, as commands have it.
schema::Mode mode_named(std::string_view name);
std::string title_of(const rules::Rule& rule, Language language);

/// A parameter of a rule as it is in force.
struct ParameterText {
  std::string key;    ///< as rulebooks have it
  std::string value;  ///< "3", "2/3"
  Bilingual title;
};
/// Those of `rulebook`, or without one those that hold where a rulebook says nothing.
std::vector<ParameterText> parameters_of(const rules::Rule& rule, const rules::Rulebook* rulebook);

/// "refuse" or "flag".
std::string_view enforced_name(const rules::Rule& rule, const rules::Rulebook* rulebook);

/// The editions that make up what is in force.
nlohmann::ordered_json editions_json(const rules::Rulebook* rulebook);
std::string editions_text(const Session& session, const rules::Rulebook* rulebook);

}  // namespace minutebook::cli
