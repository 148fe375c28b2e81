#pragma once

#include <capnp/dynamic.h>

#include <string>

#include "ledger/base/random.h"
#include "ledger/schema/json.h"
#include "ledger/schema/reflect.h"
#include "ledger/schema/shape.h"

namespace minutebook::schema {

/// Fills messages with values that the schema allows, by walking it: the same ones for one seed.
class ExampleMaker {
 public:
  /// With `every_field`, nothing optional is left out; otherwise about a third is.
  ExampleMaker(std::uint64_t seed, bool every_field) : random_(seed), every_field_(every_field) {}

  void fill(capnp::DynamicStruct::Builder out);
  /// As fill, with this member in the union.
  void fill_union(capnp::DynamicStruct::Builder out, const FieldShape& member);

 private:
  void field(capnp::DynamicStruct::Builder out, const FieldShape& field);
  void value(capnp::DynamicStruct::Builder out, const FieldShape& field);
  void item(capnp::DynamicList::Builder out, unsigned index, const FieldShape& field);
  void structure(capnp::DynamicStruct::Builder out, const FieldShape& field);
  std::string text(const FieldShape& field);
  std::string subject(std::uint32_t kinds);
  std::string data(const FieldShape& field);
  std::int64_t integer(const FieldShape& field);
  std::uint16_t enumerant(const FieldShape& field);

  SeededRandom random_;
  bool every_field_;
};

/// A whole payload of that event.
Message example_payload(EventBody::Which type, std::uint64_t seed, bool every_field);
/// A whole command that decode_command accepts.
Message example_command(const CommandTraits& traits, std::uint64_t seed, bool every_field);
Message example_header(std::uint64_t seed, bool every_field);

}  // namespace minutebook::schema
