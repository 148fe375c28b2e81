#include "projections/timeline/owner.h"

#include "ledger/domain/act.h"
#include "ledger/service/replay.h"

namespace minutebook::projections::timeline {
namespace {

/// How many streams are remembered.
constexpr std::size_t remembered = 100'000;

/// What an event that begins a stream says of its organization.
std::optional<Subject> owner_in(const domain::EventView& event,
                                const domain::Directory& directory) {
  if (!event.has_body()) return std::nullopt;
  const auto body = event.body();
  if (body.isPartnershipProposed()) {
    return directory.organization_of(domain::subject_of(body.getPartnershipProposed().getVenue()));
  }
  if (body.isProgrammeOpened()) {
    return domain::subject_of(body.getProgrammeOpened().getOrganization());
  }
  if (body.isInspectionOpened()) {
    return domain::subject_of(body.getInspectionOpened().getOrganization());
  }
  return std::nullopt;
}

}  // namespace

Result<std::optional<Subject>> Owners::look(const Subject& stream, Position until,
                                            const domain::Directory& directory) const {
  std::optional<Subject> owner;
  MB_TRY_VOID(service::each_stream_event(store_, stream,
                                         [&](const store::StoredEvent& event) -> Result<bool> {
                                           if (event.position() > until) return false;
                                           owner = owner_in(event.view(), directory);
                                           return !owner;
                                         }));
  return owner;
}

Result<std::optional<Subject>> Owners::of(const domain::EventView& event,
                                          const domain::Directory& directory) {
  const Subject stream = domain::subject_of(event.header.getStream());
  if (domain::is_master_data(stream.kind())) {
    // A partner belongs to nobody, whoever recorded it.
    return directory.organization_of(stream);
  }
  if (const auto found = known_.find(stream); found != known_.end()) {
    return std::optional<Subject>(found->second);
  }
  auto owner = owner_in(event, directory);
  if (!owner) {
    MB_TRY(looked, look(stream, event.position(), directory));
    owner = looked;
  }
  if (owner) {
    if (known_.size() >= remembered) known_.clear();
    known_.emplace(stream, *owner);
    return owner;
  }
  // Before the matter is proposed: somebody tried something.
  const auto* actor = directory.principal(domain::subject_of(event.header.getActor()));
  return actor == nullptr ? std::nullopt : actor->organization;
}

}  // namespace minutebook::projections::timeline
