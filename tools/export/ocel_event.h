#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/domain/event_view.h"
#include "projections/database.h"

/// One event of the log as OCEL 2.0 sees it: an event, the objects it touches, and what it says
/// about them. Nothing here looks at other events.
namespace minutebook::exporting {

struct OcelObject {
  std::string id;         ///< "partnership/ZJ-2020-001", or below it ".../meeting/M1"
  std::string_view type;  ///< of ocel_types.h; lives for ever
  bool operator==(const OcelObject&) const = default;
};

struct OcelRelation {
  OcelObject object;
  std::string qualifier;
  bool operator==(const OcelRelation&) const = default;
};

struct OcelValue {
  std::string name;
  projections::Value value;  ///< truth values are 0 and 1, times as ocel_time() has them
};

/// Values that an object takes on, and objects that it is linked to from now on.
struct OcelChange {
  OcelObject object;
  std::vector<OcelValue> values;
  std::vector<OcelRelation> links;
};

struct OcelEvent {
  std::string id;    ///< "event/57": no subject is of the kind event
  std::string type;  ///< "BallotCast"
  std::string time;  ///< when it occurred
  std::vector<OcelValue> attributes;
  std::vector<OcelRelation> relations;  ///< each once
  std::vector<OcelChange> changes;
};

/// "2021-01-12 01:41:00.000000", in UTC: as texts they sort by time. Smaller parts of a second are
/// cut off.
std::string ocel_time(Instant time);

/// The object for a subject as an event stores it.
OcelObject object_of_subject(std::string_view subject);

OcelEvent ocel_event(const domain::EventView& event);

}  // namespace minutebook::exporting
