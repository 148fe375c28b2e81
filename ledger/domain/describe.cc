#include "ledger/domain/describe.h"

#include <type_traits>

#include "ledger/domain/describe_visitor.h"
#include "ledger/domain/directory_fields.h"
#include "ledger/domain/partnership_fields.h"
#include "ledger/domain/programme_fields.h"

namespace minutebook::domain {
namespace {

/// A key with its id, as listed under its owner.
struct NamedKey {
  std::string_view id;
  const KeyRecord& record;
};

template <class V>
void fields(V& v, const NamedKey& k) {
  v("keyId", std::string(k.id));
  fields(v, k.record);
}

struct DescribedPrincipal {
  const PrincipalRecord& record;
  std::vector<NamedKey> keys;
};

template <class V>
void fields(V& v, const DescribedPrincipal& p) {
  v("title", p.record.title);
  v("organization", p.record.organization);
  v("roles", p.record.roles);
  v("keys", p.keys);
  v("registeredAt", p.record.registered_at);
}

DescribedPrincipal described(const Directory& directory, const PrincipalRecord& record) {
  DescribedPrincipal out{record, {}};
  for (const std::string& id : record.key_ids) {
    if (const KeyRecord* key = directory.key(id)) out.keys.push_back({id, *key});
  }
  return out;
}

struct DescribedAggregate {
  const Aggregate& aggregate;
};

template <class V>
void fields(V& v, const DescribedAggregate& d) {
  v("subject", d.aggregate.subject);
  v("version", d.aggregate.version);
  std::visit(
      [&](const auto& state) {
        using State = std::decay_t<decltype(state)>;
        if constexpr (!std::is_same_v<State, std::monostate>) fields(v, state);
      },
      d.aggregate.state);
}

struct DescribedSubject {
  const Directory& directory;
  const Subject& subject;
};

template <class V, class Record>
void fields_of(V& v, const Record* record) {
  if (record != nullptr) fields(v, *record);
}

template <class V>
void fields(V& v, const DescribedSubject& d) {
  const Directory& directory = d.directory;
  const StreamRecord* stream = directory.stream(d.subject);
  v("subject", d.subject);
  v("version", Version{stream ? stream->positions.size() : 0});
  switch (d.subject.kind()) {
    case SubjectKind::ledger:
      if (directory.exists(d.subject)) fields(v, directory.ledger());
      break;
    case SubjectKind::organization:
      fields_of(v, directory.organization(d.subject));
      break;
    case SubjectKind::venue:
      fields_of(v, directory.venue(d.subject));
      break;
    case SubjectKind::body:
      fields_of(v, directory.body(d.subject));
      break;
    case SubjectKind::partner:
      fields_of(v, directory.partner(d.subject));
      break;
    case SubjectKind::rulebook:
      fields_of(v, directory.rulebook(d.subject));
      break;
    case SubjectKind::person:
    case SubjectKind::service:
      if (const PrincipalRecord* record = directory.principal(d.subject)) {
        fields(v, described(directory, *record));
      }
      break;
    default:
      break;
  }
  fields_of(v, stream);
}

}  // namespace

std::string describe(const Aggregate& aggregate) {
  return JsonVisitor::object_of(DescribedAggregate{aggregate});
}

std::string describe(const Directory& directory, const Subject& subject) {
  return JsonVisitor::object_of(DescribedSubject{directory, subject});
}

}  // namespace minutebook::domain
