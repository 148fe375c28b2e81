#include "tools/schemadoc/json_schema.h"

#include <map>
#include <nlohmann/json.hpp>

#include "ledger/base/limits.h"
#include "ledger/schema/labels.h"
#include "ledger/schema/reflect.h"
#include "ledger/schema/shape.h"

namespace minutebook::schemadoc {
namespace {

using Json = nlohmann::ordered_json;
using schema::FieldShape;
using schema::Form;
using schema::StructShape;

constexpr char id_pattern[] = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

std::string subject_pattern(std::uint32_t kinds) {
  std::string names;
  for (std::size_t i = 0; i < subject_kind_count; ++i) {
    if ((kinds >> i & 1U) == 0) continue;
    names += (names.empty() ? "" : "|");
    names += name_of(static_cast<minutebook::SubjectKind>(i));
  }
  return "^(" + names + ")/" + id_pattern + "$";
}

Json text_schema(const FieldShape& field) {
  Json out{{"type", "string"}};
  if (field.subject_kinds != 0) {
    out["pattern"] = subject_pattern(field.subject_kinds);
  } else if (field.local_id) {
    out["pattern"] = std::string("^") + id_pattern + "$";
  } else {
    // The bound is in bytes; characters are what JSON Schema can count.
    if (field.required || field.list) out["minLength"] = 1;
    out["maxLength"] = field.max_bytes;
    out["pattern"] = "^[^\\u0000-\\u0008\\u000b-\\u001f\\u007f]*$";
  }
  return out;
}

Json hex_schema(const FieldShape& field) {
  Json out{{"type", "string"}, {"pattern", "^([0-9A-Fa-f]{2})*$"}};
  if (field.exact_bytes) out["minLength"] = 2 * *field.exact_bytes;
  out["maxLength"] = 2 * field.exact_bytes.value_or(field.max_bytes);
  return out;
}

Json enum_schema(const FieldShape& field) {
  Json names = Json::array();
  for (const std::string& name : field.enumerants) {
    if (name != "unspecified" || !field.required) names.push_back(name);
  }
  return {{"enum", std::move(names)}};
}

Json item_schema(const FieldShape& field) {
  switch (field.form) {
    case Form::boolean:
      return {{"type", "boolean"}};
    case Form::integer:
      return {{"type", "integer"}, {"minimum", field.min}, {"maximum", field.max}};
    case Form::hex_number:
      return {{"type", "string"}, {"pattern", "^[0-9a-f]{16}$"}};
    case Form::enumeration:
      return enum_schema(field);
    case Form::text:
      return text_schema(field);
    case Form::hex:
      return hex_schema(field);
    case Form::base64:
      return {{"type", "string"}, {"contentEncoding", "base64"}};
    case Form::uuid:
      return {{"type", "string"}, {"format", "uuid"}};
    case Form::timestamp:
      return {{"type", "string"}, {"format", "date-time"}};
    case Form::date:
      return {{"type", "string"}, {"format", "date"}};
    case Form::version:
      return {{"type", "integer"}, {"minimum", 0}, {"maximum", limits::max_json_integer}};
    case Form::structure:
      return {{"$ref", "#/$defs/" + std::string(field.structure->name)}};
  }
  return {};
}

class SchemaMaker {
 public:
  explicit SchemaMaker(const Comments& comments) : comments_(comments) {}

  Json command() {
    const auto& shape = schema::shape_of<schema::Command>();
    Json out{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
             {"title", "A command of the minutebook ledger"}};
    out.update(object(shape));
    out["properties"][shape.discriminator] = {{"type", "string"}};
    out["properties"][shape.value_name] = {{"type", "object"}};
    out["required"].push_back(shape.discriminator);
    out["required"].push_back(shape.value_name);
    out["oneOf"] = Json::array();
    for (const auto& traits : schema::command_traits()) out["oneOf"].push_back(branch(traits));
    out["if"] = {{"properties", {{"irregular", {{"const", true}}}}}, {"required", {"irregular"}}};
    out["then"] = {
        {"properties", {{"reason", {{"minLength", 1}}}, {"evidence", {{"minItems", 1}}}}},
        {"required", {"reason", "evidence"}}};
    out["else"] = {
        {"properties", {{"reason", {{"maxLength", 0}}}, {"evidence", {{"maxItems", 0}}}}}};
    Json defs = Json::object();
    for (auto& [name, def] : defs_) defs[name] = std::move(def);
    out["$defs"] = std::move(defs);
    return out;
  }

 private:
  Json branch(const schema::CommandTraits& traits) {
    const auto& shape = schema::shape_of<schema::Command>();
    const FieldShape& member = shape.members[static_cast<std::size_t>(traits.which)];
    define(*member.structure);
    const std::string key = "command." + std::string(traits.name);
    return {{"title", schema::label(Language::en, key)},
            {"description", schema::label(Language::zh_cn, key)},
            {"properties",
             {{shape.discriminator, {{"const", traits.name}}},
              {"subject", {{"pattern", subject_pattern(traits.subjects)}}},
              {shape.value_name, {{"$ref", "#/$defs/" + std::string(member.structure->name)}}}}}};
  }

  void define(const StructShape& shape) {
    const std::string name(shape.name);
    if (defs_.contains(name)) return;
    defs_[name] = Json::object();
    defs_[name] = object(shape);
  }

  Json object(const StructShape& shape) {
    Json properties = Json::object();
    Json required = Json::array();
    for (const FieldShape& field : shape.fields) {
      properties[field.name] = property(shape, field);
      if (field.required) required.push_back(field.name);
    }
    return {{"type", "object"},
            {"additionalProperties", false},
            {"required", std::move(required)},
            {"properties", std::move(properties)}};
  }

  Json property(const StructShape& shape, const FieldShape& field) {
    if (field.structure != nullptr) define(*field.structure);
    const std::string name(shape.name);
    Json out{{"title", schema::field_label(Language::en, name, field.name)}};
    std::string description = schema::field_label(Language::zh_cn, name, field.name);
    const std::string comment = comments_.of(name + "." + field.name);
    if (!comment.empty()) description += ". " + comment;
    out["description"] = std::move(description);
    if (!field.list) {
      out.update(item_schema(field));
      return out;
    }
    out["type"] = "array";
    if (field.required) out["minItems"] = 1;
    out["maxItems"] = limits::max_list_items;
    out["items"] = item_schema(field);
    return out;
  }

  const Comments& comments_;
  std::map<std::string, Json> defs_;
};

}  // namespace

std::string command_json_schema(const Comments& comments) {
  return SchemaMaker(comments).command().dump(1) + "\n";
}

}  // namespace minutebook::schemadoc
