#pragma once

#include <set>

#include "ledger/schema/event.capnp.h"

namespace minutebook::ocds {

/// What a release is about. `none`: an event that belongs to whatever is under way.
enum class Stage {
  none,
  planning,
  tender,
  cancellation,
  award,
  contract,
  amendment,
  implementation,
  termination,
};

Stage stage_of(schema::EventBody::Which event);

/// The release tag of a stage. `seen` holds the stages that had a release before: a stage's first
/// release has the plain tag, later ones say that they update.
const char* tag_of(Stage stage, const std::set<Stage>& seen);

}  // namespace minutebook::ocds
