#include "tools/export/ocel_fields.h"

#include <utility>

#include "ledger/base/check.h"
#include "ledger/schema/convert.h"
#include "tools/export/ocel_types.h"

namespace minutebook::exporting {
namespace {

using capnp::DynamicList;
using capnp::DynamicStruct;
using capnp::DynamicValue;
using projections::Value;
using schema::FieldShape;
using schema::Form;
using schema::StructShape;

enum class Naming { nothing, subject, local };

/// What the ledger makes itself carries no annotations: a resolution names its meeting and the
/// members whose positions it counts.
Naming naming_of(const StructShape& shape, const FieldShape& field) {
  if (field.form != Form::text) return Naming::nothing;
  if (field.subject_kinds != 0) return Naming::subject;
  if (field.local_id) return Naming::local;
  if (shape.name == "Resolution" && field.name == "meeting") return Naming::local;
  if (shape.name == "PositionOfMember" && field.name == "person") return Naming::subject;
  return Naming::nothing;
}

std::optional<OcelObject> named(Naming naming, std::string_view field, std::string_view text,
                                std::string_view stream) {
  if (text.empty()) return std::nullopt;
  if (naming == Naming::subject) return object_of_subject(text);
  const auto type = type_of_local_id(field);
  if (!type) return std::nullopt;
  return OcelObject{std::string(stream) + "/" + std::string(*type) + "/" + std::string(text),
                    *type};
}

std::string_view text_of(const DynamicValue::Reader& value) {
  return schema::text_view(value.as<capnp::Text>());
}

/// A field's values, one by one.
template <typename Visit>
void each_item(const DynamicStruct::Reader& in, const FieldShape& field, const Visit& visit) {
  if (!in.has(field.field)) return;
  const DynamicValue::Reader value = in.get(field.field);
  if (!field.list) return visit(value);
  for (const auto item : value.as<DynamicList>()) visit(item);
}

class ObjectWalk {
 public:
  ObjectWalk(std::string_view stream, const VisitObject& visit) : stream_(stream), visit_(visit) {}

  void structure(const DynamicStruct::Reader& in, const StructShape& shape, bool in_list) {
    for (const FieldShape& field : shape.fields) {
      const std::size_t length = path_.size();
      path_ += (length > 0 ? "." : "") + field.name;
      if (field.structure != nullptr) {
        each_item(in, field, [&](const DynamicValue::Reader& item) {
          structure(item.as<DynamicStruct>(), *field.structure, in_list || field.list);
        });
      } else if (const Naming naming = naming_of(shape, field); naming != Naming::nothing) {
        each_item(in, field, [&](const DynamicValue::Reader& item) {
          auto object = named(naming, field.name, text_of(item), stream_);
          if (object) visit_({std::move(*object), field.name, path_, in_list});
        });
      }
      path_.resize(length);
    }
  }

 private:
  std::string_view stream_;
  const VisitObject& visit_;
  std::string path_;
};

std::optional<Value> enumerant(const DynamicValue::Reader& value, const FieldShape& field) {
  const std::size_t ordinal = value.as<capnp::DynamicEnum>().getRaw();
  if (ordinal >= field.enumerants.size()) return std::to_string(ordinal);  // of a later schema
  if (field.enumerants[ordinal] == "unspecified") return std::nullopt;
  return field.enumerants[ordinal];
}

std::optional<Value> text_value(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

}  // namespace

std::optional<Value> value_of(const DynamicStruct::Reader& in, const FieldShape& field) {
  if (field.list || !in.has(field.field)) return std::nullopt;
  const DynamicValue::Reader value = in.get(field.field);
  switch (field.form) {
    case Form::boolean:
      return std::int64_t{value.as<bool>()};
    case Form::integer:
      return value.as<std::int64_t>();
    case Form::enumeration:
      return enumerant(value, field);
    case Form::text:
      return text_value(text_of(value));
    case Form::timestamp:
      return ocel_time(schema::read_time(value.as<schema::Timestamp>()).instant);
    case Form::date:
      return format_day(schema::read_day(value.as<schema::Date>()));
    default:
      return std::nullopt;
  }
}

void each_single_value(const DynamicStruct::Reader& in, const StructShape& shape,
                       const VisitValue& visit) {
  for (const FieldShape& field : shape.fields) {
    if (field.list) continue;
    if (field.structure != nullptr) {
      if (in.has(field.field)) {
        each_single_value(in.get(field.field).as<DynamicStruct>(), *field.structure, visit);
      }
    } else if (auto value = value_of(in, field)) {
      visit(field, std::move(*value));
    }
  }
}

void each_named_object(const DynamicStruct::Reader& in, const StructShape& shape,
                       std::string_view stream, const VisitObject& visit) {
  ObjectWalk(stream, visit).structure(in, shape, false);
}

std::vector<OcelObject> local_objects(const DynamicStruct::Reader& in, const StructShape& shape,
                                      std::string_view field, std::string_view stream) {
  const FieldShape* const found = shape.find(field);
  MB_CHECK(found != nullptr);
  std::vector<OcelObject> out;
  each_item(in, *found, [&](const DynamicValue::Reader& item) {
    auto object = named(Naming::local, found->name, text_of(item), stream);
    if (object) out.push_back(std::move(*object));
  });
  return out;
}

}  // namespace minutebook::exporting
