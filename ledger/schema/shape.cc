#include "ledger/schema/shape.h"

#include <capnp/compat/json.capnp.h>

#include <algorithm>
#include <limits>
#include <map>
#include <memory>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/schema/annotations.capnp.h"
#include "ledger/schema/command.capnp.h"
#include "ledger/schema/event.capnp.h"
#include "ledger/schema/header.capnp.h"

namespace minutebook::schema {
namespace {

using capnp::schema::Type;

// The ids in annotations.capnp and in Cap'n Proto's json.capnp; no constants are generated.
constexpr std::uint64_t required_id = 0xb0a1c5d2e3f40001;
constexpr std::uint64_t refers_to_id = 0xb0a1c5d2e3f40002;
constexpr std::uint64_t local_id_id = 0xb0a1c5d2e3f40003;
constexpr std::uint64_t max_bytes_id = 0xb0a1c5d2e3f40004;
constexpr std::uint64_t exact_bytes_id = 0xb0a1c5d2e3f40005;
constexpr std::uint64_t range_id = 0xb0a1c5d2e3f40006;
constexpr std::uint64_t document_id = 0xb0a1c5d2e3f4000b;
constexpr std::uint64_t hex_number_id = 0xb0a1c5d2e3f4000c;
constexpr std::uint64_t json_name_id = 0xfa5b1fd61c2e7c3d;
constexpr std::uint64_t json_discriminator_id = 0xcfa794e8d19a0162;
constexpr std::uint64_t json_base64_id = 0xd7d879450a253e4b;

std::string to_string(capnp::Text::Reader text) { return {text.begin(), text.size()}; }

std::int64_t greatest(Type::Which which) {
  switch (which) {
    case Type::INT8:
      return std::numeric_limits<std::int8_t>::max();
    case Type::INT16:
      return std::numeric_limits<std::int16_t>::max();
    case Type::INT32:
      return std::numeric_limits<std::int32_t>::max();
    case Type::UINT8:
      return std::numeric_limits<std::uint8_t>::max();
    case Type::UINT16:
      return std::numeric_limits<std::uint16_t>::max();
    case Type::UINT32:
      return std::numeric_limits<std::uint32_t>::max();
    default:
      return static_cast<std::int64_t>(limits::max_json_integer);
  }
}

Form form_of_struct(capnp::StructSchema schema) {
  const std::uint64_t id = schema.getProto().getId();
  if (id == capnp::typeId<Uuid>()) return Form::uuid;
  if (id == capnp::typeId<Timestamp>()) return Form::timestamp;
  if (id == capnp::typeId<Date>()) return Form::date;
  if (id == capnp::typeId<OptionalVersion>()) return Form::version;
  return Form::structure;
}

Form form_of(capnp::Type type) {
  switch (type.which()) {
    case Type::BOOL:
      return Form::boolean;
    case Type::ENUM:
      return Form::enumeration;
    case Type::TEXT:
      return Form::text;
    case Type::DATA:
      return Form::hex;
    case Type::STRUCT:
      return form_of_struct(type.asStruct());
    default:
      return Form::integer;
  }
}

void apply(FieldShape& shape, capnp::schema::Annotation::Reader note) {
  const auto value = note.getValue();
  switch (note.getId()) {
    case required_id:
      shape.required = true;
      break;
    case local_id_id:
      shape.local_id = true;
      shape.max_bytes = limits::max_local_id_bytes;
      break;
    case document_id:
      shape.document = shape.leads_to_documents = true;
      break;
    case max_bytes_id:
      shape.max_bytes = value.getUint32();
      break;
    case exact_bytes_id:
      shape.exact_bytes = value.getUint32();
      break;
    case hex_number_id:
      shape.form = Form::hex_number;
      break;
    case json_base64_id:
      shape.form = Form::base64;
      break;
    case json_name_id:
      shape.name = to_string(value.getText());
      break;
    case range_id: {
      const auto range = value.getStruct().getAs<Range>();
      shape.min = range.getMin();
      shape.max = range.getMax();
      break;
    }
    case refers_to_id:
      for (const auto kind : value.getList().getAs<capnp::List<schema::SubjectKind>>()) {
        shape.subject_kinds |= 1U << static_cast<unsigned>(kind);
      }
      shape.leads_to_subjects = true;
      break;
    default:
      break;
  }
}

class Shapes {
 public:
  Shapes() {
    add(capnp::Schema::from<Command>());
    add(capnp::Schema::from<Payload>());
    add(capnp::Schema::from<Header>());
    for (auto& [id, shape] : shapes_) propagate(*shape);
  }

  const StructShape& at(capnp::StructSchema schema) const {
    const auto found = shapes_.find(schema.getProto().getId());
    MB_CHECK(found != shapes_.end());
    return *found->second;
  }

  std::vector<const StructShape*> all() const {
    std::vector<const StructShape*> out;
    out.reserve(shapes_.size());
    for (const auto& [id, shape] : shapes_) out.push_back(shape.get());
    std::sort(out.begin(), out.end(),
              [](const auto* a, const auto* b) { return a->name < b->name; });
    return out;
  }

 private:
  const StructShape& add(capnp::StructSchema schema) {
    auto& slot = shapes_[schema.getProto().getId()];
    if (slot) return *slot;
    slot = std::make_unique<StructShape>();
    StructShape& shape = *slot;
    shape.name = short_name(schema);
    shape.schema = schema;
    for (const auto note : schema.getProto().getAnnotations()) {
      if (note.getId() != json_discriminator_id) continue;
      const auto options = note.getValue().getStruct().getAs<capnp::json::DiscriminatorOptions>();
      shape.discriminator = to_string(options.getName());
      shape.value_name = to_string(options.getValueName());
    }
    for (const auto field : schema.getNonUnionFields()) shape.fields.push_back(field_shape(field));
    std::stable_sort(shape.fields.begin(), shape.fields.end(), [](const auto& a, const auto& b) {
      return a.field.getProto().getCodeOrder() < b.field.getProto().getCodeOrder();
    });
    for (const auto field : schema.getUnionFields()) shape.members.push_back(field_shape(field));
    for (std::size_t i = 0; i < shape.members.size(); ++i) {
      MB_CHECK_EQ(shape.members[i].field.getProto().getDiscriminantValue(), i);
      shape.member_of_name.emplace(shape.members[i].name, i);
    }
    return shape;
  }

  FieldShape field_shape(capnp::StructSchema::Field field) {
    FieldShape shape;
    shape.field = field;
    shape.name = to_string(field.getProto().getName());
    capnp::Type type = field.getType();
    shape.list = type.isList();
    if (shape.list) type = type.asList().getElementType();
    shape.form = form_of(type);
    shape.max_bytes = limits::max_text_bytes;
    shape.max = greatest(type.which());
    for (const auto note : field.getProto().getAnnotations()) apply(shape, note);
    if (shape.form == Form::structure) shape.structure = &add(type.asStruct());
    if (shape.form == Form::enumeration) {
      shape.enumeration = short_name(type.asEnum());
      for (const auto enumerant : type.asEnum().getEnumerants()) {
        shape.enumerants.push_back(to_string(enumerant.getProto().getName()));
      }
    }
    return shape;
  }

  // The schema has no recursive struct, so a depth-first pass settles every flag.
  void propagate(StructShape& shape) {
    for (auto* list : {&shape.fields, &shape.members}) {
      for (FieldShape& field : *list) {
        if (field.structure == nullptr) continue;
        StructShape& below = *shapes_.at(field.structure->schema.getProto().getId());
        propagate(below);
        for (const auto* inner : {&below.fields, &below.members}) {
          for (const FieldShape& one : *inner) {
            field.leads_to_subjects |= one.leads_to_subjects;
            field.leads_to_documents |= one.leads_to_documents;
          }
        }
      }
    }
  }

  std::map<std::uint64_t, std::unique_ptr<StructShape>> shapes_;
};

const Shapes& shapes() {
  static const Shapes all;  // immutable once built
  return all;
}

}  // namespace

const FieldShape* StructShape::find(std::string_view json_name) const {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const FieldShape& f) { return f.name == json_name; });
  return found == fields.end() ? nullptr : &*found;
}

const FieldShape* StructShape::find_member(std::string_view json_name) const {
  const auto found = member_of_name.find(json_name);
  return found == member_of_name.end() ? nullptr : &members[found->second];
}

const StructShape& shape_of(capnp::StructSchema schema) { return shapes().at(schema); }

std::vector<const StructShape*> all_shapes() { return shapes().all(); }

std::string_view short_name(capnp::Schema schema) {
  const auto display = schema.getProto().getDisplayName();
  const std::string_view whole(display.begin(), display.size());
  return whole.substr(schema.getProto().getDisplayNamePrefixLength());
}

}  // namespace minutebook::schema
