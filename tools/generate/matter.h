#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/crypto/digest.h"
#include "tools/generate/city.h"
#include "tools/generate/vocabulary.h"

/// One partnership being told from proposal to evaluation. Each step is a file of its own.
namespace minutebook::generate {

/// A text that is cited: its digest and title. The texts themselves are not stored anywhere.
struct Cited {
  std::string digest;  ///< hexadecimal
  std::string title;
};

struct ContractStory {
  std::string id;
  std::string partner;
  std::string bid;  ///< empty: chosen without a selection
  Cited text;
  std::int64_t start = 0;  ///< days
  std::int64_t end = 0;
  std::int64_t value_fen = 0;
};

struct Matter {
  Matter(Chapter& pages, const City& cast, const VenuePlace& place, SeededRandom draws_of_matter)
      : chapter(pages),
        city(cast),
        venue(place),
        owner(cast.unions[place.owner]),
        random(std::move(draws_of_matter)) {}

  Chapter& chapter;
  const City& city;
  const VenuePlace& venue;
  const Union& owner;
  SeededRandom random;
  crypto::Suite suite = crypto::Suite::standard;
  std::string subject;
  Minute now = 0;
  std::string_view mode;
  const Theme* theme = nullptr;
  std::string title;
  std::string director;
  std::string candidate;  ///< subject; empty: found by a selection
  unsigned places = 1;
  int term_months = 12;
  std::int64_t value_fen = 0;
  unsigned meetings = 0;
  unsigned evaluations = 0;
  unsigned rectifications = 0;
  bool observed = false;  ///< an observer was assigned
  std::vector<Cited> materials;
  std::vector<ContractStory> contracts;

  template <typename Write>
  void send(std::string_view type, std::string_view actor, std::string_view role, Write write) {
    chapter.send({type, subject, actor, role, now}, write);
  }

  /// Goes on to an hour of some working day, `low` to `high` days on.
  void later(std::int64_t low, std::int64_t high);
  /// Some minutes on.
  void soon(std::int64_t low, std::int64_t high) { now += between(random, low, high); }
  Cited cite(std::string_view title, std::string_view about) const;
  std::string_view word(Words words) { return pick(random, words); }
  std::string meeting() const { return "M" + std::to_string(meetings); }
};

void write_document(Ink& data, std::string_view name, const Cited& document);
void write_documents(Ink& data, std::string_view name, const std::vector<Cited>& documents);
void write_benefits(Ink& data, const Matter& matter, std::int64_t free_places);

// The steps; false means that the matter ends there.
bool tell_study(Matter& matter);
bool tell_decision(Matter& matter);
bool tell_approval(Matter& matter);
bool tell_selection(Matter& matter);
void tell_contracts(Matter& matter);
/// From the start of one contract to its end; `terms_left` months may still be added to it.
void tell_evaluation(Matter& matter, const ContractStory& contract, int terms_left);

/// All of it: the `number`-th partnership of the city.
void tell_matter(Chapter& chapter, const City& city, std::uint64_t seed, std::uint64_t number,
                 crypto::Suite suite);
/// What is published, reported and promised beside the matters, year by year.
void tell_supervision(Chapter& chapter, const City& city, std::uint64_t seed);

/// The field "terms": all that a contract has to state.
void write_terms(Ink& data, const Matter& matter, const ContractStory& contract);

}  // namespace minutebook::generate
