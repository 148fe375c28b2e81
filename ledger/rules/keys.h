#pragma once

#include <string>
#include <vector>

#include "ledger/domain/describe_visitor.h"
#include "ledger/rules/parameters.h"
#include "ledger/schema/directory.capnp.h"
#include "ledger/schema/types.capnp.h"

/// How each parameter of a rulebook is called: in messages, in Rulebook::silent, and, with "rules."
/// before those of a rule, in the file.
namespace minutebook::rules {

inline const std::string methods_key = "SEL-1.methods";
inline const std::string channels_key = "SEL-1.channels";
inline const std::string terms_key = "SIGN-2.terms";
inline const std::string irregular_roles_key = "irregular.roles";

template <typename Spec>
std::string key_of(const Spec& spec) {
  return std::string(spec.rule) + "." + std::string(spec.key);
}
inline std::string bodies_key(schema::OrganizationLevel level) {
  return "VOTE-1.bodies." + std::string(domain::schema_name(level));
}
inline std::string steps_key(schema::Mode mode) {
  return "steps." + std::string(domain::schema_name(mode));
}
inline std::string approval_key(schema::OrganizationLevel level, schema::Mode mode) {
  return "approval." + std::string(domain::schema_name(level)) + "." +
         std::string(domain::schema_name(mode));
}

/// Every key of a parameter that an edition may leave to those above it.
std::vector<std::string> inherited_keys();

}  // namespace minutebook::rules
