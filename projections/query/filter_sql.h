#pragma once

#include "projections/query/filter.h"
#include "projections/query/scope.h"

namespace minutebook::projections {

/// A condition on rows `r` of the kind's table: 1 where the filter holds, 0 elsewhere, never NULL.
/// A search looks at no event of an organization that the reader does not answer for.
Sql filter_sql(const Filter& filter, const Asked& asked);

}  // namespace minutebook::projections
