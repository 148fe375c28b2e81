#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/support/world.h"

/// Tests of the domain as sentences:
///
///   given(house).when(command(…)).then({"VenueRegistered"});
///   given(house).when(command(…)).then_refused("ORG-1");
namespace minutebook::test {

class Sentence {
 public:
  explicit Sentence(World world) : world_(std::move(world)) {}
  explicit Sentence(const std::vector<std::string>& commands) {
    for (const std::string& json : commands) {
      const Outcome outcome = world_.submit(json);
      EXPECT_TRUE(outcome.accepted()) << outcome.summary() << "\n" << json;
    }
  }

  /// Accepted as well before what follows.
  Sentence& and_given(const std::string& json) {
    const Outcome outcome = world_.submit(json);
    EXPECT_TRUE(outcome.accepted()) << outcome.summary() << "\n" << json;
    return *this;
  }
  Sentence& when(const std::string& json) {
    outcome_ = world_.submit(json);
    return *this;
  }
  Sentence& then(const std::vector<std::string>& events) {
    EXPECT_EQ(outcome_.summary(), "accepted");
    EXPECT_THAT(outcome_.events, testing::ElementsAreArray(events));
    return *this;
  }
  /// Refused by that rule, in both languages, and the refusal is in the subject's own stream.
  Sentence& then_refused(const std::string& rule) {
    EXPECT_TRUE(outcome_.refusal.has_value()) << outcome_.summary();
    if (!outcome_.refusal) return *this;
    EXPECT_EQ(outcome_.refusal->rule, rule) << outcome_.summary();
    EXPECT_FALSE(outcome_.refusal->detail.en.empty());
    EXPECT_FALSE(outcome_.refusal->detail.zh.empty());
    EXPECT_EQ(world_.event(outcome_.positions.at(0)).body().which(),
              schema::EventBody::COMMAND_REFUSED);
    return *this;
  }
  /// As then_refused; also says whether an irregular entry gets around it.
  Sentence& then_refused(const std::string& rule, bool procedural) {
    then_refused(rule);
    if (outcome_.refusal) {
      EXPECT_EQ(outcome_.refusal->procedural, procedural);
    }
    return *this;
  }

  World& world() { return world_; }
  const Outcome& outcome() const { return outcome_; }

 private:
  World world_;
  Outcome outcome_;
};

inline Sentence given(const std::vector<std::string>& commands) { return Sentence(commands); }

}  // namespace minutebook::test
