#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/domain/act.h"
#include "ledger/schema/meeting.capnp.h"

/// Step 2: a meeting of a decision body about the matter, and its vote.
namespace minutebook::domain {

struct AttendanceMark {
  Act act;
  Subject person;
  schema::Presence presence = schema::Presence::UNSPECIFIED;
  std::string reason;
};

struct MaterialsReading {
  Act act;
  std::vector<crypto::Digest> digests;
};

struct Recusal {
  Act act;
  std::string reason;
};

struct Statement {
  Act act;
  std::string text;
};

/// A ballot as cast or changed. The voter is act.by().
struct Ballot {
  Act act;
  schema::Choice choice = schema::Choice::UNSPECIFIED;
  bool change = false;
  std::string statement;  ///< of a ballot cast
  std::string reason;     ///< of a change
};

struct WrittenOpinion {
  Act act;
  std::string text;
  std::optional<Document> document;
};

struct VoteClosing {
  Act act;
  std::string resolution;
  schema::DeclaredOutcome declared = schema::DeclaredOutcome::UNSPECIFIED;
};

struct MemberPosition {
  Subject person;
  schema::MemberPosition position = schema::MemberPosition::UNSPECIFIED;
};

struct Resolution {
  Act act;
  bool adopted = false;
  std::string text;
  std::uint16_t entitled = 0;
  std::uint16_t present = 0;
  std::uint16_t ayes = 0;
  std::uint16_t noes = 0;
  std::uint16_t abstentions = 0;
  std::uint16_t absent = 0;
  std::uint16_t recused = 0;
  std::uint16_t no_ballot = 0;
  std::vector<MemberPosition> positions;
  schema::DeclaredOutcome declared = schema::DeclaredOutcome::UNSPECIFIED;
};

struct MinutesSignature {
  Act act;
  Document minutes;
};

struct Meeting {
  Act act;
  std::string id;
  Subject body;
  schema::MeetingForm form = schema::MeetingForm::UNSPECIFIED;
  ZonedTime held_at;
  std::string place;
  std::optional<ZonedTime> notice_sent_at;
  std::vector<std::string> agenda;
  std::vector<Document> materials;
  Subject presiding;
  bool major = false;
  std::vector<AttendanceMark> attendance;  ///< a person's last one counts
  std::vector<MaterialsReading> readings;
  std::vector<Recusal> recusals;
  std::vector<Statement> statements;  ///< in the order of speaking
  std::vector<Ballot> ballots;        ///< all of them; a person's last one counts
  std::vector<WrittenOpinion> written_opinions;
  std::vector<VoteClosing> closings;    ///< more than one in irregular entries only
  std::vector<Resolution> resolutions;  ///< one for each closing
  std::vector<MinutesSignature> signatures;

  bool has_begun() const { return !attendance.empty(); }
  bool vote_closed() const { return !closings.empty(); }
  bool vote_open() const { return has_begun() && !vote_closed(); }
  /// Null before its vote is closed.
  const Resolution* resolution() const {
    return resolutions.empty() ? nullptr : &resolutions.back();
  }
  /// The last mark of `person`; null when there is none.
  const AttendanceMark* attendance_of(const Subject& person) const;
  bool is_present(const Subject& person) const;
  /// Null when `person` has not declared one.
  const Recusal* recusal_of(const Subject& person) const;
  /// The ballot of `person` that counts; null when there is none.
  const Ballot* ballot_of(const Subject& person) const;
  const MinutesSignature* signature_of(const Subject& person) const;
};

}  // namespace minutebook::domain
