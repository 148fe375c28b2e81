#include "ledger/schema/reflect.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "ledger/schema/shape.h"
#include "tests/schema/example.h"

namespace minutebook::schema {
namespace {

TEST(Reflect, NamesEveryEventBothWays) {
  EXPECT_EQ(event_type_count, 88U);
  EXPECT_EQ(shape_of<EventBody>().members.size(), event_type_count);
  EXPECT_EQ(event_name(EventBody::Which::BALLOT_CAST), "BallotCast");
  for (std::uint16_t i = 0; i < event_type_count; ++i) {
    ASSERT_TRUE(find_event(event_name(i)).has_value());
    EXPECT_EQ(static_cast<std::uint16_t>(*find_event(event_name(i))), i);
  }
  EXPECT_EQ(event_name(std::uint16_t{9999}), "");
  EXPECT_FALSE(find_event("ballotCast").has_value());
}

TEST(Reflect, KnowsWhoSendsACommandWhereto) {
  const CommandTraits* traits = find_command("CloseVote");
  ASSERT_NE(traits, nullptr);
  EXPECT_EQ(traits->which, Command::Which::CLOSE_VOTE);
  EXPECT_EQ(&traits_of(Command::Which::CLOSE_VOTE), traits);
  EXPECT_EQ(traits->subjects, kind_bit(minutebook::SubjectKind::partnership));
  EXPECT_EQ(traits->actors, (std::vector<Role>{Role::BODY_SECRETARY, Role::PRESIDING_MEMBER}));
  EXPECT_EQ(traits->emits, (std::vector<EventBody::Which>{EventBody::Which::VOTE_CLOSED,
                                                          EventBody::Which::RESOLUTION_ADOPTED,
                                                          EventBody::Which::RESOLUTION_REJECTED}));
  EXPECT_EQ(find_command("CastVote"), nullptr);
}

TEST(Reflect, EveryEventComesFromACommandOrFromTheLedger) {
  std::set<EventBody::Which> emitted{EventBody::Which::LEDGER_CREATED,
                                     EventBody::Which::COMMAND_REFUSED};
  for (const CommandTraits& traits : command_traits()) {
    emitted.insert(traits.emits.begin(), traits.emits.end());
  }
  EXPECT_EQ(emitted.size(), event_type_count);
}

TEST(Reflect, ACommandAndItsUsualEventHaveTheSameData) {
  for (const CommandTraits& traits : command_traits()) {
    const auto& command = shape_of<Command>().members[static_cast<std::size_t>(traits.which)];
    const auto& event =
        shape_of<EventBody>().members[static_cast<std::size_t>(traits.emits.front())];
    EXPECT_EQ(command.structure, event.structure) << traits.name;
  }
}

TEST(Reflect, RolesReachBelowWhereTheDomainSaysSo) {
  std::set<std::string_view> reaching;
  for (std::uint16_t i = 0; !role_name(static_cast<Role>(i)).empty(); ++i) {
    if (role_reaches_below(static_cast<Role>(i))) reaching.insert(role_name(static_cast<Role>(i)));
  }
  EXPECT_EQ(reaching, (std::set<std::string_view>{"approver", "auditAdministrator", "inspector",
                                                  "observer", "ruleKeeper", "securityAdministrator",
                                                  "supervisor", "systemAdministrator"}));
  EXPECT_EQ(find_role("bodyMember"), Role::BODY_MEMBER);
  EXPECT_FALSE(find_role("nobody").has_value());
}

TEST(ForEachReference, NamesEverySubjectWithItsPath) {
  capnp::MallocMessageBuilder message;
  auto command = message.initRoot<Command>();
  command.setSubject("partnership/P-1");
  command.setActor("person/a");
  auto entries = command.initRecordAttendance().initEntries(2);
  entries[0].setPerson("person/b");
  entries[1].setPerson("person/c");
  std::map<std::string, std::string> found;
  for_each_reference(command.asReader(), [&](std::string_view path, std::string_view subject) {
    found.emplace(path, subject);
  });
  EXPECT_EQ(found, (std::map<std::string, std::string>{{"subject", "partnership/P-1"},
                                                       {"actor", "person/a"},
                                                       {"data.entries[0].person", "person/b"},
                                                       {"data.entries[1].person", "person/c"}}));
}

TEST(ForEachDocument, FindsEveryCitedDigest) {
  capnp::MallocMessageBuilder message;
  auto command = message.initRoot<Command>();
  const kj::byte one[32] = {1};
  const kj::byte two[32] = {2};
  command.initEvidence(1).set(0, kj::arrayPtr(one, 32));
  auto terms = command.initSignContract();
  terms.initText().setDigest(kj::arrayPtr(two, 32));
  std::vector<int> found;
  for_each_document(command.asReader(), [&](ByteSpan digest) {
    EXPECT_EQ(digest.size(), 32U);
    found.push_back(digest[0]);
  });
  EXPECT_EQ(found, (std::vector<int>{1, 2}));
}

}  // namespace
}  // namespace minutebook::schema
