#pragma once

#include "tools/export/ocds/json.h"

/// How releases add up to a compiled release (the standard's merging), and the way back.
namespace minutebook::ocds {

/// What of `after` differs from `before`, so that merging it over `before` gives `after`: of lists
/// whose items have ids the items that changed, whole; of objects without an id the fields that
/// changed; everything else whole. Empty when nothing differs. Nothing may be missing in `after`
/// that is in `before`: facts are never taken back.
Json changes_of(const Json& before, const Json& after);

/// Puts a release over what earlier ones said: objects field by field, lists of items with ids by
/// id, other lists whole; null takes a field away.
void merge(Json& compiled, const Json& release);

}  // namespace minutebook::ocds
