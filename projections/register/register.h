#pragma once

#include "projections/view.h"

namespace minutebook::projections {

/// What is so about matters, contracts, organizations and people: register.sqlite.
const View& register_view();

}  // namespace minutebook::projections
