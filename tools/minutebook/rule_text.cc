#include "tools/minutebook/rule_text.h"

#include "ledger/base/check.h"

namespace minutebook::cli {
namespace {

std::string text_of(rules::Share share) {
  return std::to_string(share.numerator) + "/" + std::to_string(share.denominator);
}

std::string version_text(const Session& session, const rules::EditionRef& edition) {
  return session.text("ui.rules.edition", {edition.rulebook.text(), std::to_string(edition.version),
                                           std::to_string(edition.adopted_at.value)});
}

}  // namespace

std::string_view source_name(rules::Source source) {
  switch (source) {
    case rules::Source::opinion:
      return "opinion";
    case rules::Source::survey:
      return "survey";
    case rules::Source::public_return:
      return "reform-plan";
    case rules::Source::working_rules:
      return "working-rules";
    case rules::Source::derived:
      return "derived";
  }
  MB_CHECK(false);
}

schema::Mode mode_named(std::string_view name) {
  if (name == "internalCooperation") return schema::Mode::INTERNAL_COOPERATION;
  if (name == "externalCooperation") return schema::Mode::EXTERNAL_COOPERATION;
  if (name == "undertakenService") return schema::Mode::UNDERTAKEN_SERVICE;
  MB_CHECK(name == "sponsorship");
  return schema::Mode::SPONSORSHIP;
}

std::string title_of(const rules::Rule& rule, Language language) {
  return std::string(language == Language::en ? rule.title_en : rule.title_zh);
}

std::vector<ParameterText> parameters_of(const rules::Rule& rule, const rules::Rulebook* rulebook) {
  const rules::Rulebook fallback;
  const rules::Rulebook& shown = rulebook == nullptr ? fallback : *rulebook;
  std::vector<ParameterText> list;
  for (const rules::NumberSpec& spec : rules::number_specs()) {
    if (spec.rule != rule.id) continue;
    list.push_back({std::string(spec.key),
                    std::to_string(shown.number(spec.number)),
                    {std::string(spec.title_en), std::string(spec.title_zh)}});
  }
  for (const rules::FractionSpec& spec : rules::fraction_specs()) {
    if (spec.rule != rule.id) continue;
    list.push_back({std::string(spec.key),
                    text_of(shown.fraction(spec.fraction)),
                    {std::string(spec.title_en), std::string(spec.title_zh)}});
  }
  return list;
}

std::string_view enforced_name(const rules::Rule& rule, const rules::Rulebook* rulebook) {
  rules::Enforce enforce = rule.enforce;
  if (rulebook != nullptr) {
    const auto setting = rulebook->rules.find(rule.id);
    if (setting != rulebook->rules.end() && setting->second.enforce) {
      enforce = *setting->second.enforce;
    }
  }
  return enforce == rules::Enforce::refuse ? "refuse" : "flag";
}

nlohmann::ordered_json editions_json(const rules::Rulebook* rulebook) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  if (rulebook == nullptr) return list;
  for (const rules::EditionRef& edition : rulebook->editions) {
    list.push_back({{"rulebook", edition.rulebook.text()},
                    {"version", edition.version},
                    {"position", edition.adopted_at.value}});
  }
  return list;
}

std::string editions_text(const Session& session, const rules::Rulebook* rulebook) {
  if (rulebook == nullptr) return session.text("ui.rules.no_rulebook");
  std::string text;
  for (const rules::EditionRef& edition : rulebook->editions) {
    text +=
        (text.empty() ? "" : session.text("ui.list.separator")) + version_text(session, edition);
  }
  return text;
}

}  // namespace minutebook::cli
