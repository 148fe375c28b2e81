#pragma once

#include <capnp/dynamic.h>

#include <functional>
#include <string_view>

#include "ledger/schema/directory.capnp.h"
#include "ledger/schema/shape.h"

namespace minutebook::projections::timeline {

/// What a walk over an event finds. Views hold for the call.
struct ContentVisitor {
  /// Words that people wrote: every text that names neither a subject nor a thing by its id.
  std::function<void(std::string_view words)> words;
  std::function<void(schema::DocumentReference::Reader document)> document;
  /// The digest of a document that is cited without its title.
  std::function<void(capnp::Data::Reader digest)> bare_digest;
};

void visit_contents(capnp::DynamicStruct::Reader message, const ContentVisitor& visitor);

}  // namespace minutebook::projections::timeline
