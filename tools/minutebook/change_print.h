#pragma once

#include <string>

#include "tools/inspect/changes.h"
#include "tools/minutebook/palette.h"
#include "tools/minutebook/render.h"

namespace minutebook::cli {

/// One change in words: "contracts C1 › value: 100 yuan → 120 yuan".
std::string change_text(const inspect::Change& change, const Render& render,
                        const Palette& palette);

/// {"path": …, "before": …, "after": …}; a member is left out where there was or is nothing.
Json change_json(const inspect::Change& change);

/// Is the field about the recording rather than the matter: the act of a fact (its event is named
/// anyway), positions, version? People's output leaves these out; JSON has them.
bool is_bookkeeping(std::string_view path);

/// The part of a path that names the field itself: "choice" of "ballots[0].choice".
std::string_view last_field(std::string_view path);

}  // namespace minutebook::cli
