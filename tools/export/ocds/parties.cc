#include "tools/export/ocds/parties.h"

namespace minutebook::ocds {
namespace {

using domain::schema_name;

void add_partner(Json& out, const Subject& subject, const domain::PartnerRecord& record) {
  Json identifier = Json::object();
  identifier["scheme"] = credit_code_scheme;
  identifier["id"] = subject.id();
  identifier["legalName"] = record.name;
  out["identifier"] = std::move(identifier);
  if (!record.address.empty()) out["address"] = Json{{"streetAddress", record.address}};
  out["details"] = Json{{"kind", schema_name(record.kind)}};
}

void add_organization(Json& out, const domain::OrganizationRecord& record) {
  if (!record.region.empty()) out["address"] = Json{{"region", record.region}};
  Json details = Json::object();
  details["level"] = schema_name(record.level);
  if (record.parent) details["parent"] = party_id(*record.parent);
  out["details"] = std::move(details);
}

}  // namespace

std::string party_id(const Subject& subject) {
  if (subject.kind() != SubjectKind::partner) return subject.text();
  return std::string(credit_code_scheme) + "-" + std::string(subject.id());
}

Json Parties::reference(const Subject& subject, std::string_view role) {
  roles_[subject].emplace(role);
  Json out = Json::object();
  out["id"] = party_id(subject);
  out["name"] = name_of(subject);
  return out;
}

std::string Parties::name_of(const Subject& subject) const {
  if (const auto* partner = directory_.partner(subject)) return partner->name;
  if (const auto* organization = directory_.organization(subject)) return organization->name;
  if (const auto* venue = directory_.venue(subject)) return venue->name;
  if (const auto* body = directory_.body(subject)) return body->name;
  return subject.text();
}

std::string Parties::title_of(const Subject& subject) const {
  const auto* principal = directory_.principal(subject);
  return principal == nullptr ? std::string() : principal->title;
}

Json Parties::party(const Subject& subject) const {
  Json out = Json::object();
  out["id"] = party_id(subject);
  out["name"] = name_of(subject);
  if (const auto* partner = directory_.partner(subject)) add_partner(out, subject, *partner);
  if (const auto* organization = directory_.organization(subject)) {
    add_organization(out, *organization);
  }
  return out;
}

Json Parties::list() const {
  Json out = Json::array();
  for (const auto& [subject, roles] : roles_) {
    Json entry = party(subject);
    entry["roles"] = roles;
    out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace minutebook::ocds
