#include "ledger/schema/reflect.h"

#include <unordered_map>

#include "ledger/base/check.h"
#include "ledger/schema/convert.h"
#include "ledger/schema/shape.h"

namespace minutebook::schema {
namespace {

constexpr std::uint64_t subjects_id = 0xb0a1c5d2e3f40007;
constexpr std::uint64_t actors_id = 0xb0a1c5d2e3f40008;
constexpr std::uint64_t emits_id = 0xb0a1c5d2e3f40009;
constexpr std::uint64_t reaches_below_id = 0xb0a1c5d2e3f4000a;

void apply(CommandTraits& traits, capnp::schema::Annotation::Reader note) {
  const auto list = note.getValue();
  switch (note.getId()) {
    case subjects_id:
      for (const auto kind : list.getList().getAs<capnp::List<SubjectKind>>()) {
        traits.subjects |= 1U << static_cast<unsigned>(kind);
      }
      break;
    case actors_id:
      for (const auto role : list.getList().getAs<capnp::List<Role>>()) {
        traits.actors.push_back(role);
      }
      break;
    case emits_id:
      for (const auto name : list.getList().getAs<capnp::List<capnp::Text>>()) {
        const auto event = find_event(text_view(name));
        MB_CHECK(event.has_value());
        traits.emits.push_back(*event);
      }
      break;
    default:
      break;
  }
}

std::vector<CommandTraits> make_traits() {
  std::vector<CommandTraits> out;
  for (const FieldShape& member : shape_of<Command>().members) {
    CommandTraits traits;
    traits.name = member.name;
    traits.which = static_cast<Command::Which>(out.size());
    for (const auto note : member.field.getProto().getAnnotations()) apply(traits, note);
    MB_CHECK(traits.subjects != 0 && !traits.actors.empty() && !traits.emits.empty());
    out.push_back(std::move(traits));
  }
  return out;
}

struct RoleTable {
  std::vector<std::string_view> names;
  std::vector<bool> reach_below;

  RoleTable() {
    for (const auto role : capnp::Schema::from<Role>().getEnumerants()) {
      names.push_back(text_view(role.getProto().getName()));
      bool reaches = false;
      for (const auto note : role.getProto().getAnnotations()) {
        reaches |= note.getId() == reaches_below_id;
      }
      reach_below.push_back(reaches);
    }
  }
};

const RoleTable& roles() {
  static const RoleTable table;
  return table;
}

using capnp::DynamicStruct;
using capnp::DynamicValue;

/// Visits each value of the fields that `leads` picks, with its path.
template <typename Leads, typename Visit>
class FieldWalk {
 public:
  FieldWalk(Leads leads, Visit visit) : leads_(leads), visit_(visit) {}

  void structure(DynamicStruct::Reader in, const StructShape& shape) {
    for (const FieldShape& field : shape.fields) {
      if (leads_(field) && in.has(field.field)) step(field.name, in.get(field.field), field);
    }
    if (shape.discriminator.empty()) return;
    KJ_IF_MAYBE (which, in.which()) {
      const FieldShape& field = shape.members[which->getProto().getDiscriminantValue()];
      if (leads_(field)) step(shape.value_name, in.get(field.field), field);
    }
  }

 private:
  void step(std::string_view name, const DynamicValue::Reader& in, const FieldShape& field) {
    const std::size_t length = path_.size();
    if (length > 0) path_ += '.';
    path_ += name;
    if (field.list) {
      list(in.as<capnp::DynamicList>(), field);
    } else {
      value(in, field);
    }
    path_.resize(length);
  }

  void list(capnp::DynamicList::Reader in, const FieldShape& field) {
    const std::size_t length = path_.size();
    for (unsigned i = 0; i < in.size(); ++i) {
      path_ += '[' + std::to_string(i) + ']';
      value(in[i], field);
      path_.resize(length);
    }
  }

  void value(const DynamicValue::Reader& in, const FieldShape& field) {
    if (field.structure != nullptr) return structure(in.as<DynamicStruct>(), *field.structure);
    visit_(path_, in);
  }

  Leads leads_;
  Visit visit_;
  std::string path_;
};

}  // namespace

const std::vector<CommandTraits>& command_traits() {
  static const std::vector<CommandTraits> table = make_traits();
  return table;
}

const CommandTraits& traits_of(Command::Which which) {
  const auto ordinal = static_cast<std::size_t>(which);
  MB_CHECK(ordinal < command_traits().size());
  return command_traits()[ordinal];
}

const CommandTraits* find_command(std::string_view name) {
  const auto& shape = shape_of<Command>();
  const auto found = shape.member_of_name.find(name);
  return found == shape.member_of_name.end() ? nullptr : &command_traits()[found->second];
}

std::string_view event_name(std::uint16_t type) {
  static const auto& members = shape_of<EventBody>().members;
  return type < members.size() ? std::string_view(members[type].name) : std::string_view();
}

std::optional<EventBody::Which> find_event(std::string_view name) {
  const auto& shape = shape_of<EventBody>();
  const auto found = shape.member_of_name.find(name);
  if (found == shape.member_of_name.end()) return std::nullopt;
  return static_cast<EventBody::Which>(found->second);
}

std::string_view role_name(Role role) {
  const auto ordinal = static_cast<std::size_t>(role);
  return ordinal < roles().names.size() ? roles().names[ordinal] : std::string_view();
}

std::optional<Role> find_role(std::string_view name) {
  for (std::size_t i = 0; i < roles().names.size(); ++i) {
    if (roles().names[i] == name) return static_cast<Role>(i);
  }
  return std::nullopt;
}

bool role_reaches_below(Role role) {
  const auto ordinal = static_cast<std::size_t>(role);
  return ordinal < roles().reach_below.size() && roles().reach_below[ordinal];
}

void for_each_reference(DynamicStruct::Reader message, const ReferenceVisitor& visit) {
  FieldWalk walk([](const FieldShape& field) { return field.leads_to_subjects; },
                 [&](std::string_view path, const DynamicValue::Reader& in) {
                   const auto subject = text_view(in.as<capnp::Text>());
                   if (!subject.empty()) visit(path, subject);
                 });
  walk.structure(message, shape_of(message.getSchema()));
}

void for_each_document(DynamicStruct::Reader message,
                       const std::function<void(ByteSpan digest)>& visit) {
  FieldWalk walk([](const FieldShape& field) { return field.leads_to_documents; },
                 [&](std::string_view, const DynamicValue::Reader& in) {
                   const auto digest = in.as<capnp::Data>();
                   if (digest.size() > 0) visit({digest.begin(), digest.size()});
                 });
  walk.structure(message, shape_of(message.getSchema()));
}

}  // namespace minutebook::schema
