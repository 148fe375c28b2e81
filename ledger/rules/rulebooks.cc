#include "ledger/rules/rulebooks.h"

#include <algorithm>

#include "ledger/domain/act.h"

namespace minutebook::rules {

void Rulebooks::add(Edition edition) {
  edition.content.editions = {{edition.rulebook, edition.version, edition.adopted_at}};
  editions_.push_back(std::make_unique<const Edition>(std::move(edition)));
}

void Rulebooks::read(const Subject& rulebook, const domain::RulebookEdition& edition) {
  auto file = parse_rulebook(edition.text);
  if (file) {
    return add({rulebook, edition.version, edition.organization, edition.effective_from,
                edition.adopted_at, std::move(file->content)});
  }
  unreadable_.push_back({rulebook, edition.version, edition.organization, edition.effective_from,
                         edition.adopted_at, std::move(file.error())});
}

void Rulebooks::follow(const domain::EventView& event) {
  if (!event.has_body() || !event.body().isRulebookAdopted()) return;
  const auto data = event.body().getRulebookAdopted();
  read(
      domain::subject_of(event.header.getStream()),
      {data.getVersion(), domain::optional_subject(data.getOrganization()),
       domain::to_day(data.getEffectiveFrom()), event.position(), domain::text_of(data.getText())});
}

Rulebooks Rulebooks::from(const domain::Directory& directory) {
  std::map<Position, std::pair<const Subject*, const domain::RulebookEdition*>> adopted;
  for (const auto& [subject, record] : directory.rulebooks()) {
    for (const domain::RulebookEdition& edition : record.editions) {
      adopted.emplace(edition.adopted_at, std::pair(&subject, &edition));
    }
  }
  Rulebooks out;
  for (const auto& [position, one] : adopted) out.read(*one.first, *one.second);
  return out;
}

const Edition* Rulebooks::edition_of(const std::optional<Subject>& organization, Day day) const {
  const Edition* latest = nullptr;
  for (const auto& edition : editions_) {
    if (edition->organization != organization || day < edition->effective_from) continue;
    if (!latest || std::pair(latest->effective_from, latest->adopted_at) <=
                       std::pair(edition->effective_from, edition->adopted_at)) {
      latest = edition.get();
    }
  }
  return latest;
}

const Rulebook* Rulebooks::in_force(const domain::Directory& directory, const Subject& organization,
                                    Day day) const {
  std::vector<const Edition*> chain;
  const auto take = [&](const std::optional<Subject>& one) {
    if (const Edition* edition = edition_of(one, day)) chain.push_back(edition);
  };
  for (const Subject* one = &organization; one != nullptr; one = directory.parent_of(*one)) {
    take(*one);
  }
  take(std::nullopt);
  if (chain.empty()) return nullptr;
  if (chain.size() == 1) return &chain.front()->content;
  const auto known = merged_.find(chain);
  if (known != merged_.end()) return &known->second;
  Rulebook merged = chain.front()->content;
  for (std::size_t i = 1; i < chain.size(); ++i) merged = stricter_of(merged, chain[i]->content);
  return &merged_.emplace(std::move(chain), std::move(merged)).first->second;
}

const Rulebook* Rulebooks::in_force_above(const domain::Directory& directory,
                                          const std::optional<Subject>& organization,
                                          Day day) const {
  if (!organization) return nullptr;
  if (const Subject* parent = directory.parent_of(*organization)) {
    return in_force(directory, *parent, day);
  }
  const Edition* whole = edition_of(std::nullopt, day);
  return whole ? &whole->content : nullptr;
}

}  // namespace minutebook::rules
