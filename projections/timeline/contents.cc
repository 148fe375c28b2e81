#include "projections/timeline/contents.h"

namespace minutebook::projections::timeline {
namespace {

class Walk {
 public:
  explicit Walk(const ContentVisitor& visitor) : visitor_(visitor) {}

  void structure(capnp::DynamicStruct::Reader message, const schema::StructShape& shape) const {
    for (const schema::FieldShape& field : shape.fields) {
      if (message.has(field.field)) value(message.get(field.field), field);
    }
    if (shape.discriminator.empty()) return;
    KJ_IF_MAYBE (which, message.which()) {
      const auto& member = shape.members[which->getProto().getDiscriminantValue()];
      value(message.get(member.field), member);
    }
  }

 private:
  void value(const capnp::DynamicValue::Reader& value, const schema::FieldShape& field) const {
    if (field.list) {
      for (const auto item : value.as<capnp::DynamicList>()) one(item, field);
    } else {
      one(value, field);
    }
  }

  void one(const capnp::DynamicValue::Reader& value, const schema::FieldShape& field) const {
    if (field.form == schema::Form::structure) {
      const auto inner = value.as<capnp::DynamicStruct>();
      if (field.structure->name != "DocumentReference") return structure(inner, *field.structure);
      const auto document = inner.as<schema::DocumentReference>();
      visitor_.document(document);
      words(document.getTitle());
    } else if (field.form == schema::Form::text && !field.local_id && field.subject_kinds == 0) {
      words(value.as<capnp::Text>());
    } else if (field.document && field.form == schema::Form::hex) {
      const auto digest = value.as<capnp::Data>();
      if (digest.size() > 0) visitor_.bare_digest(digest);
    }
  }

  void words(capnp::Text::Reader text) const {
    if (text.size() > 0) visitor_.words({text.begin(), text.size()});
  }

  const ContentVisitor& visitor_;
};

}  // namespace

void visit_contents(capnp::DynamicStruct::Reader message, const ContentVisitor& visitor) {
  Walk(visitor).structure(message, schema::shape_of(message.getSchema()));
}

}  // namespace minutebook::projections::timeline
