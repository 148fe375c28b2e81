#pragma once

#include <functional>

#include "tools/server/http_server.h"
#include "tools/witness/witness.h"

namespace minutebook::witness {

/// Told of every answer that was given, for the operator's log; by several threads.
using OnAnswer = std::function<void(const Answer&)>;

/// POST /add-checkpoint of a witness, which outlives the handler; nothing else is there.
server::Handler routes_of(Witness& witness, OnAnswer on_answer);

/// The limits that suit a witness: what is posted is small, and logs post seldom.
server::ServerLimits server_limits();

}  // namespace minutebook::witness
