#pragma once

#include <capnp/schema.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ledger/base/ids.h"

/// What a message may hold: the Cap'n Proto schema with its annotations, resolved once. The JSON
/// reader and writer, the reflection helpers and docs/formats all walk these instead of asking the
/// annotations again for every field of every command.
namespace minutebook::schema {

/// How a field, or each item of a list, looks in JSON.
enum class Form : std::uint8_t {
  boolean,
  integer,
  hex_number,  ///< a 64-bit number as 16 hexadecimal digits
  enumeration,
  text,
  hex,
  base64,
  uuid,
  timestamp,
  date,
  version,  ///< OptionalVersion: an integer that may be absent
  structure,
};

struct StructShape;

struct FieldShape {
  std::string name;  ///< in JSON
  capnp::StructSchema::Field field;
  Form form = Form::text;
  bool list = false;
  bool required = false;
  bool local_id = false;
  bool document = false;            ///< digests of stored documents
  std::uint32_t subject_kinds = 0;  ///< bit per SubjectKind; 0: names no subject
  std::size_t max_bytes = 0;        ///< of a text or data
  std::optional<std::size_t> exact_bytes;
  std::int64_t min = 0;  ///< of an integer
  std::int64_t max = 0;
  std::vector<std::string> enumerants;  ///< by ordinal
  std::string_view enumeration;         ///< name of the enum, "Choice"
  const StructShape* structure = nullptr;
  /// Somewhere at or below this field there is a subject, or a document: a walk may skip the rest.
  bool leads_to_subjects = false;
  bool leads_to_documents = false;
};

struct StructShape {
  std::string_view name;  ///< "Ballot"
  capnp::StructSchema schema;
  std::vector<FieldShape> fields;   ///< outside the union, in the order of the schema file
  std::string discriminator;        ///< JSON name of the union's tag ("type"); empty: no union
  std::string value_name;           ///< JSON name of the union's value ("data")
  std::vector<FieldShape> members;  ///< of the union, by discriminant
  std::unordered_map<std::string_view, std::size_t> member_of_name;  ///< index in `members`

  /// Null when there is none of that JSON name outside the union.
  const FieldShape* find(std::string_view json_name) const;
  const FieldShape* find_member(std::string_view json_name) const;
};

/// The shape of a struct reachable from Command, Payload or Header; another one is a bug.
/// Lives for ever; thread-safe.
const StructShape& shape_of(capnp::StructSchema schema);

template <typename Struct>
const StructShape& shape_of() {
  return shape_of(capnp::StructSchema(capnp::Schema::from<Struct>()));
}

/// Every struct shape, by its name: for generated documents and for tests of completeness.
std::vector<const StructShape*> all_shapes();

/// The name of a schema node without its file: "Ballot".
std::string_view short_name(capnp::Schema schema);

inline std::uint32_t kind_bit(minutebook::SubjectKind kind) {
  return 1U << static_cast<unsigned>(kind);
}

}  // namespace minutebook::schema
