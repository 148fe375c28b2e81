#pragma once

#include <string>
#include <vector>

#include "tests/support/world.h"

/// Master data that many tests start from, set up by the founder on 2021-01-01.
namespace minutebook::test {

/// organization/nation > organization/province > organization/city, organization/sibling;
/// organization/city > organization/county. All the city's: venue/palace, body/group.
/// person/security is the security administrator and person/supervisor the supervisor of the
/// province, person/inspector its inspector; the city has person/proposer, person/signatory;
/// the sibling person/stranger (supervisor). person/chair presides over body/group, person/m1 is
/// a member, person/secretary its secretary; person/nobody has no role. The founder's powers have
/// ended.
std::vector<std::string> house();

/// As house(), before the security administrator is appointed.
std::vector<std::string> house_being_built();

/// The founder's command on 2021-01-01.
std::string founders(const std::string& type, const std::string& subject, const std::string& data);

}  // namespace minutebook::test
