#pragma once

#include <capnp/dynamic.h>
#include <capnp/message.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/ids.h"

/// JSON to messages and back. docs/formats/ describes the JSON; it is generated from the schema.
/// All functions are thread-safe.
namespace minutebook::schema {

/// Why a text is not the message it should be.
struct Invalid {
  std::string path;                   ///< "data.entries[3].person"; empty: the text as a whole
  std::optional<std::size_t> column;  ///< of a syntax error: 1-based, in characters of the text
  Bilingual detail;                   ///< one sentence without the path
  CommandId command_id{};             ///< nil when it could not be read
};

using Message = std::unique_ptr<capnp::MallocMessageBuilder>;

/// The command in `text`, root schema::Command. Everything that the schema and its annotations
/// say about a command holds for the result, so that the domain need not look again: types,
/// ranges, required fields, enum names, forms of subjects and times, no control characters, and
/// that `reason` and `evidence` are there exactly when `irregular` is true.
tl::expected<Message, Invalid> decode_command(std::string_view text);

/// A message of any struct that shape_of() knows, by the rules of its fields.
tl::expected<Message, Invalid> decode_json(std::string_view text, capnp::StructSchema schema);

/// JSON on one line, in the order of the schema file. Absent texts, lists and structs are left
/// out, as is an enum that is "unspecified"; numbers and booleans are always there, since 0 and
/// false are facts too (the schema cannot tell them from an absent number). Numbers are JSON
/// numbers, 64-bit ones too.
std::string to_json(capnp::DynamicStruct::Reader message);

}  // namespace minutebook::schema
