#pragma once

#include <capnp/message.h>

#include "ledger/base/clock.h"
#include "ledger/base/random.h"
#include "ledger/base/result.h"
#include "ledger/schema/command.capnp.h"
#include "ledger/service/ledger.h"
#include "ledger/service/writer.h"

/// Facts that the ledger records about itself, in its own stream and in the role `ledger`.
namespace minutebook::service {

/// A command of the ledger, but for its type and data: fresh id, subject, actor, role, time.
class OwnFact {
 public:
  OwnFact(const Ledger& ledger, Clock& clock, Random& random);
  schema::Command::Builder command() { return message_.getRoot<schema::Command>(); }

 private:
  capnp::MallocMessageBuilder message_;
};

/// Records it with a writer of its own; the position of its event. The ledger is open for writing,
/// without a writer. Errc::conflict when the domain refuses it.
Result<Position> record_own_fact(Ledger& ledger, OwnFact& fact, Clock& clock, Random& random,
                                 const WriterOptions& options);

/// Why a command that had to be accepted was not.
Error not_recorded(const Outcome& outcome);

}  // namespace minutebook::service
