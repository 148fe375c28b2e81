#include "ledger/schema/json_codec.h"

#include <kj/encoding.h>

#include <charconv>
#include <memory>
#include <vector>

#include "ledger/base/rfc3339.h"
#include "ledger/schema/command.capnp.h"
#include "ledger/schema/convert.h"
#include "ledger/schema/event.capnp.h"
#include "ledger/schema/header.capnp.h"
#include "ledger/schema/shape.h"

// Cap'n Proto's handlers have no virtual destructor: they are never deleted through a base.
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"

namespace minutebook::schema {
namespace {

using capnp::JsonCodec;
using capnp::JsonValue;

std::string_view string_of(JsonValue::Reader value) {
  const auto text = value.getString();
  return {text.begin(), text.size()};
}

/// The walk has refused malformed text already; this keeps the codec safe on its own.
template <typename T>
T value_or_throw(Result<T> result) {
  KJ_REQUIRE(result.has_value(), "malformed value");
  return *std::move(result);
}

struct UuidHandler final : JsonCodec::Handler<Uuid> {
  void encode(const JsonCodec&, Uuid::Reader in, JsonValue::Builder out) const override {
    out.setString(read_uuid(in).text());
  }
  void decode(const JsonCodec&, JsonValue::Reader in, Uuid::Builder out) const override {
    write_uuid(out, value_or_throw(minutebook::Uuid::parse(string_of(in))));
  }
};

struct TimestampHandler final : JsonCodec::Handler<Timestamp> {
  void encode(const JsonCodec&, Timestamp::Reader in, JsonValue::Builder out) const override {
    out.setString(format_time(read_time(in)));
  }
  void decode(const JsonCodec&, JsonValue::Reader in, Timestamp::Builder out) const override {
    write_time(out, value_or_throw(parse_time(string_of(in))));
  }
};

struct DateHandler final : JsonCodec::Handler<Date> {
  void encode(const JsonCodec&, Date::Reader in, JsonValue::Builder out) const override {
    out.setString(format_day(read_day(in)));
  }
  void decode(const JsonCodec&, JsonValue::Reader in, Date::Builder out) const override {
    write_day(out, value_or_throw(parse_day(string_of(in))));
  }
};

struct VersionHandler final : JsonCodec::Handler<OptionalVersion> {
  void encode(const JsonCodec&, OptionalVersion::Reader in, JsonValue::Builder out) const override {
    out.setNumber(static_cast<double>(in.getValue()));
  }
  void decode(const JsonCodec&, JsonValue::Reader in, OptionalVersion::Builder out) const override {
    out.setValue(static_cast<std::uint64_t>(in.getNumber()));
  }
};

template <typename T>
struct NumberHandler final : JsonCodec::Handler<T> {
  void encode(const JsonCodec&, T in, JsonValue::Builder out) const override {
    out.setNumber(static_cast<double>(in));
  }
  T decode(const JsonCodec&, JsonValue::Reader in) const override {
    return static_cast<T>(in.getNumber());
  }
};

struct HexNumberHandler final : JsonCodec::Handler<std::uint64_t> {
  void encode(const JsonCodec&, std::uint64_t in, JsonValue::Builder out) const override {
    out.setString(hex_number(in));
  }
  std::uint64_t decode(const JsonCodec&, JsonValue::Reader in) const override {
    const auto text = string_of(in);
    std::uint64_t value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    KJ_REQUIRE(parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size());
    return value;
  }
};

struct DigestsHandler final : JsonCodec::Handler<capnp::List<capnp::Data>> {
  void encode(const JsonCodec&, capnp::List<capnp::Data>::Reader in,
              JsonValue::Builder out) const override {
    auto items = out.initArray(in.size());
    for (unsigned i = 0; i < in.size(); ++i) items[i].setString(kj::encodeHex(in[i]));
  }
  capnp::Orphan<capnp::List<capnp::Data>> decode(const JsonCodec&, JsonValue::Reader in,
                                                 capnp::Orphanage orphanage) const override {
    const auto items = in.getArray();
    auto out = orphanage.newOrphan<capnp::List<capnp::Data>>(items.size());
    for (unsigned i = 0; i < items.size(); ++i) {
      const auto bytes = kj::decodeHex(items[i].getString());
      KJ_REQUIRE(!bytes.hadErrors);
      out.get().set(i, bytes);
    }
    return out;
  }
};

/// The codec keeps references to the handlers.
struct Codec {
  UuidHandler uuid;
  TimestampHandler timestamp;
  DateHandler date;
  VersionHandler version;
  NumberHandler<std::int64_t> int64;
  NumberHandler<std::uint64_t> uint64;
  HexNumberHandler hex_number;
  DigestsHandler digests;
  JsonCodec codec;

  Codec() {
    codec.setRejectUnknownFields(true);
    codec.addTypeHandler(uuid);
    codec.addTypeHandler(timestamp);
    codec.addTypeHandler(date);
    codec.addTypeHandler(version);
    codec.addTypeHandler(int64);
    codec.addTypeHandler(uint64);
    codec.addTypeHandler(digests);
    for (const StructShape* shape : all_shapes()) {
      for (const FieldShape& field : shape->fields) {
        if (field.form == Form::hex_number) codec.addFieldHandler(field.field, hex_number);
      }
    }
    codec.handleByAnnotation<Command>();
    codec.handleByAnnotation<Payload>();
    codec.handleByAnnotation<Header>();
  }
};

}  // namespace

const capnp::JsonCodec& json_codec() {
  static const Codec all;
  return all.codec;
}

}  // namespace minutebook::schema
