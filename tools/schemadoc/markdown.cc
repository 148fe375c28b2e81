#include "tools/schemadoc/markdown.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "ledger/base/limits.h"
#include "ledger/schema/header.capnp.h"
#include "ledger/schema/labels.h"
#include "ledger/schema/reflect.h"
#include "ledger/schema/shape.h"

namespace minutebook::schemadoc {
namespace {

using schema::FieldShape;
using schema::Form;
using schema::StructShape;

constexpr char notice[] =
    "<!-- Generated from ledger/schema by `cmake --build BUILD --target formats`. -->\n\n";

std::string join(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string both(const std::string& key) {
  return schema::label(Language::en, key) + " · " + schema::label(Language::zh_cn, key);
}

std::string anchor(std::string_view heading) {
  std::string out;
  for (const char c : heading) {
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::string link(std::string_view name) {
  return "[" + std::string(name) + "](#" + anchor(name) + ")";
}

std::vector<std::string> kinds(std::uint32_t bits) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < subject_kind_count; ++i) {
    if ((bits >> i & 1U) != 0) {
      out.emplace_back(name_of(static_cast<minutebook::SubjectKind>(i)));
    }
  }
  return out;
}

std::string enum_values(const FieldShape& field) {
  std::vector<std::string> out;
  for (const std::string& name : field.enumerants) {
    if (name == "unspecified") continue;
    const std::string key = "enum." + std::string(field.enumeration) + "." + name;
    out.push_back(code(name) + " " + schema::label(Language::zh_cn, key));
  }
  return "one of " + join(out);
}

std::string range(const FieldShape& field) {
  const bool widest = field.max == static_cast<std::int64_t>(limits::max_json_integer);
  return "integer, " + std::to_string(field.min) + " to " +
         (widest ? "2^53 - 1" : std::to_string(field.max));
}

std::string bytes(const FieldShape& field, const std::string& alphabet) {
  if (field.exact_bytes) return alphabet + " of " + std::to_string(*field.exact_bytes) + " bytes";
  return alphabet + " of at most " + std::to_string(field.max_bytes) + " bytes";
}

std::string text_type(const FieldShape& field) {
  if (field.local_id) return "id within the subject";
  if (field.subject_kinds != 0) return "subject: " + join(kinds(field.subject_kinds));
  return "text of at most " + std::to_string(field.max_bytes) + " bytes";
}

std::string item_type(const FieldShape& field) {
  switch (field.form) {
    case Form::boolean:
      return "`true` or `false`";
    case Form::integer:
      return range(field);
    case Form::hex_number:
      return "16 hexadecimal digits";
    case Form::enumeration:
      return enum_values(field);
    case Form::text:
      return text_type(field);
    case Form::hex:
      return bytes(field, "hexadecimal");
    case Form::base64:
      return bytes(field, "base64");
    case Form::uuid:
      return "UUID";
    case Form::timestamp:
      return "RFC 3339 time with offset";
    case Form::date:
      return "date, YYYY-MM-DD";
    case Form::version:
      return "integer";
    case Form::structure:
      return link(field.structure->name);
  }
  return {};
}

std::string field_row(const StructShape& shape, const FieldShape& field, const Comments& comments) {
  const std::string name(shape.name);
  std::string out = "| " + code(field.name) + (field.required ? " **required**" : "") + " | " +
                    (field.list ? "list of: " : "") + item_type(field) + " | " +
                    schema::field_label(Language::en, name, field.name) + " · " +
                    schema::field_label(Language::zh_cn, name, field.name);
  const std::string comment = comments.of(name + "." + field.name);
  if (!comment.empty()) out += ". " + comment;
  return out + " |\n";
}

std::string table(const StructShape& shape, const Comments& comments) {
  std::string out = "| field | type | meaning |\n|---|---|---|\n";
  for (const FieldShape& field : shape.fields) out += field_row(shape, field, comments);
  return out + "\n";
}

/// Collects the structs that are used inside others, so that each is explained once.
void collect(const StructShape& shape, std::map<std::string, const StructShape*>& out) {
  for (const FieldShape& field : shape.fields) {
    if (field.structure == nullptr || !field.structure->discriminator.empty()) continue;
    if (out.emplace(field.structure->name, field.structure).second) collect(*field.structure, out);
  }
}

std::string structures(const std::set<const StructShape*>& roots, const Comments& comments) {
  std::map<std::string, const StructShape*> used;
  for (const StructShape* root : roots) collect(*root, used);
  std::string out = "# Structures\n\n";
  for (const auto& [name, shape] : used) {
    out += "## " + name + "\n\n";
    const std::string comment = comments.of(name);
    if (!comment.empty()) out += comment + "\n\n";
    out += table(*shape, comments);
  }
  return out;
}

std::string command_section(const schema::CommandTraits& traits, const Comments& comments) {
  const std::string name(traits.name);
  std::vector<std::string> actors;
  actors.reserve(traits.actors.size());
  for (const auto role : traits.actors) actors.emplace_back(schema::role_name(role));
  std::vector<std::string> events;
  for (const auto event : traits.emits) {
    const std::string_view event_name = schema::event_name(event);
    events.push_back("[" + std::string(event_name) + "](events.md#" + anchor(event_name) + ")");
  }
  const auto& member =
      schema::shape_of<schema::Command>().members[static_cast<std::size_t>(traits.which)];
  return "## " + name + "\n\n" + both("command." + name) +
         ". Sent to: " + join(kinds(traits.subjects)) + ". By: " + join(actors) +
         ". Records: " + join(events) + ".\n\n" + table(*member.structure, comments);
}

std::string senders(std::size_t event) {
  std::vector<std::string> out;
  for (const auto& traits : schema::command_traits()) {
    for (const auto emitted : traits.emits) {
      if (static_cast<std::size_t>(emitted) != event) continue;
      out.push_back("[" + std::string(traits.name) + "](commands.md#" + anchor(traits.name) + ")");
    }
  }
  return out.empty() ? "the ledger itself" : join(out);
}

}  // namespace

std::string commands_page(const Comments& comments) {
  const auto& command = schema::shape_of<schema::Command>();
  std::string out = notice;
  out +=
      "# Commands\n\n"
      "After reading this page you can write any command. A command is one JSON object of at "
      "most " +
      std::to_string(limits::max_command_bytes) +
      " bytes with the fields below; `type` names one of the sections and `data` holds its fields. "
      "[command.schema.json](command.schema.json) says the same as JSON Schema.\n\n"
      "Unknown fields, `null` and control characters (other than tab and newline) are errors. A "
      "list has at most " +
      std::to_string(limits::max_list_items) +
      " items. A text that is required, or in a list, is not empty. A subject is `kind/id`; an id "
      "is 1 to " +
      std::to_string(limits::max_subject_id_bytes) +
      " of `A-Z a-z 0-9 . _ -`, first a letter or digit. Amounts of money are in fen. A number "
      "that is left out is stored as 0, a boolean as `false`. `reason` and `evidence` are "
      "required when `irregular` is true, and wrong otherwise.\n\n";
  out += table(command, comments);
  std::set<const StructShape*> roots;
  for (const auto& traits : schema::command_traits()) {
    out += command_section(traits, comments);
    roots.insert(command.members[static_cast<std::size_t>(traits.which)].structure);
  }
  return out + structures(roots, comments);
}

std::string events_page(const Comments& comments) {
  const auto& events = schema::shape_of<schema::EventBody>();
  std::string out = notice;
  out +=
      "# Events\n\n"
      "After reading this page you know every fact that the ledger records. An event is a header "
      "and a payload; as JSON the payload's body is `{\"type\": …, \"data\": …}`. The number is "
      "the event's type on disk. Enums that are \"unspecified\" and absent texts, lists and "
      "structures are left out; numbers and booleans are always there.\n\n"
      "# Header\n\n";
  out += table(schema::shape_of<schema::Header>(), comments);
  out += "# Types\n\n";
  std::set<const StructShape*> roots;
  for (std::size_t i = 0; i < events.members.size(); ++i) {
    const FieldShape& event = events.members[i];
    out += "## " + event.name + "\n\n" + both("event." + event.name) + ". Number " +
           std::to_string(i) + ". Recorded by: " + senders(i) + ".\n\n";
    out += table(*event.structure, comments);
    roots.insert(event.structure);
  }
  return out + structures(roots, comments);
}

}  // namespace minutebook::schemadoc
