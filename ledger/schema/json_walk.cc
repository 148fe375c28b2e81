#include "ledger/schema/json_walk.h"

#include <bitset>

#include "ledger/base/limits.h"
#include "ledger/schema/convert.h"
#include "ledger/schema/json_value_check.h"

namespace minutebook::schema {
namespace {

using capnp::JsonValue;

constexpr std::size_t max_fields = 64;  // of one struct; the shapes have at most 23

MaybeFault check_one(JsonValue::Reader value, const FieldShape& field) {
  if (value.isNull()) {
    return fault("must not be null: leave the field out", "不得为 null：请省略该字段");
  }
  if (field.form == Form::structure) return walk_json(value, *field.structure);
  return check_value(value, field);
}

MaybeFault check_list(JsonValue::Reader value, const FieldShape& field) {
  if (!value.isArray()) return fault("must be a list", "须为列表");
  const auto items = value.getArray();
  if (items.size() == 0 && field.required) return fault("must not be empty", "不得为空");
  if (items.size() > limits::max_list_items) {
    const std::string bound = std::to_string(limits::max_list_items);
    return fault("must have at most " + bound + " items", "不得超过 " + bound + " 项");
  }
  for (unsigned i = 0; i < items.size(); ++i) {
    if (auto found = check_one(items[i], field)) {
      return within("[" + std::to_string(i) + "]", std::move(*found));
    }
  }
  return std::nullopt;
}

MaybeFault check_field(JsonValue::Reader value, const FieldShape& field) {
  auto found = field.list && !value.isNull() ? check_list(value, field) : check_one(value, field);
  if (found) return within(field.name, std::move(*found));
  return std::nullopt;
}

Fault missing(const std::string& name) { return within(name, fault("is missing", "缺少该字段")); }

/// The union of an object: its tag and its value, wherever they are.
class TaggedUnion {
 public:
  explicit TaggedUnion(const StructShape& shape) : shape_(shape) {}

  bool take(std::string_view name, JsonValue::Reader value) {
    if (shape_.discriminator.empty()) return false;
    if (name == shape_.discriminator) {
      tag_ = value;
      has_tag_ = true;
      return true;
    }
    if (name == shape_.value_name) {
      value_ = value;
      has_value_ = true;
      return true;
    }
    return false;
  }

  MaybeFault check() const {
    if (shape_.discriminator.empty()) return std::nullopt;
    if (!has_tag_) return missing(shape_.discriminator);
    if (!tag_.isString()) {
      return within(shape_.discriminator, fault("must be a text in quotes", "须为带引号的文本"));
    }
    const auto name = text_view(tag_.getString());
    const FieldShape* member = shape_.find_member(name);
    if (member == nullptr) {
      const std::string shown = printable(name, 64);
      return within(shape_.discriminator,
                    fault("there is no type \"" + shown + "\"", "没有“" + shown + "”这种类型"));
    }
    if (!has_value_) return missing(shape_.value_name);
    if (auto found = check_one(value_, *member)) {
      return within(shape_.value_name, std::move(*found));
    }
    return std::nullopt;
  }

 private:
  const StructShape& shape_;
  JsonValue::Reader tag_;
  JsonValue::Reader value_;
  bool has_tag_ = false;  // not std::optional: g++ 12 sees uninitialized members in it
  bool has_value_ = false;
};

}  // namespace

MaybeFault walk_json(JsonValue::Reader object, const StructShape& shape) {
  if (!object.isObject()) return fault("must be an object in braces", "须为花括号中的对象");
  std::bitset<max_fields> seen;
  TaggedUnion tagged(shape);
  for (const auto entry : object.getObject()) {
    const auto name = text_view(entry.getName());
    const FieldShape* field = shape.find(name);
    if (field != nullptr) {
      if (auto found = check_field(entry.getValue(), *field)) return found;
      seen.set(static_cast<std::size_t>(field - shape.fields.data()));
    } else if (!tagged.take(name, entry.getValue())) {
      return within(printable(name, 64), fault("there is no such field", "没有这个字段"));
    }
  }
  for (std::size_t i = 0; i < shape.fields.size(); ++i) {
    if (shape.fields[i].required && !seen[i]) return missing(shape.fields[i].name);
  }
  return tagged.check();
}

}  // namespace minutebook::schema
