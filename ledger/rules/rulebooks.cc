#include "ledger/rules/rulebooks.h"

#include <algorithm>

namespace minutebook::rules {

void Rulebooks::add(Edition edition) {
  edition.content.editions = {{edition.rulebook, edition.version, edition.adopted_at}};
  editions_.push_back(std::make_unique<const Edition>(std::move(edition)));
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

}  // namespace minutebook::rules
