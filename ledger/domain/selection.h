#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/domain/act.h"
#include "ledger/schema/selection.capnp.h"

/// Step 4, first half: selecting the partner.
namespace minutebook::domain {

struct Criterion {
  std::string name;
  std::uint32_t max_points = 0;  ///< hundredths of a point
};

struct CriterionScore {
  std::string criterion;
  std::uint32_t points = 0;  ///< hundredths of a point
};

/// One evaluator's score of one bid; the evaluator is act.by().
struct Score {
  Act act;
  std::uint32_t points = 0;  ///< hundredths of a point
  std::vector<CriterionScore> scores;
  std::string comment;
};

/// The offer behind a seal, as it was read out.
struct Reveal {
  Act act;
  Subject partner;
  crypto::Digest salt{};
  std::string content;
  std::int64_t price_fen = 0;
  std::optional<Document> document;
  bool matches = false;  ///< the seal is the digest of this offer
};

/// What a sealed bid is the digest of: salt, partner's subject, a newline, the offer.
crypto::Digest seal_of(crypto::Suite suite, ByteSpan salt, std::string_view partner,
                       std::string_view content);

struct Disqualification {
  Act act;
  std::string reason;
};

struct Bid {
  Act act;
  std::string id;
  crypto::Digest sealed_digest{};
  std::vector<Reveal> reveals;  ///< more than one in irregular entries only
  std::vector<Score> scores;
  std::vector<Disqualification> disqualifications;

  bool opened() const { return !reveals.empty(); }
  bool disqualified() const { return !disqualifications.empty(); }
  /// Who bids, as known since the opening; null before it.
  const Subject* partner() const { return reveals.empty() ? nullptr : &reveals.back().partner; }
  const Score* score_by(const Subject& evaluator) const;
};

struct Opening {
  Act act;
  std::vector<Subject> present;
};

struct Award {
  Act act;
  std::vector<std::string> bids;  ///< in rank order
  std::string reason;
};

struct Publication {
  Act act;
  std::vector<std::string> channels;
  Day until;
};

struct Selection {
  Act act;
  std::string id;
  schema::SelectionMethod method = schema::SelectionMethod::UNSPECIFIED;
  std::vector<std::string> channels;
  ZonedTime deadline;
  std::optional<ZonedTime> opens_at;
  std::uint16_t places = 0;
  std::string requirements;
  std::vector<Criterion> criteria;
  std::optional<Document> document;
  std::vector<Bid> bids;
  std::vector<Opening> openings;
  std::vector<Award> awards;
  std::vector<Publication> publications;

  bool opened() const { return !openings.empty(); }
  const Bid* bid(std::string_view bid_id) const;
  Bid* bid(std::string_view bid_id);
  /// The determination that counts; null before there is one.
  const Award* award() const { return awards.empty() ? nullptr : &awards.back(); }
  bool is_winner(std::string_view bid_id) const;
};

struct ObjectionRuling {
  Act act;
  bool upheld = false;
  std::string reason;
};

struct Objection {
  Act act;
  std::string id;
  std::string selection;
  std::string raised_by;
  std::string grounds;
  std::vector<ObjectionRuling> rulings;

  bool resolved() const { return !rulings.empty(); }
};

struct Appraisal {
  Act act;
  std::int64_t tangible_fen = 0;
  std::int64_t intangible_fen = 0;
  std::string appraiser;
  std::optional<Day> valid_until;
  std::optional<Document> document;
};

}  // namespace minutebook::domain
