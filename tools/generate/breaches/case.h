#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ledger/crypto/digest.h"
#include "tools/generate/breaches/script.h"
#include "tools/generate/matter.h"

/// One matter of a world with planted breaches: first told so that no rule finds anything, then
/// changed by planters, which say what a perfect judge would find.
namespace minutebook::generate {

/// Who decides: the owner's body, that of the union above, or one that has no say over the venue.
enum class Decider { own, above, stranger };

/// How many are not for it, where `full` is the number of seats and `half` the lower half of it.
enum class Turnout {
  usual,          ///< as Dissent says
  half_present,   ///< half
  quorum,         ///< half and one
  half_in_favour  ///< full, half of them against it
};

/// How members stand at the meeting, beside those who are for it.
struct Dissent {
  bool absent = false;   ///< the last but one seat
  bool recused = false;  ///< the last seat
  bool against = false;  ///< the second seat
};

/// What is settled before the matter is told.
struct Plot {
  std::string_view mode = "externalCooperation";
  bool filed = false;  ///< so small that filing is asked, not approval
  bool early = false;  ///< begins in the city's first year: what follows takes years
  Dissent dissent;
  Decider decider = Decider::own;
  Turnout turnout = Turnout::usual;
  bool steady = false;  ///< no evaluation fails by itself
  int term_months = 18;
  int extra_days = 0;  ///< beyond the months
  unsigned places = 1;
  unsigned bidders = 4;
  std::size_t first_winner = 0;  ///< rank of the first bid that wins
  std::size_t partner = 0;       ///< of the first place, among the city's partners
  std::vector<int> renewals;     ///< months of each
  bool major = false;
  std::int64_t sign_on = 0;  ///< the day, where it is later than it would be

  bool selects() const { return mode == "externalCooperation" || mode == "undertakenService"; }
};

/// What a perfect judge says of a subject at the end of the world.
struct Label {
  struct Thing {
    std::string rule;
    std::string variant;
  };
  std::set<std::string> breaches;  ///< all rules in breach
  std::vector<Thing> planted;
  std::vector<Thing> near_misses;

  bool is_clean() const { return planted.empty() && near_misses.empty() && breaches.empty(); }
};

struct BidStory {
  std::string id;
  std::string partner;  ///< subject
  crypto::Digest salt{};
  std::string content;
  std::int64_t price_fen = 0;
  std::int64_t quality = 0;  ///< hundredths of a percent
};

struct Case {
  Case(const City& cast, const VenuePlace& place, SeededRandom draws_of_matter);

  const City& city;
  const VenuePlace& venue;
  const Union& owner;
  SeededRandom random;
  crypto::Suite suite = crypto::Suite::standard;
  std::string subject;
  std::uint64_t number = 0;  ///< of the matter in the world
  Plot plot;
  Script script;
  Label label;

  // While it is told.
  Minute now = 0;
  const Theme* theme = nullptr;
  std::string title;
  std::int64_t value_fen = 0;
  std::vector<Cited> materials;
  std::vector<BidStory> bids;            ///< by rank
  std::vector<ContractStory> contracts;  ///< those signed first, then the renewals
  Minute resolved = 0;                   ///< when the vote was closed
  unsigned evaluations = 0;

  const std::string& partner(std::size_t index) const {
    return city.partners[index % city.partners.size()].subject;
  }
  std::string director() const { return venue.director(); }
  std::string evaluator(int which) const {
    return owner.person("evaluator-" + std::to_string(which));
  }
  /// Who records irregular entries and assigns observers.
  std::string supervisor() const {
    return (owner.is_asset_department() ? owner : city.unions[1]).person("asset");
  }
  /// Of the owner's body, on the day of the meeting; seat 2 is always present and votes.
  std::string member(unsigned seat) const;

  Entry& add(std::string tag, std::string type, std::string actor, std::string role, Json data);
  void later(std::int64_t low, std::int64_t high);  ///< to an hour of a working day
  void soon(std::int64_t low, std::int64_t high) { now += between(random, low, high); }
  std::string word(Words words) { return std::string(pick(random, words)); }
  Cited cite(std::string_view name, std::string_view about) const;

  // For planters.
  Entry& at(std::string_view tag) { return script.at(tag); }
  /// Both the draft and the signature of the contract.
  template <typename Change>
  void change_terms(const std::string& contract, Change change) {
    change(at("draft:" + contract).data["terms"]);
    change(at("sign:" + contract).data["terms"]);
  }
  /// Makes it an irregular entry of a supervisor, for who acted.
  void make_irregular(Entry& entry, std::string for_whom);
  /// Gives `person` a role on one day only, so that other matters hardly notice.
  void grant(const std::string& person, std::string_view role, const std::string& organization,
             std::int64_t day);
  void breaks(std::initializer_list<std::string_view> rules);
};

Json document(const Cited& cited);
Json day_text(std::int64_t day);
Json time_text(Minute moment);
/// The same day of the month so many months on, clamped to the month's end.
std::int64_t add_months(std::int64_t day, int months);

/// Due diligence with a satisfactory result on all four aspects.
Json diligence_of(const std::string& partner);

/// The seal of the bid, in hexadecimal.
std::string seal_of(const Case& c, const BidStory& bid);
Json reveal_of(const BidStory& bid);
/// What a contract has to state, with all that the rules ask.
Json terms_of(const Case& c, const ContractStory& contract);

/// An evaluation at c.now, by someone without a part in the matter; returns its id.
std::string add_evaluation(Case& c, const std::string& contract, const std::string& kind,
                           int number, bool passed);
/// An order to rectify at c.now, which cites the evaluation; its id is the evaluation's with an R.
void add_order(Case& c, const std::string& tag, const std::string& contract,
               const std::string& evaluation);

// The clean story, step by step.
void tell_clean_study(Case& c);
void tell_clean_decision(Case& c);
void tell_clean_approval(Case& c);
void tell_clean_selection(Case& c);
void tell_clean_contracts(Case& c);
void tell_clean_evaluation(Case& c);

}  // namespace minutebook::generate
