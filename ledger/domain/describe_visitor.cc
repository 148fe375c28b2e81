#include "ledger/domain/describe_visitor.h"

#include <charconv>

#include "ledger/schema/shape.h"

namespace minutebook::domain {

std::string_view event_type_name(schema::EventBody::Which type) {
  static const auto& members = schema::shape_of<schema::EventBody>().members;
  const auto ordinal = static_cast<std::size_t>(type);
  return ordinal < members.size() ? std::string_view(members[ordinal].name) : "unknown";
}

std::vector<std::string> enumerant_names(capnp::EnumSchema schema) {
  std::vector<std::string> names;
  for (const auto enumerant : schema.getEnumerants()) {
    names.emplace_back(enumerant.getProto().getName().cStr());
  }
  return names;
}

void JsonVisitor::key(std::string_view name) {
  if (out_.back() != '{') out_ += ',';
  out_ += '"';
  out_ += name;  // a literal of ours: nothing to escape
  out_ += "\":";
}

void JsonVisitor::put_text(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  out_ += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (c == '\n') {
      out_ += "\\n";
    } else if (c == '\t') {
      out_ += "\\t";
    } else if (byte < 0x20) {
      out_ += "\\u00";
      out_ += digits[byte >> 4];
      out_ += digits[byte & 15];
    } else {
      out_ += c;
    }
  }
  out_ += '"';
}

void JsonVisitor::put_number(std::uint64_t number) {
  std::array<char, 20> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
  out_.append(buffer.data(), end);
}

void JsonVisitor::put_number(std::int64_t number) {
  std::array<char, 20> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
  out_.append(buffer.data(), end);
}

void JsonVisitor::put(const Bilingual& value) {
  out_ += "{\"en\":";
  put_text(value.en);
  out_ += ",\"zh-CN\":";
  put_text(value.zh);
  out_ += '}';
}

}  // namespace minutebook::domain
