#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/rules/landscape.h"
#include "ledger/rules/rule.h"
#include "tests/support/story.h"

/// Matters and what lies around them as values, each fact at a position and on a day of the test's
/// choosing:
///
///   Town town;
///   town.knows(Deal("early").signs(10, "k", {.on = "2016-03-01", …}));
///   EXPECT_EQ(town.says(chain_rules(), "SIGN-4", Deal().signs(20, "k", {…})), "breach");
namespace minutebook::test {

/// Days as YYYY-MM-DD; empty: not stated.
struct Agreed {
  std::string on = "2021-03-01";
  std::string start = {};
  std::string end = {};
  std::int64_t fen = 0;
  std::string reason = {};  ///< for a long term
  std::string partner = partner_a;
};

struct Offer {
  std::string bid;
  std::string partner;
  std::string content;
};

/// A matter that was proposed at position 0: partnership/`id`, of venue/palace unless said
/// otherwise.
class Deal {
 public:
  explicit Deal(std::string_view id = "pilot", std::string_view scope = "sport",
                std::string_view venue = "venue/palace");

  Deal& revised(std::uint64_t at, std::string_view scope);
  Deal& signs(std::uint64_t at, const std::string& contract, const Agreed& agreed);
  Deal& renews(std::uint64_t at, const std::string& contract, const std::string& successor,
               const Agreed& agreed);
  Deal& amends(std::uint64_t at, const std::string& contract, const Agreed& agreed);
  Deal& terminates(std::uint64_t at, const std::string& contract, const std::string& on);
  /// A final evaluation, at 09:00 as all facts.
  Deal& evaluates(std::uint64_t at, const std::string& contract, const std::string& on,
                  schema::Verdict verdict = schema::Verdict::FAILED,
                  schema::EvaluationKind kind = schema::EvaluationKind::FINAL);
  /// Announces, from position 100 on receives the bids one by one; opened at 200 if said so.
  Deal& selects(const std::string& selection, const std::vector<Offer>& offers, bool opened = true);
  Deal& withdrawn(std::uint64_t at);

  const Subject& subject() const { return subject_; }
  const domain::Partnership& state() const { return state_; }

 private:
  domain::Contract& contract(const std::string& id);

  Subject subject_;
  domain::Partnership state_;
};

/// The directory of the house with venue/palace and venue/annex of the city, venue/other of the
/// sibling, three partners: a and b have the legal representative "director 1", c "director 2"; d
/// has none. One rulebook of the whole ledger from 2000 on, and a landscape.
class Town {
 public:
  Town();

  rules::Rulebook rulebook;  ///< as judged by; at first all fallbacks
  bool has_rulebook = true;

  Town& knows(const Deal& deal);
  /// Accepted by the world.
  void given(const std::string& json);

  rules::Verdict verdict(std::span<const rules::Rule> group, std::string_view id, const Deal& deal);
  /// Its ruling's name; both reasons are there.
  std::string says(std::span<const rules::Rule> group, std::string_view id, const Deal& deal);
  /// Of an organization or a venue, at 00:00 of `day`, or at an RFC 3339 time.
  rules::Verdict of(std::span<const rules::Rule> group, std::string_view id,
                    std::string_view subject, const std::string& day);

  rules::Landscape& landscape() { return landscape_; }
  const domain::Directory& directory() const { return world_.directory(); }

 private:
  rules::Rulebooks rulebooks() const;

  World world_;
  rules::Landscape landscape_;
};

inline const std::string partner_d = "partner/91330100MA2B0003X2";

std::vector<std::uint64_t> numbers(const std::vector<Position>& positions);

}  // namespace minutebook::test
