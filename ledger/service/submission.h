#pragma once

#include <capnp/message.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "ledger/base/bytes.h"
#include "ledger/crypto/digest.h"
#include "ledger/crypto/dsse.h"
#include "ledger/schema/command.capnp.h"
#include "ledger/schema/json.h"
#include "ledger/service/key_ring.h"
#include "ledger/service/outcome.h"

namespace minutebook::service {

/// Where a command came from; goes into the header.
struct Origin {
  std::string source_system;
  std::string network_address;
};

/// A well-formed command on its way to the writer.
struct Submission {
  std::unique_ptr<capnp::MallocMessageBuilder> message;  ///< root: schema::Command
  schema::Command::Reader command;                       ///< borrows `message`
  CommandId id;                                          ///< of the command
  std::string raw;                                       ///< as sent: JSON or DSSE envelope
  crypto::Digest input{};                    ///< digest of the command's JSON, envelope or not
  std::optional<crypto::Envelope> envelope;  ///< of a signed command
  std::string verified_key;  ///< id of the actor's key whose signature was verified, if known then
  Origin origin;
};

CommandId command_id_of(schema::Command::Reader command);

/// The command in `message`, which was read from `json`; no raw bytes, envelope and origin yet.
Submission submission_of(schema::Message message, std::string_view json, crypto::Suite suite);

/// What authenticate makes of a line. The last two are passed through the writer, so that a file's
/// results keep their order and it can stop there.
using Prepared = std::variant<Submission, Invalid, Unauthorised>;

/// Reads one command, JSON or DSSE envelope, and verifies its signature. Any thread; the costly
/// part of submitting. A key that the ring does not know yet is left for the writer to check.
/// Unauthorised for the role `ledger` and the ledger as actor: see internal_submission.h.
Prepared authenticate(std::string_view line, crypto::Suite suite, const KeyRing& keys,
                      const Origin& origin = {});

}  // namespace minutebook::service
