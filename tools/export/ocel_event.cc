#include "tools/export/ocel_event.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>

#include "ledger/schema/convert.h"
#include "ledger/schema/reflect.h"
#include "tools/export/ocel_fields.h"
#include "tools/export/ocel_types.h"

namespace minutebook::exporting {
namespace {

using capnp::DynamicStruct;
using schema::text_view;

/// An event's data, with what is needed to read it.
struct Data {
  DynamicStruct::Reader in;
  const schema::StructShape* shape = nullptr;
  std::string_view stream;
};

std::optional<Data> data_of(const domain::EventView& event) {
  if (!event.has_body()) return std::nullopt;
  const DynamicStruct::Reader body = event.body();
  const auto& members = schema::shape_of<schema::EventBody>().members;
  const schema::FieldShape& member = members[event.header.getEventType()];
  return Data{body.get(member.field).as<DynamicStruct>(), member.structure,
              text_view(event.header.getStream())};
}

std::vector<OcelValue> attributes_of(const domain::EventView& event,
                                     const std::optional<Data>& data) {
  const schema::Header::Reader header = event.header;
  std::vector<OcelValue> out = {
      {"position", static_cast<std::int64_t>(header.getPosition())},
      {"streamVersion", static_cast<std::int64_t>(header.getStreamVersion())},
      {"recordedAt", ocel_time(Instant{header.getRecordedAt().getNs()})},
      {"attestation",
       std::string(header.getAttestation() == schema::Attestation::SIGNATURE ? "signature"
                                                                             : "server")},
      {"irregular", std::int64_t{header.getIrregular()}},
      {"redacted", std::int64_t{!event.has_body()}},
      {"commandId", schema::read_uuid(header.getCommandId()).text()}};
  if (header.getRole() != schema::Role::UNSPECIFIED) {
    out.push_back({"actorRole", std::string(schema::role_name(header.getRole()))});
  }
  if (!data) return out;
  for (const schema::FieldShape& field : data->shape->fields) {
    if (!is_event_attribute(*data->shape, field)) continue;
    if (auto value = value_of(data->in, field)) out.push_back({field.name, std::move(*value)});
  }
  return out;
}

void add_once(std::vector<OcelRelation>& relations, OcelRelation relation) {
  if (std::find(relations.begin(), relations.end(), relation) == relations.end()) {
    relations.push_back(std::move(relation));
  }
}

std::vector<OcelRelation> relations_of(const domain::EventView& event,
                                       const std::optional<Data>& data) {
  std::vector<OcelRelation> out = {
      {object_of_subject(text_view(event.header.getStream())), "subject"}};
  const auto add_subject = [&](std::string_view subject, const char* qualifier) {
    if (!subject.empty()) add_once(out, {object_of_subject(subject), qualifier});
  };
  add_subject(text_view(event.header.getActor()), "actor");
  add_subject(text_view(event.header.getOnBehalfOf()), "onBehalfOf");
  if (data) {
    each_named_object(data->in, *data->shape, data->stream, [&](NamedObject named) {
      add_once(out, {std::move(named.object), std::move(named.path)});
    });
  }
  return out;
}

/// Takes in what the data at hand says about an object of that type.
void describe(OcelChange& change, const OcelObjectType& type, const Data& data) {
  each_single_value(data.in, *data.shape, [&](const auto& field, projections::Value value) {
    if (type.find(field.name) != nullptr) change.values.push_back({field.name, std::move(value)});
  });
  each_named_object(data.in, *data.shape, data.stream, [&](NamedObject named) {
    if (named.in_list_of_structures || !type.has_link(named.field)) return;
    if (named.object == change.object) return;
    add_once(change.links, {std::move(named.object), std::string(named.field)});
  });
}

OcelChange change_of(OcelObject object, const OcelFact& fact, const Data& data) {
  OcelChange change{std::move(object), {}, {}};
  const OcelObjectType& type = *find_ocel_object_type(change.object.type);
  if (!fact.field.empty()) {
    change.links.push_back({object_of_subject(data.stream), "subject"});
  }
  if (fact.has_values) describe(change, type, data);
  if (!fact.state.empty()) change.values.push_back({"state", std::string(fact.state)});
  return change;
}

void add_changes(std::vector<OcelChange>& out, const OcelFact& fact, const Data& data) {
  if (fact.field.empty()) {
    OcelObject own = object_of_subject(data.stream);
    if (find_ocel_object_type(own.type) != nullptr) {
      out.push_back(change_of(std::move(own), fact, data));
    }
    return;
  }
  for (OcelObject& object : local_objects(data.in, *data.shape, fact.field, data.stream)) {
    out.push_back(change_of(std::move(object), fact, data));
  }
}

std::vector<OcelChange> changes_of(std::string_view type, const Data& data) {
  std::vector<OcelChange> out;
  for (const OcelFact& fact : ocel_facts()) {
    if (fact.event != type) continue;
    if (fact.list.empty()) {
      add_changes(out, fact, data);
      continue;
    }
    const schema::FieldShape* const list = data.shape->find(fact.list);
    for (const auto item : data.in.get(list->field).as<capnp::DynamicList>()) {
      add_changes(out, fact, {item.as<DynamicStruct>(), list->structure, data.stream});
    }
  }
  return out;
}

}  // namespace

std::string ocel_time(Instant time) {
  constexpr std::int64_t ns_per_second = 1'000'000'000;
  std::int64_t seconds = time.ns / ns_per_second;
  std::int64_t rest = time.ns % ns_per_second;
  if (rest < 0) {
    rest += ns_per_second;
    --seconds;
  }
  std::string text = format_time({Instant{seconds * ns_per_second}, 0}).substr(0, 19);
  text[10] = ' ';
  char fraction[16];
  std::snprintf(fraction, sizeof fraction, ".%06d", static_cast<int>(rest / 1000));
  return text + fraction;
}

OcelObject object_of_subject(std::string_view subject) {
  const Subject parsed = Subject::from_stored(subject);
  return {parsed.text(), name_of(parsed.kind())};
}

OcelEvent ocel_event(const domain::EventView& event) {
  const std::optional<Data> data = data_of(event);
  const std::string_view name = schema::event_name(event.header.getEventType());
  OcelEvent out;
  out.id = "event/" + std::to_string(event.header.getPosition());
  out.type = name.empty() ? "unknown" : std::string(name);
  out.time = ocel_time(Instant{event.header.getOccurredAt().getNs()});
  out.attributes = attributes_of(event, data);
  out.relations = relations_of(event, data);
  if (data) out.changes = changes_of(out.type, *data);
  return out;
}

}  // namespace minutebook::exporting
