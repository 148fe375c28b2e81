#include <capnp/dynamic.h>
#include <kj/encoding.h>

#include <charconv>

#include "ledger/schema/convert.h"
#include "ledger/schema/json.h"
#include "ledger/schema/shape.h"

namespace minutebook::schema {
namespace {

using capnp::DynamicStruct;
using capnp::DynamicValue;

constexpr char hex_digits[] = "0123456789abcdef";

/// Writes straight from the message: Cap'n Proto's codec, which builds a tree of values first, is
/// many times slower (docs/formats and the tests hold the two to the same result).
class Writer {
 public:
  std::string take() { return std::move(out_); }

  void structure(DynamicStruct::Reader in, const StructShape& shape) {
    out_ += '{';
    for (const FieldShape& field : shape.fields) {
      if (is_shown(in, field)) member(field.name, in.get(field.field), field);
    }
    if (!shape.discriminator.empty()) tagged_union(in, shape);
    if (out_.back() == ',') out_.pop_back();
    out_ += '}';
  }

 private:
  static bool is_shown(const DynamicStruct::Reader& in, const FieldShape& field) {
    if (!in.has(field.field)) return false;
    if (field.list || field.form != Form::enumeration) return true;
    return in.get(field.field).as<capnp::DynamicEnum>().getRaw() != 0 ||
           field.enumerants[0] != "unspecified";
  }

  void tagged_union(DynamicStruct::Reader in, const StructShape& shape) {
    KJ_IF_MAYBE (which, in.which()) {
      const FieldShape& field = shape.members[which->getProto().getDiscriminantValue()];
      name(shape.discriminator);
      string(field.name);
      out_ += ',';
      member(shape.value_name, in.get(field.field), field);
    }
  }

  void name(std::string_view text) {
    out_ += '"';
    out_ += text;  // JSON names are identifiers
    out_ += "\":";
  }

  void member(std::string_view key, const DynamicValue::Reader& in, const FieldShape& field) {
    name(key);
    if (field.list) {
      list(in.as<capnp::DynamicList>(), field);
    } else {
      value(in, field);
    }
    out_ += ',';
  }

  void list(capnp::DynamicList::Reader in, const FieldShape& field) {
    out_ += '[';
    for (unsigned i = 0; i < in.size(); ++i) {
      if (i > 0) out_ += ',';
      value(in[i], field);
    }
    out_ += ']';
  }

  void value(const DynamicValue::Reader& in, const FieldShape& field) {
    switch (field.form) {
      case Form::boolean:
        out_ += in.as<bool>() ? "true" : "false";
        break;
      case Form::integer:
        integer(in);
        break;
      case Form::hex_number:
        string(hex_number(in.as<std::uint64_t>()));
        break;
      case Form::enumeration:
        enumerant(in.as<capnp::DynamicEnum>(), field);
        break;
      case Form::text:
        string(text_view(in.as<capnp::Text>()));
        break;
      case Form::hex:
        hex(in.as<capnp::Data>());
        break;
      case Form::base64:
        quoted(kj::encodeBase64(in.as<capnp::Data>(), false));
        break;
      case Form::uuid:
        quoted(read_uuid(typed<Uuid>(in)).text());
        break;
      case Form::timestamp:
        quoted(format_time(read_time(typed<Timestamp>(in))));
        break;
      case Form::date:
        quoted(format_day(read_day(typed<Date>(in))));
        break;
      case Form::version:
        number(typed<OptionalVersion>(in).getValue());
        break;
      case Form::structure:
        structure(in.as<DynamicStruct>(), *field.structure);
        break;
    }
  }

  template <typename Struct>
  static typename Struct::Reader typed(const DynamicValue::Reader& in) {
    return in.as<DynamicStruct>().as<Struct>();
  }

  void integer(const DynamicValue::Reader& in) {
    if (in.getType() == DynamicValue::UINT) return number(in.as<std::uint64_t>());
    number(in.as<std::int64_t>());
  }

  template <typename Number>
  void number(Number value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out_.append(digits, end);
  }

  void enumerant(capnp::DynamicEnum in, const FieldShape& field) {
    const std::size_t ordinal = in.getRaw();
    if (ordinal < field.enumerants.size()) return quoted(field.enumerants[ordinal]);
    number(ordinal);  // of a later schema
  }

  void hex(capnp::Data::Reader bytes) {
    out_ += '"';
    for (const unsigned char byte : bytes) {
      out_ += hex_digits[byte >> 4];
      out_ += hex_digits[byte & 15];
    }
    out_ += '"';
  }

  /// Text without anything to escape.
  template <typename Text>
  void quoted(const Text& text) {
    out_ += '"';
    out_.append(text.begin(), text.end());
    out_ += '"';
  }

  void string(std::string_view text) {
    out_ += '"';
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (c >= 0x20 && c != '"' && c != '\\') continue;
      out_ += text.substr(done, i - done);
      done = i + 1;
      escape(c);
    }
    out_ += text.substr(done);
    out_ += '"';
  }

  void escape(unsigned char c) {
    out_ += '\\';
    switch (c) {
      case '"':
      case '\\':
        out_ += static_cast<char>(c);
        break;
      case '\n':
        out_ += 'n';
        break;
      case '\t':
        out_ += 't';
        break;
      case '\r':
        out_ += 'r';
        break;
      default:
        out_ += "u00";
        out_ += hex_digits[c >> 4];
        out_ += hex_digits[c & 15];
    }
  }

  std::string out_;
};

}  // namespace

std::string hex_number(std::uint64_t value) {
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; value >>= 4) out[i] = hex_digits[value & 15];
  return out;
}

std::string to_json(capnp::DynamicStruct::Reader message) {
  Writer writer;
  writer.structure(message, shape_of(message.getSchema()));
  return writer.take();
}

}  // namespace minutebook::schema
