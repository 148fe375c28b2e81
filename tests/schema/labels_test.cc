#include "ledger/schema/labels.h"

#include <gtest/gtest.h>

#include <set>

#include "ledger/base/ids.h"
#include "ledger/schema/event.capnp.h"
#include "ledger/schema/reflect.h"
#include "ledger/schema/shape.h"

namespace minutebook::schema {
namespace {

/// Every key that the schema asks for.
std::set<std::string> expected_keys() {
  std::set<std::string> out;
  for (std::size_t i = 0; i < subject_kind_count; ++i) {
    out.insert("subject." + std::string(name_of(static_cast<minutebook::SubjectKind>(i))));
  }
  for (std::uint16_t i = 0; i < event_type_count; ++i) {
    out.insert("event." + std::string(event_name(i)));
    out.insert("sentence." + std::string(event_name(i)));
  }
  for (const auto& traits : command_traits()) out.insert("command." + std::string(traits.name));
  for (const StructShape* shape : all_shapes()) {
    for (const FieldShape& field : shape->fields) {
      for (const std::string& enumerant : field.enumerants) {
        // Never shown: an unspecified enum is left out.
        if (enumerant == "unspecified") continue;
        out.insert("enum." + std::string(field.enumeration) + "." + enumerant);
      }
    }
  }
  return out;
}

bool is_labelled(const std::string& key) {
  return !find_label(Language::en, key).empty() && !find_label(Language::zh_cn, key).empty();
}

TEST(Labels, CoverEveryEventCommandEnumerantAndSentence) {
  for (const std::string& key : expected_keys()) EXPECT_TRUE(is_labelled(key)) << key;
}

TEST(Labels, CoverEveryField) {
  for (const StructShape* shape : all_shapes()) {
    for (const FieldShape& field : shape->fields) {
      const bool own = is_labelled("field." + std::string(shape->name) + "." + field.name);
      EXPECT_TRUE(own || is_labelled("field." + field.name)) << shape->name << "." << field.name;
    }
  }
}

/// "enum.Choice." of an enum of the schema. The tools label states of their own besides.
bool is_of_schema_enum(const std::string& key, const std::set<std::string>& expected) {
  if (!key.starts_with("enum.")) return false;
  const std::string prefix = key.substr(0, key.find('.', 5) + 1);
  const auto near = expected.lower_bound(prefix);
  return near != expected.end() && near->starts_with(prefix);
}

TEST(Labels, LeaveNothingOver) {
  const auto expected = expected_keys();
  for (const Label& label : all_labels()) {
    const std::string key(label.key);
    bool of_schema = is_of_schema_enum(key, expected);
    for (const char* prefix : {"subject.", "event.", "sentence.", "command."}) {
      of_schema |= key.starts_with(prefix);
    }
    EXPECT_TRUE(!of_schema || expected.contains(key)) << key;
  }
}

TEST(Labels, OfOneStructNameAFieldOfIt) {
  for (const Label& label : all_labels()) {
    if (!label.key.starts_with("field.")) continue;
    const auto rest = label.key.substr(6);
    const auto dot = rest.find('.');
    if (dot == std::string_view::npos) continue;
    bool found = false;
    for (const StructShape* shape : all_shapes()) {
      found |= shape->name == rest.substr(0, dot) && shape->find(rest.substr(dot + 1)) != nullptr;
    }
    EXPECT_TRUE(found) << label.key;
  }
}

/// The placeholders of one sentence.
std::set<std::string> placeholders(std::string_view sentence) {
  std::set<std::string> out;
  for (std::size_t at = 0; (at = sentence.find('{', at)) != std::string_view::npos; ++at) {
    const std::size_t end = sentence.find('}', at);
    if (end == std::string_view::npos) return {"unclosed"};
    out.insert(std::string(sentence.substr(at + 1, end - at - 1)));
  }
  return out;
}

TEST(Sentences, NameOnlyWhatTheirEventHolds) {
  for (const FieldShape& event : shape_of<EventBody>().members) {
    for (const Language language : {Language::en, Language::zh_cn}) {
      const auto names = placeholders(find_label(language, "sentence." + event.name));
      EXPECT_FALSE(names.empty()) << event.name;
      for (const std::string& name : names) {
        if (name == "actor" || name == "subject" || name == "role") continue;
        ASSERT_TRUE(name.starts_with("data.")) << event.name << " " << name;
        EXPECT_NE(event.structure->find(name.substr(5)), nullptr) << event.name << " " << name;
      }
    }
  }
}

TEST(Labels, AreInTheirLanguage) {
  for (const Label& label : all_labels()) {
    EXPECT_TRUE(is_valid_utf8(label.zh)) << label.key;
    EXPECT_FALSE(has_control_characters(label.en)) << label.key;
  }
  EXPECT_EQ(label(Language::zh_cn, "event.BallotCast"), "投票");
  EXPECT_EQ(field_label(Language::en, "Resolution", "present"), "members present");
  EXPECT_EQ(field_label(Language::en, "Ballot", "choice"), "vote");
  EXPECT_EQ(enum_label(Language::zh_cn, "Choice", "for"), "赞成");
  EXPECT_EQ(label(Language::en, "no.such.key"), "no.such.key");
}

}  // namespace
}  // namespace minutebook::schema
