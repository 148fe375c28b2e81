#include "tools/export/ocel_types.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "ledger/base/ids.h"
#include "ledger/schema/event.capnp.h"
#include "ledger/schema/reflect.h"

namespace minutebook::exporting {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

/// As columns of SQLite, which does not tell upper from lower case.
void expect_distinct(const std::vector<OcelAttribute>& attributes, std::string_view type) {
  std::set<std::string> names;
  for (const OcelAttribute& each : attributes) {
    EXPECT_TRUE(names.insert(lower(each.name)).second) << type << " " << each.name;
    EXPECT_FALSE(each.name.starts_with("ocel_")) << type;
  }
}

const schema::StructShape& data_of(std::string_view event) {
  return *schema::shape_of<schema::EventBody>().find_member(event)->structure;
}

/// The names of all fields at or below the data, with those below lists.
void collect(const schema::StructShape& shape, std::set<std::string_view>& names) {
  for (const schema::FieldShape& field : shape.fields) {
    names.insert(field.name);
    if (field.structure != nullptr) collect(*field.structure, names);
  }
}

TEST(OcelTypes, HaveATypeForEveryKindOfSubject) {
  for (std::size_t kind = 0; kind < subject_kind_count; ++kind) {
    const std::string_view name = name_of(static_cast<SubjectKind>(kind));
    EXPECT_NE(find_ocel_object_type(name), nullptr) << name;
  }
}

TEST(OcelTypes, HaveATypeForEveryLocalIdOfAnEvent) {
  for (std::size_t type = 0; type < schema::event_type_count; ++type) {
    const std::string_view event = schema::event_name(static_cast<std::uint16_t>(type));
    for (const schema::FieldShape& field : data_of(event).fields) {
      if (!field.local_id) continue;
      const auto found = type_of_local_id(field.name);
      ASSERT_TRUE(found) << event << " " << field.name;
      EXPECT_NE(find_ocel_object_type(*found), nullptr) << *found;
    }
  }
}

TEST(OcelTypes, NameNoAttributeTwice) {
  for (const OcelObjectType& type : ocel_object_types()) {
    expect_distinct(type.attributes, type.name);
  }
  for (std::size_t type = 0; type < schema::event_type_count; ++type) {
    const std::string_view event = schema::event_name(static_cast<std::uint16_t>(type));
    expect_distinct(ocel_event_attributes(event), event);
  }
}

TEST(OcelTypes, SpeakOfFieldsThatEventsHave) {
  std::set<std::string_view> names = {"step", "state"};
  for (const OcelFact& fact : ocel_facts()) {
    ASSERT_TRUE(schema::find_event(fact.event)) << fact.event;
    const schema::StructShape& data = data_of(fact.event);
    collect(data, names);
    const schema::StructShape* holder = &data;
    if (!fact.list.empty()) {
      ASSERT_NE(data.find(fact.list), nullptr) << fact.event;
      holder = data.find(fact.list)->structure;
    }
    if (!fact.field.empty()) {
      EXPECT_NE(holder->find(fact.field), nullptr) << fact.event << " " << fact.field;
    }
  }
  for (const OcelObjectType& type : ocel_object_types()) {
    for (const OcelAttribute& each : type.attributes) EXPECT_TRUE(names.contains(each.name));
    for (const std::string_view link : type.links) EXPECT_TRUE(names.contains(link)) << link;
  }
}

TEST(OcelTypes, LeaveProseOutOfTheAttributesOfEvents) {
  const auto attributes = ocel_event_attributes("BallotCast");
  const auto has = [&](std::string_view name) {
    return std::any_of(attributes.begin(), attributes.end(),
                       [&](const OcelAttribute& each) { return each.name == name; });
  };
  EXPECT_TRUE(has("choice"));
  EXPECT_FALSE(has("statement"));
  EXPECT_FALSE(has("meeting"));
}

}  // namespace
}  // namespace minutebook::exporting
