#include "tools/generate/registry.h"

#include "tools/generate/vocabulary.h"

namespace minutebook::generate {
namespace {

constexpr std::string_view founder = "service/founder";
constexpr std::string_view security = "person/security-administrator";
constexpr std::string_view supervisor = "person/national-asset";
constexpr std::string_view national = "organization/national";

/// Sends master data on one day, in one name.
struct Clerk {
  Chapter& chapter;
  Minute moment;

  void person(const std::string& subject, std::string_view title, std::string_view organization,
              std::initializer_list<std::string_view> roles = {}) const {
    chapter.send({"RegisterPrincipal", subject, security, "securityAdministrator", moment},
                 [&](Ink& data) { data.text("title", title).text("organization", organization); });
    for (const std::string_view role : roles) {
      chapter.send({"GrantRole", subject, security, "securityAdministrator", moment},
                   [&](Ink& data) {
                     data.text("role", role).text("organization", organization);
                     data.day("from", day_of(moment));
                   });
    }
  }

  void organization(const Union& each) const {
    chapter.send({"RegisterOrganization", each.subject, supervisor, "supervisor", moment},
                 [&](Ink& data) {
                   data.text("name", each.name).text("level", each.level);
                   data.text("parent", each.parent);
                 });
  }

  void seat(const Union& each, const std::string& person, std::string_view seat) const {
    chapter.send({"SeatBodyMember", each.body(), supervisor, "supervisor", moment}, [&](Ink& data) {
      data.text("person", person).text("seat", seat).day("from", day_of(moment));
    });
  }

  void body(const Union& each) const {
    chapter.send({"EstablishBody", each.body(), supervisor, "supervisor", moment}, [&](Ink& data) {
      data.text("name", each.body_name).text("kind", each.body_kind);
      data.text("organization", each.subject);
    });
    for (unsigned seat_number = 0; seat_number < each.seats; ++seat_number) {
      const std::string member = each.member(seat_number, day_of(moment));
      const std::string title =
          each.body_name + (seat_number == 0 ? "主持人" : "成员" + std::to_string(seat_number + 1));
      person(member, title, each.subject);
      seat(each, member, seat_number == 0 ? "presiding" : "member");
    }
    person(each.person("secretary"), each.body_name + "记录人", each.subject);
    seat(each, each.person("secretary"), "secretary");
  }

  void staff(const Union& each) const {
    const std::string& at = each.subject;
    person(each.person("approver"), each.name + "合作事项审批人", at, {"approver"});
    person(each.person("signatory"), each.name + "法定代表人", at, {"signatory"});
    person(each.person("selection-1"), each.name + "遴选小组组长", at, {"selectionTeam"});
    person(each.person("selection-2"), each.name + "遴选小组成员", at, {"selectionTeam"});
    for (unsigned n = 1; n <= evaluators_a_union; ++n) {
      const std::string number = std::to_string(n);
      person(each.person("evaluator-" + number), each.name + "评价员" + number, at, {"evaluator"});
    }
    if (!each.is_asset_department()) return;
    person(each.person("asset"), each.name + "资产监督管理部负责人", at, {"supervisor"});
    person(each.person("observer"), "派驻" + each.name + "纪检监督员", at, {"observer"});
  }

  void venue(const VenuePlace& venue, const Union& owner) const {
    const VenueType& type = venue_types()[venue.type];
    chapter.send({"RegisterVenue", venue.subject, supervisor, "supervisor", moment},
                 [&](Ink& data) {
                   data.text("name", venue.name).text("kind", type.kind);
                   data.text("organization", owner.subject).list("primaryDuties");
                   for (const std::string_view duty : type.duties) data.item(duty);
                   data.end();
                 });
    person(venue.director(), venue.name + "负责人", owner.subject, {"proposer"});
  }

  void partner(const CityPartner& partner, std::size_t number) const {
    chapter.send({"RegisterPartner", partner.subject, supervisor, "supervisor", moment},
                 [&](Ink& data) {
                   data.text("name", partner.name).text("kind", partner.kind);
                   data.text("legalRepresentative", {"法定代表人", std::to_string(number)});
                 });
  }
};

/// Two seats change hands for good.
void turn_over(Chapter& chapter, const Union& each) {
  const Clerk clerk{chapter, each.turnover * minutes_a_day + 8 * 60};
  for (const unsigned seat : {1U, 3U}) {
    const std::string leaver = each.member(seat, each.turnover - 1);
    const std::string joiner = each.member(seat, each.turnover);
    clerk.person(joiner, each.body_name + "成员" + std::to_string(seat + 1), each.subject);
    chapter.send({"UnseatBodyMember", each.body(), supervisor, "supervisor", clerk.moment},
                 [&](Ink& data) {
                   data.text("person", leaver).day("until", each.turnover);
                   data.text("reason", "任职变动");
                 });
    clerk.seat(each, joiner, "member");
  }
}

}  // namespace

void register_national(Chapter& chapter) {
  const Minute moment = at(2019, 1, 2);
  const auto send = [&](std::string_view type, std::string_view subject, auto write) {
    chapter.send({type, subject, founder, "founder", moment}, write);
  };
  send("RegisterOrganization", national,
       [](Ink& data) { data.text("name", "中华全国总工会").text("level", "national"); });
  struct Officer {
    std::string_view subject, title, role;
  };
  // The security administrator comes last: the founder's powers end with that grant.
  constexpr Officer officers[] = {
      {"person/system-administrator", "系统管理员", "systemAdministrator"},
      {"person/audit-administrator", "审计管理员", "auditAdministrator"},
      {supervisor, "资产监督管理部负责人", "supervisor"},
      {"person/national-approver", "重大事项审批人", "approver"},
      {security, "安全管理员", "securityAdministrator"}};
  for (const Officer& officer : officers) {
    send("RegisterPrincipal", officer.subject,
         [&](Ink& data) { data.text("title", officer.title).text("organization", national); });
  }
  for (const Officer& officer : officers) {
    send("GrantRole", officer.subject, [&](Ink& data) {
      data.text("role", officer.role).text("organization", national).day("from", day_of(moment));
    });
  }
}

void register_province(Chapter& chapter, const Union& province, Minute moment) {
  const Clerk clerk{chapter, moment};
  clerk.organization(province);
  clerk.staff(province);
  clerk.body(province);
}

void register_city(Chapter& chapter, const City& city) {
  const Clerk clerk{chapter, city.start};
  for (std::size_t i = 1; i < city.unions.size(); ++i) {
    const Union& each = city.unions[i];
    clerk.organization(each);
    clerk.staff(each);
    clerk.body(each);
    turn_over(chapter, each);
  }
  for (const VenuePlace& venue : city.venues) clerk.venue(venue, city.unions[venue.owner]);
  for (std::size_t i = 0; i < city.partners.size(); ++i) clerk.partner(city.partners[i], i + 1);
}

}  // namespace minutebook::generate
