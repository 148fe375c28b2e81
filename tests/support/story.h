#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/domain/partnership.h"
#include "tests/support/world.h"

namespace minutebook::test {

/// One matter, partnership/pilot, told command by command:
///
///   Story story;
///   story.given("m1 bodyMember CastBallot", R"({"meeting": "m", "choice": "for"})");
///   EXPECT_EQ(story.when("m1 bodyMember CastBallot", …), "VOTE-8");
///
/// The first argument is that of command() in world.h without the subject. The house of house.h,
/// and more people: in body/group m2, m3 and m4 are members as well, late from 2021-03-01 on, gone
/// until that day. approver (province), team, ev1, ev2, watcher and watcher2 have the roles that
/// their names say, inspector2 is one, too; stranger presides over the
/// sibling's body/strangers. venue/annex is the city's as well.
class Story {
 public:
  /// With a matter that is proposed: external cooperation, partner_a known as candidate.
  Story();
  static Story before_proposal();

  /// "accepted", or the rule that refuses, followed by "!" when no irregular entry gets around it.
  std::string when(std::string_view what, std::string_view data);
  /// As `when`, for what must be accepted.
  void given(std::string_view what, std::string_view data);

  /// Another subject's command, as command() in world.h makes it; must be accepted.
  void given_command(const std::string& json);

  /// As World::set_recording_delay.
  void recorded_after(std::chrono::hours delay) { world_.set_recording_delay(delay); }

  const domain::Partnership& matter();
  const domain::Aggregate& aggregate() { return world_.aggregate(subject); }
  domain::Step step() { return domain::step_of(matter()); }
  /// The state, live and from the recorded events applied anew.
  std::string described() { return world_.describe(subject); }
  std::string described_after_replay() const { return world_.replayed().describe(subject); }
  /// The last event recorded.
  Position last() const { return Position{world_.size() - 1}; }
  const World& world() const { return world_; }
  const std::optional<domain::Refusal>& refusal() const { return refusal_; }

  static constexpr const char* subject = "partnership/pilot";

 private:
  struct HouseOnly {};
  explicit Story(HouseOnly);

  World world_;
  std::optional<domain::Refusal> refusal_;
};

inline const std::string partner_a = "partner/91330100MA2B0000XY";
inline const std::string partner_b = "partner/91330100MA2B0001X0";
inline const std::string partner_c = "partner/91330100MA2B0002X1";

}  // namespace minutebook::test
