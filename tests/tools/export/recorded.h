#pragma once

#include <capnp/message.h>

#include <string>
#include <string_view>

#include "ledger/domain/event_view.h"

namespace minutebook::exporting {

/// One event made from its data alone, without a ledger: what a mapping of single events needs.
class Recorded {
 public:
  /// `body` is JSON: {"type": "BallotCast", "data": {…}}. Position 7, by person/m1 for person/m2,
  /// a body member, on partnership/p at 2021-01-12T09:41:00+08:00, recorded a second later.
  explicit Recorded(const std::string& body);

  schema::Header::Builder header() { return header_.getRoot<schema::Header>(); }
  domain::EventView view();
  domain::EventView redacted();
  /// As the store keeps it; without its payload when `redacted`.
  std::string record(bool redacted);

 private:
  capnp::MallocMessageBuilder header_;
  capnp::MallocMessageBuilder payload_;
};

}  // namespace minutebook::exporting
