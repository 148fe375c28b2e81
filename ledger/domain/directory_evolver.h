#pragma once

#include "ledger/domain/directory.h"

namespace minutebook::domain {

/// Applies events to a directory. Trusts them: decide has checked what they say.
class DirectoryEvolver {
 public:
  explicit DirectoryEvolver(Directory& directory) : directory_(directory) {}

  /// An event of the stream `subject`.
  void apply(const Subject& subject, const EventView& event);

 private:
  void apply_ledger(const Subject& subject, const EventView& event);
  void apply_organization(const Subject& subject, const EventView& event);
  void apply_venue(const Subject& subject, const EventView& event);
  void apply_body(const Subject& subject, const EventView& event);
  void apply_principal(const Subject& subject, const EventView& event);
  void apply_partner(const Subject& subject, const EventView& event);

  void create_ledger(const Subject& subject, const EventView& event);
  void rotate_key(const EventView& event);
  void record_verification(const EventView& event);
  void register_organization(const Subject& subject, const EventView& event);
  void file_report(OrganizationRecord& record, const EventView& event);
  void sign_target_letter(OrganizationRecord& record, const EventView& event);
  void assess_target(OrganizationRecord& record, const EventView& event);
  void publish_service_terms(VenueRecord& record, const EventView& event);
  void adopt_rulebook(const Subject& subject, const EventView& event);
  void grant_role(PrincipalRecord& record, const EventView& event);
  void revoke_role(PrincipalRecord& record, const EventView& event);
  void enrol_key(const Subject& subject, PrincipalRecord& record, const EventView& event);
  void revoke_key(const EventView& event);

  Directory& directory_;
};

}  // namespace minutebook::domain
