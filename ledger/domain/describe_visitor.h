#pragma once

#include <capnp/schema.h>

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "ledger/base/bytes.h"
#include "ledger/base/ids.h"
#include "ledger/base/rfc3339.h"
#include "ledger/base/text.h"
#include "ledger/crypto/digest.h"
#include "ledger/schema/event.capnp.h"

/// How a state becomes JSON. Each struct of a state has one listing of its fields, found by its
/// argument, in the struct's own namespace:
///
///   template <class V>
///   void fields(V& v, const Statement& s) {
///     v("act", s.act);
///     v("text", s.text);
///   }
///
/// Show, diff, blame and the replay digest all read what comes out, so none can forget a field.
namespace minutebook::domain {

/// JSON name of an event type: "BallotCast".
std::string_view event_type_name(schema::EventBody::Which type);

/// The schema's names of an enum, by ordinal. Computed once per enum; lives for ever.
std::vector<std::string> enumerant_names(capnp::EnumSchema schema);

template <typename Enum>
concept SchemaEnum = std::is_enum_v<Enum> && capnp::kind<Enum>() == capnp::Kind::ENUM;

template <SchemaEnum Enum>
std::string_view schema_name(Enum value) {
  static const std::vector<std::string> names = enumerant_names(capnp::Schema::from<Enum>());
  const auto ordinal = static_cast<std::size_t>(value);
  return ordinal < names.size() ? std::string_view(names[ordinal]) : "unspecified";
}

/// Writes canonical JSON: fields in the order listed, no white space, integers only, times and
/// days RFC 3339, digests and keys hexadecimal. Left out: absent optionals, empty texts and lists,
/// enums that are "unspecified". Enums outside the schema need a `name_of` in their namespace.
class JsonVisitor {
 public:
  template <typename T>
  void operator()(std::string_view name, const T& value) {
    if (is_absent(value)) return;
    key(name);
    put(value);
  }

  /// The text of an object with the fields of `value`.
  template <typename Struct>
  static std::string object_of(const Struct& value) {
    JsonVisitor visitor;
    visitor.put(value);
    return std::move(visitor.out_);
  }

 private:
  template <typename T>
  static bool is_absent(const std::optional<T>& value) {
    return !value;
  }
  template <typename T>
  static bool is_absent(const std::vector<T>& value) {
    return value.empty();
  }
  static bool is_absent(const std::string& value) { return value.empty(); }
  template <SchemaEnum Enum>
  static bool is_absent(Enum value) {
    return schema_name(value) == "unspecified";
  }
  template <typename T>
    requires(!SchemaEnum<T>)
  static bool is_absent(const T&) {
    return false;
  }

  void key(std::string_view name);
  void put_text(std::string_view text);
  void put_number(std::uint64_t number);
  void put_number(std::int64_t number);

  void put(bool value) { out_ += value ? "true" : "false"; }
  template <std::unsigned_integral Number>
    requires(!std::same_as<Number, bool>)
  void put(Number value) {
    put_number(std::uint64_t{value});
  }
  template <std::signed_integral Number>
  void put(Number value) {
    put_number(std::int64_t{value});
  }
  template <typename Tag>
  void put(StrongNumber<Tag> value) {
    put_number(value.value);
  }
  void put(const std::string& value) { put_text(value); }
  void put(const Subject& value) { put_text(value.text()); }
  void put(Day value) { put_text(format_day(value)); }
  void put(const ZonedTime& value) { put_text(format_time(value)); }
  void put(const crypto::Digest& value) { put_text(crypto::hex_of(value)); }
  void put(const Bytes& value) { put_text(to_hex(as_text(value))); }
  void put(schema::EventBody::Which value) { put_text(event_type_name(value)); }
  void put(const Bilingual& value);
  template <SchemaEnum Enum>
  void put(Enum value) {
    put_text(schema_name(value));
  }
  template <typename Enum>
    requires(std::is_enum_v<Enum> && !SchemaEnum<Enum>)
  void put(Enum value) {
    put_text(name_of(value));
  }
  template <typename T>
  void put(const std::optional<T>& value) {
    put(*value);
  }
  template <typename T>
  void put(const std::vector<T>& values) {
    out_ += '[';
    bool first = true;
    for (const T& value : values) {
      if (!first) out_ += ',';
      first = false;
      put(value);
    }
    out_ += ']';
  }
  template <typename Struct>
    requires(std::is_class_v<Struct>)
  void put(const Struct& value) {
    out_ += '{';
    fields(*this, value);
    out_ += '}';
  }

  std::string out_;
};

}  // namespace minutebook::domain
