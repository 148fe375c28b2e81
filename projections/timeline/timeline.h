#pragma once

#include "projections/view.h"

namespace minutebook::projections {

/// What happened, event by event, whom and which documents it names, and its words for searching:
/// timeline.sqlite.
const View& timeline_view();

}  // namespace minutebook::projections
