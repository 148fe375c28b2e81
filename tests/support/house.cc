#include "tests/support/house.h"

namespace minutebook::test {
namespace {

std::string organization(const std::string& id, const std::string& level,
                         const std::string& parent) {
  const std::string above = parent.empty() ? "" : R"(,"parent":"organization/)" + parent + '"';
  return founders("RegisterOrganization", "organization/" + id,
                  R"({"name":")" + id + R"(","level":")" + level + '"' + above + "}");
}

std::string person(const std::string& id, const std::string& organization_id) {
  return founders(
      "RegisterPrincipal", "person/" + id,
      R"({"title":")" + id + R"(","organization":"organization/)" + organization_id + R"("})");
}

std::string grant(const std::string& id, const std::string& role,
                  const std::string& organization_id) {
  return founders("GrantRole", "person/" + id,
                  R"({"role":")" + role + R"(","organization":"organization/)" + organization_id +
                      R"(","from":"2021-01-01"})");
}

std::string seat(const std::string& id, const std::string& name) {
  return founders(
      "SeatBodyMember", "body/group",
      R"({"person":"person/)" + id + R"(","seat":")" + name + R"(","from":"2021-01-01"})");
}

}  // namespace

std::string founders(const std::string& type, const std::string& subject, const std::string& data) {
  return command("service/founder founder " + type + " " + subject + " @2021-01-01", data);
}

std::vector<std::string> house_being_built() {
  return {
      organization("nation", "national", ""),
      organization("province", "provincial", "nation"),
      organization("city", "city", "province"),
      organization("sibling", "city", "province"),
      organization("county", "county", "city"),
      person("security", "province"),
      person("supervisor", "province"),
      person("inspector", "province"),
      person("proposer", "city"),
      person("signatory", "city"),
      person("chair", "city"),
      person("m1", "city"),
      person("secretary", "city"),
      person("nobody", "city"),
      person("stranger", "sibling"),
      founders("RegisterVenue", "venue/palace",
               R"({"name":"palace","kind":"culturalPalace","organization":"organization/city",
                   "primaryDuties":["sport"]})"),
      founders("EstablishBody", "body/group",
               R"({"name":"group","kind":"partyGroupMeeting",
                   "organization":"organization/city"})"),
      seat("chair", "presiding"),
      seat("m1", "member"),
      seat("secretary", "secretary"),
      grant("supervisor", "supervisor", "province"),
      grant("inspector", "inspector", "province"),
      grant("proposer", "proposer", "city"),
      grant("signatory", "signatory", "city"),
      grant("stranger", "supervisor", "sibling"),
  };
}

std::vector<std::string> house() {
  auto commands = house_being_built();
  commands.push_back(grant("security", "securityAdministrator", "province"));
  return commands;
}

}  // namespace minutebook::test
