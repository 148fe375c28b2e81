#pragma once

#include <capnp/dynamic.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "ledger/base/bytes.h"
#include "ledger/base/ids.h"
#include "ledger/schema/command.capnp.h"
#include "ledger/schema/event.capnp.h"
#include "ledger/schema/types.capnp.h"

/// What the schema and its annotations say about commands, events and roles. Tables are computed
/// once and live for ever; everything here is thread-safe.
namespace minutebook::schema {

struct CommandTraits {
  std::string_view name;  ///< "CastBallot"
  Command::Which which{};
  std::uint32_t subjects = 0;           ///< kinds it is sent to: kind_bit() of each
  std::vector<Role> actors;             ///< who may send it, by the regular procedure
  std::vector<EventBody::Which> emits;  ///< what acceptance may record, the usual one first
};

/// By ordinal of the union.
const std::vector<CommandTraits>& command_traits();
const CommandTraits& traits_of(Command::Which which);
/// Null when there is no command of that name.
const CommandTraits* find_command(std::string_view name);

inline constexpr std::size_t event_type_count =
    static_cast<std::size_t>(EventBody::Which::INTEGRITY_VERIFIED) + 1;

/// "BallotCast"; empty for the number of an event that this version does not know.
std::string_view event_name(std::uint16_t type);
inline std::string_view event_name(EventBody::Which type) {
  return event_name(static_cast<std::uint16_t>(type));
}
std::optional<EventBody::Which> find_event(std::string_view name);

/// "bodyMember"; empty for a number that this version does not know.
std::string_view role_name(Role role);
std::optional<Role> find_role(std::string_view name);
/// Held for an organization, does the role also hold for the organizations below it?
bool role_reaches_below(Role role);

/// Called with a field's dotted path and the subject that it names.
using ReferenceVisitor = std::function<void(std::string_view path, std::string_view subject)>;

/// Every subject that `message` names in a field annotated refersTo, in the order of the schema;
/// absent ones are passed over. The views hold for the call only.
void for_each_reference(capnp::DynamicStruct::Reader message, const ReferenceVisitor& visit);

/// Every digest of a stored document that `message` cites.
void for_each_document(capnp::DynamicStruct::Reader message,
                       const std::function<void(ByteSpan digest)>& visit);

}  // namespace minutebook::schema
