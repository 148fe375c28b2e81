#include "tests/schema/example.h"

#include <array>

#include "ledger/schema/convert.h"
#include "ledger/schema/header.capnp.h"

namespace minutebook::schema {
namespace {

using capnp::DynamicList;
using capnp::DynamicStruct;

constexpr std::array<const char*, 6> texts{"示例文本",       "Plain text", "引号\"与反斜杠\\",
                                           "第一行\n第二行", "制表\t符",   "汉字𠮷与 emoji 🏛"};

}  // namespace

std::string ExampleMaker::text(const FieldShape& field) {
  if (field.subject_kinds != 0) return subject(field.subject_kinds);
  if (field.local_id) return "L-" + std::to_string(1 + random_.below(99));
  std::string out =
      std::string(texts[random_.below(texts.size())]) + " " + std::to_string(random_.below(1000));
  if (out.size() > field.max_bytes) out = "T-" + std::to_string(random_.below(1000));
  return out;
}

std::string ExampleMaker::subject(std::uint32_t kinds) {
  std::size_t chosen = random_.below(subject_kind_count);
  while ((kinds >> chosen & 1U) == 0) chosen = (chosen + 1) % subject_kind_count;
  return std::string(name_of(static_cast<minutebook::SubjectKind>(chosen))) + "/EX-" +
         std::to_string(1 + random_.below(99));
}

std::string ExampleMaker::data(const FieldShape& field) {
  std::string out(field.exact_bytes.value_or(1 + random_.below(40)), '\0');
  for (char& c : out) c = static_cast<char>(random_.next());
  return out;
}

std::int64_t ExampleMaker::integer(const FieldShape& field) {
  // Small ones mostly, and the bounds.
  switch (random_.below(4)) {
    case 0:
      return field.min;
    case 1:
      return field.max;
    default:
      return field.min + static_cast<std::int64_t>(
                             random_.below(static_cast<std::uint64_t>(field.max - field.min) + 1));
  }
}

std::uint16_t ExampleMaker::enumerant(const FieldShape& field) {
  const bool skip_first = field.enumerants[0] == "unspecified";
  const std::size_t count = field.enumerants.size() - (skip_first ? 1 : 0);
  return static_cast<std::uint16_t>(random_.below(count) + (skip_first ? 1 : 0));
}

void ExampleMaker::structure(DynamicStruct::Builder out, const FieldShape& field) {
  switch (field.form) {
    case Form::uuid: {
      minutebook::Uuid id;
      random_.fill(id.bytes);
      return write_uuid(out.as<Uuid>(), id);
    }
    case Form::timestamp: {
      const auto seconds = static_cast<std::int64_t>(1600000000 + random_.below(100000000));
      const auto nanoseconds =
          static_cast<std::int64_t>(random_.below(2) * random_.below(1000000000));
      const auto offset = static_cast<std::int16_t>(random_.below(2) * 480);
      return write_time(out.as<Timestamp>(), {Instant{seconds * 1000000000 + nanoseconds}, offset});
    }
    case Form::date:
      return write_day(out.as<Date>(), Day{static_cast<std::int32_t>(18000 + random_.below(3000))});
    case Form::version:
      return out.as<OptionalVersion>().setValue(random_.below(1000000));
    default:
      return fill(out);
  }
}

void ExampleMaker::item(DynamicList::Builder out, unsigned index, const FieldShape& field) {
  switch (field.form) {
    case Form::text:
      return out.set(index, capnp::Text::Reader(text(field).c_str()));
    case Form::hex: {
      const std::string bytes = data(field);
      return out.set(index, capnp::Data::Reader(reinterpret_cast<const kj::byte*>(bytes.data()),
                                                bytes.size()));
    }
    case Form::integer:
      return out.set(index, integer(field));
    default:
      return structure(out[index].as<DynamicStruct>(), field);
  }
}

void ExampleMaker::value(DynamicStruct::Builder out, const FieldShape& field) {
  switch (field.form) {
    case Form::boolean:
      return out.set(field.field, random_.below(2) == 1);
    case Form::integer:
      return out.set(field.field, integer(field));
    case Form::hex_number:
      return out.set(field.field, random_.next());
    case Form::enumeration: {
      const auto schema = field.field.getType().asEnum();
      return out.set(field.field, capnp::DynamicEnum(schema, enumerant(field)));
    }
    case Form::text:
      return out.set(field.field, capnp::Text::Reader(text(field).c_str()));
    case Form::hex:
    case Form::base64: {
      const std::string bytes = data(field);
      return out.set(
          field.field,
          capnp::Data::Reader(reinterpret_cast<const kj::byte*>(bytes.data()), bytes.size()));
    }
    default:
      return structure(out.init(field.field).as<DynamicStruct>(), field);
  }
}

void ExampleMaker::field(DynamicStruct::Builder out, const FieldShape& field) {
  if (!every_field_ && !field.required && random_.below(3) == 0) return;
  if (!field.list) return value(out, field);
  const auto size = static_cast<unsigned>(1 + random_.below(3));
  auto items = out.init(field.field, size).as<DynamicList>();
  for (unsigned i = 0; i < size; ++i) item(items, i, field);
}

void ExampleMaker::fill(DynamicStruct::Builder out) {
  const StructShape& shape = shape_of(out.getSchema());
  for (const FieldShape& one : shape.fields) {
    if (one.structure == nullptr || one.structure->members.empty()) field(out, one);
  }
}

void ExampleMaker::fill_union(DynamicStruct::Builder out, const FieldShape& member) {
  fill(out);
  fill(out.init(member.field).as<DynamicStruct>());
}

Message example_payload(EventBody::Which type, std::uint64_t seed, bool every_field) {
  auto message = std::make_unique<capnp::MallocMessageBuilder>();
  auto payload = message->initRoot<Payload>();
  ExampleMaker maker(seed, every_field);
  maker.fill(payload);
  const auto& member = shape_of<EventBody>().members[static_cast<std::size_t>(type)];
  maker.fill_union(payload.initBody(), member);
  return message;
}

Message example_command(const CommandTraits& traits, std::uint64_t seed, bool every_field) {
  auto message = std::make_unique<capnp::MallocMessageBuilder>();
  auto command = message->initRoot<Command>();
  ExampleMaker maker(seed, every_field);
  const auto& member = shape_of<Command>().members[static_cast<std::size_t>(traits.which)];
  maker.fill_union(command, member);
  std::size_t kind = 0;
  while ((traits.subjects >> kind & 1U) == 0) ++kind;
  const std::string subject =
      std::string(name_of(static_cast<minutebook::SubjectKind>(kind))) + "/EX-1";
  command.setSubject(subject.c_str());
  command.setIrregular(command.hasReason() && command.hasEvidence());
  if (!command.getIrregular()) {
    command.disownReason();
    command.disownEvidence();
  }
  return message;
}

Message example_header(std::uint64_t seed, bool every_field) {
  auto message = std::make_unique<capnp::MallocMessageBuilder>();
  ExampleMaker(seed, every_field).fill(message->initRoot<Header>());
  return message;
}

}  // namespace minutebook::schema
