#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/bytes.h"
#include "ledger/base/ids.h"
#include "ledger/base/rfc3339.h"
#include "ledger/crypto/digest.h"
#include "ledger/domain/event_view.h"
#include "ledger/domain/supervision.h"
#include "ledger/schema/directory.capnp.h"
#include "ledger/schema/types.capnp.h"

namespace minutebook::domain {

/// Days on which something holds: from `from` on, up to and without `until`.
struct DayInterval {
  Day from;
  std::optional<Day> until;
  bool contains(Day day) const { return from <= day && (!until || day < *until); }
  bool overlaps(const DayInterval& other) const {
    return !is_empty() && !other.is_empty() && (!until || other.from < *until) &&
           (!other.until || from < *other.until);
  }
  bool is_empty() const { return until && *until <= from; }
};

struct OrganizationRecord {
  std::string name;
  schema::OrganizationLevel level = schema::OrganizationLevel::UNSPECIFIED;
  std::optional<Subject> parent;
  std::string region;
  Position registered_at;
  std::vector<FiledReport> reports;
  std::vector<TargetLetter> target_letters;
};

struct Delegation {
  Subject to;
  DayInterval days;
  std::optional<Subject> decided_in;  ///< the matter that authorises it
  std::string terms;
  Position recorded_at;
};

struct VenueRecord {
  std::string name;
  schema::VenueKind kind = schema::VenueKind::UNSPECIFIED;
  Subject organization;
  std::vector<std::string> primary_duties;
  std::string address;
  std::vector<Delegation> delegations;  ///< in the order recorded; a later one takes over
  Position registered_at;
  std::vector<ServiceTerms> service_terms;
};

struct SeatRecord {
  Subject person;
  schema::Seat seat = schema::Seat::UNSPECIFIED;
  DayInterval days;
  Position seated_at;
};

struct BodyRecord {
  std::string name;
  schema::BodyKind kind = schema::BodyKind::UNSPECIFIED;
  Subject organization;
  std::vector<SeatRecord> seats;  ///< all that were ever held, in the order recorded
  Position registered_at;
};

struct RoleRecord {
  schema::Role role = schema::Role::UNSPECIFIED;
  Subject organization;
  DayInterval days;
  Position granted_at;
};

struct PrincipalRecord {
  std::string title;
  std::optional<Subject> organization;  ///< absent for the founder
  std::vector<RoleRecord> roles;
  std::vector<std::string> key_ids;
  Position registered_at;
};

struct KeyRecord {
  Subject owner;
  schema::KeyAlgorithm algorithm = schema::KeyAlgorithm::UNSPECIFIED;
  Bytes public_key;  ///< SubjectPublicKeyInfo, DER
  Position enrolled_at;
  std::optional<Position> revoked_at;
};

struct PartnerRecord {
  std::string name;
  schema::PartnerKind kind = schema::PartnerKind::UNSPECIFIED;
  std::string legal_representative;
  std::string address;
  Position registered_at;
};

/// A rulebook as it was adopted once.
struct RulebookEdition {
  std::uint32_t version = 0;
  std::optional<Subject> organization;  ///< absent: the whole ledger
  Day effective_from;
  Position adopted_at;
  std::string text;  ///< the rulebook file, whole
};

/// The edition adopted last, and all of them.
struct RulebookRecord {
  std::string title;
  std::uint32_t version = 0;
  std::optional<Subject> organization;  ///< absent: the whole ledger
  Day effective_from;
  Position adopted_at;
  /// In the order adopted. Not in the description of the state: the log has the texts.
  std::vector<RulebookEdition> editions;
};

/// A key of the ledger: it signs the checkpoints of trees that are larger than `from` and, once
/// another one took over, not larger than `until`.
struct SigningKeyRecord {
  Bytes public_key;  ///< SubjectPublicKeyInfo, DER
  Position from;     ///< of the event that brought it
  std::optional<Position> until;
};

/// What the ledger recorded of a verification of itself.
struct VerificationRecord {
  std::string level;
  Position from;
  Position to;  ///< the first one not checked
  std::uint64_t tree_size = 0;
  crypto::Digest root_hash{};
  std::uint32_t faults = 0;
  crypto::Digest report_digest{};
  ZonedTime finished_at;
  bool full_read = false;
  Position recorded_at;
};

struct LedgerRecord {
  std::optional<Subject> subject;  ///< absent before the first event
  std::string name;
  std::int16_t zone_offset_minutes = 0;
  std::optional<Subject> founder;
  crypto::Suite suite = crypto::Suite::standard;
  /// In the order in which they came into force; empty in ledgers made before keys were recorded.
  std::vector<SigningKeyRecord> signing_keys;
  std::vector<VerificationRecord> verifications;  ///< the last one of each level

  /// The key that signs a checkpoint of that size, or null.
  const SigningKeyRecord* signing_key_at(std::uint64_t tree_size) const;
};

/// All master data as known after the events applied so far, with its history over occurred time.
/// A value; lookups borrow from it until the next evolve. Bounded by master data, not by the log.
class Directory {
 public:
  const LedgerRecord& ledger() const { return ledger_; }
  /// The day of `time` in the ledger's own zone: the day on which rules look at it.
  Day day_of(Instant time) const { return minutebook::day_of(time, ledger_.zone_offset_minutes); }

  /// Null when there is no such subject.
  const OrganizationRecord* organization(const Subject& subject) const;
  const VenueRecord* venue(const Subject& subject) const;
  const BodyRecord* body(const Subject& subject) const;
  const PrincipalRecord* principal(const Subject& subject) const;  ///< person or service
  const PartnerRecord* partner(const Subject& subject) const;
  const RulebookRecord* rulebook(const Subject& subject) const;
  const KeyRecord* key(std::string_view key_id) const;
  /// The organization without a parent; null before there is one.
  const Subject* root() const { return root_ ? &*root_ : nullptr; }
  /// What else the subject's stream says; null when it has no events.
  const StreamRecord* stream(const Subject& subject) const;
  /// True when `subject` is registered; for kinds outside master data, never.
  bool exists(const Subject& subject) const;

  /// Null for the root and for unknown organizations.
  const Subject* parent_of(const Subject& organization) const;
  /// Is `organization` `ancestor` itself or below it?
  bool is_at_or_below(const Subject& organization, const Subject& ancestor) const;
  /// The organization that answers for a subject of master data: a venue's owner, a body's, an
  /// organization itself …; none for partners, which belong to nobody, and for unknown subjects.
  std::optional<Subject> organization_of(const Subject& subject) const;
  /// Does `principal` hold `role` on `day` for any organization at all?
  bool holds_anywhere(const Subject& principal, schema::Role role, Day day) const;
  /// As role_of, granted for `organization` or for one below it.
  bool holds_at_or_below(const Subject& principal, schema::Role role, const Subject& organization,
                         Day day) const;
  /// The organization to which the venue's operation is delegated on `day`, if any.
  std::optional<Subject> delegate_of(const Subject& venue, Day day) const;

  /// The grant by which `principal` holds `role` for `organization` on `day`: granted for it, or
  /// for one above it where the role reaches below. Null when it does not. Seats are not grants:
  /// see seat_of.
  const RoleRecord* role_of(const Subject& principal, schema::Role role,
                            const Subject& organization, Day day) const;
  /// The seat that `person` holds in `body` on `day`, or null.
  const SeatRecord* seat_of(const Subject& body, const Subject& person, Day day) const;
  /// Those entitled to vote in `body` on `day` (presiding and members), in the order seated.
  std::vector<const SeatRecord*> entitled_members(const Subject& body, Day day) const;
  /// The bodies of `organization`, in the order established.
  const std::vector<Subject>& bodies_of(const Subject& organization) const;
  /// Has any person ever been granted this role? Ends the founder's powers.
  bool was_ever_granted(schema::Role role) const;

  /// In the order of their names; for lists and digests.
  const std::map<Subject, OrganizationRecord>& organizations() const { return organizations_; }
  const std::map<Subject, VenueRecord>& venues() const { return venues_; }
  const std::map<Subject, BodyRecord>& bodies() const { return bodies_; }
  const std::map<Subject, PrincipalRecord>& principals() const { return principals_; }
  const std::map<Subject, PartnerRecord>& partners() const { return partners_; }
  const std::map<Subject, RulebookRecord>& rulebooks() const { return rulebooks_; }
  const std::map<std::string, KeyRecord, std::less<>>& keys() const { return keys_; }

 private:
  friend class DirectoryEvolver;

  LedgerRecord ledger_;
  std::map<Subject, OrganizationRecord> organizations_;
  std::map<Subject, VenueRecord> venues_;
  std::map<Subject, BodyRecord> bodies_;
  std::map<Subject, PrincipalRecord> principals_;
  std::map<Subject, PartnerRecord> partners_;
  std::map<Subject, RulebookRecord> rulebooks_;
  std::map<std::string, KeyRecord, std::less<>> keys_;
  std::map<Subject, std::vector<Subject>> bodies_of_;  ///< by organization
  std::map<Subject, StreamRecord> streams_;
  std::optional<Subject> root_;
  std::uint64_t roles_ever_granted_ = 0;  ///< bit per role
};

}  // namespace minutebook::domain
