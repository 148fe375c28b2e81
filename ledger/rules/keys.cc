#include "ledger/rules/keys.h"

#include "ledger/rules/rulebook.h"

namespace minutebook::rules {

std::vector<std::string> inherited_keys() {
  std::vector<std::string> keys{methods_key, channels_key, terms_key, irregular_roles_key};
  for (const NumberSpec& spec : number_specs()) keys.push_back(key_of(spec));
  for (const FractionSpec& spec : fraction_specs()) keys.push_back(key_of(spec));
  for (std::size_t i = 1; i < level_count; ++i) {
    keys.push_back(bodies_key(static_cast<schema::OrganizationLevel>(i)));
  }
  for (std::size_t i = 1; i < mode_count; ++i) {
    keys.push_back(steps_key(static_cast<schema::Mode>(i)));
  }
  return keys;
}

}  // namespace minutebook::rules
