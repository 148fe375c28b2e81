#pragma once

#include <capnp/dynamic.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/schema/shape.h"
#include "tools/export/ocel_event.h"

/// Walks over the fields of an event's data, for ocel_event.cc.
namespace minutebook::exporting {

/// A single value, or nothing where it is absent, "unspecified", or of a form without a value in
/// OCEL (digests, keys, structures).
std::optional<projections::Value> value_of(const capnp::DynamicStruct::Reader& in,
                                           const schema::FieldShape& field);

/// Every single value at the top of the data or in its structures (not in their lists).
using VisitValue = std::function<void(const schema::FieldShape&, projections::Value)>;
void each_single_value(const capnp::DynamicStruct::Reader& in, const schema::StructShape& shape,
                       const VisitValue& visit);

/// A subject, or a thing inside `stream`, that the data names.
struct NamedObject {
  OcelObject object;
  std::string_view field;              ///< that holds the name
  std::string path;                    ///< to that field, without places in lists: "entries.person"
  bool in_list_of_structures = false;  ///< one of several that each say something of their own
};
using VisitObject = std::function<void(NamedObject)>;
void each_named_object(const capnp::DynamicStruct::Reader& in, const schema::StructShape& shape,
                       std::string_view stream, const VisitObject& visit);

/// The things inside `stream` that one field names: none, one, or for a list several.
std::vector<OcelObject> local_objects(const capnp::DynamicStruct::Reader& in,
                                      const schema::StructShape& shape, std::string_view field,
                                      std::string_view stream);

}  // namespace minutebook::exporting
