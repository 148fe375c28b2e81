#pragma once

#include <functional>

#include "ledger/base/result.h"
#include "ledger/domain/decide.h"
#include "ledger/store/event_store.h"

/// From stored events to state: the same functions for the live writer, for recovery and for
/// readers of the past.
namespace minutebook::service {

/// Kinds whose streams make up the directory.
inline constexpr SubjectKind directory_kinds[] = {
    SubjectKind::ledger, SubjectKind::organization, SubjectKind::venue,   SubjectKind::body,
    SubjectKind::person, SubjectKind::service,      SubjectKind::partner, SubjectKind::rulebook,
};

/// Gives false to stop.
using VisitEvent = std::function<Result<bool>(const store::StoredEvent&)>;

/// Runs `step`; what Cap'n Proto throws over bytes that make no sense becomes Errc::corruption.
Result<void> guarded(const std::function<void()>& step);

/// Events of the directory's streams in the order of positions, up to and without `end`.
Result<void> each_directory_event(const store::EventStore& store, Position end,
                                  const VisitEvent& visit);
/// Events of one stream in the order of versions; a gap in the versions is Errc::corruption.
Result<void> each_stream_event(const store::EventStore& store, const Subject& stream,
                               const VisitEvent& visit);

/// All master data, as of now.
Result<domain::Directory> load_directory(const store::EventStore& store);
/// The stream's state, as of now; empty (version 0) for a stream that does not exist.
Result<domain::Aggregate> load_aggregate(const store::EventStore& store, const Subject& subject);

}  // namespace minutebook::service
