#include "tests/schema/golden.h"

#include <capnp/schema.h>

#include <fstream>
#include <iterator>
#include <set>

#include "ledger/base/check.h"
#include "ledger/base/text.h"
#include "ledger/schema/convert.h"
#include "ledger/schema/shape.h"

namespace minutebook::schema {
namespace {

std::string type_text(capnp::Type type) {
  using capnp::schema::Type;
  switch (type.which()) {
    case Type::BOOL:
      return "Bool";
    case Type::INT8:
      return "Int8";
    case Type::INT16:
      return "Int16";
    case Type::INT32:
      return "Int32";
    case Type::INT64:
      return "Int64";
    case Type::UINT8:
      return "UInt8";
    case Type::UINT16:
      return "UInt16";
    case Type::UINT32:
      return "UInt32";
    case Type::UINT64:
      return "UInt64";
    case Type::TEXT:
      return "Text";
    case Type::DATA:
      return "Data";
    case Type::ENUM:
      return std::string(short_name(type.asEnum()));
    case Type::STRUCT:
      return std::string(short_name(type.asStruct()));
    case Type::LIST:
      return "List(" + type_text(type.asList().getElementType()) + ")";
    default:
      return "?";
  }
}

std::string field_line(const StructShape& shape, const FieldShape& field, bool member) {
  const auto proto = field.field.getProto();
  std::string line = std::string(shape.name) + "." + std::string(text_view(proto.getName())) +
                     " @" + std::to_string(proto.getOrdinal().getExplicit()) + " :" +
                     type_text(field.field.getType()) +
                     " offset=" + std::to_string(proto.getSlot().getOffset());
  if (member) line += " discriminant=" + std::to_string(proto.getDiscriminantValue());
  return line + " json=" + field.name;
}

void add_enum(const FieldShape& field, std::set<std::string>& out) {
  for (std::size_t i = 0; i < field.enumerants.size(); ++i) {
    out.insert(std::string(field.enumeration) + " = " + std::to_string(i) + " " +
               field.enumerants[i]);
  }
}

}  // namespace

std::string read_golden(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  MB_CHECK(in.good());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string without_newline(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

std::string to_hex_lines(ByteSpan bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 32) {
    out += to_hex(as_text(bytes.subspan(i, std::min<std::size_t>(32, bytes.size() - i)))) + "\n";
  }
  return out;
}

Bytes from_hex_lines(std::string_view text) {
  Bytes out;
  std::string digits;
  for (const char c : text) {
    if (c == '\n') continue;
    digits += c;
    if (digits.size() < 2) continue;
    out.push_back(static_cast<std::uint8_t>(std::stoi(digits, nullptr, 16)));
    digits.clear();
  }
  MB_CHECK(digits.empty());
  return out;
}

std::vector<std::string> schema_lines() {
  std::set<std::string> out;
  for (const StructShape* shape : all_shapes()) {
    out.insert(std::string(shape->name) + " id=" + hex_number(shape->schema.getProto().getId()));
    for (const FieldShape& field : shape->fields) {
      out.insert(field_line(*shape, field, false));
      add_enum(field, out);
    }
    for (const FieldShape& field : shape->members) out.insert(field_line(*shape, field, true));
  }
  return {out.begin(), out.end()};
}

}  // namespace minutebook::schema
