#pragma once

#include "tools/minutebook/render.h"
#include "tools/minutebook/session.h"

namespace minutebook::cli {

/// A state as sections that people read: each field under its label, each fact with its act.
void print_state(Session& session, const Render& render, const Json& state);

}  // namespace minutebook::cli
