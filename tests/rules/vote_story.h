#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "tests/rules/asked.h"
#include "tests/support/story.h"

/// Words for meetings of body/group about the story's matter. Six are entitled on 2021-03-01:
/// chair, m1 to m4 and late.
namespace minutebook::test {

/// What differs between meetings.
struct Sitting {
  std::string id = "m";
  std::string form = "inPerson";
  std::string notice = "2021-02-20T09:00:00+08:00";  ///< empty: not recorded
  std::string materials = document('a');
  bool major = false;
};

void convene(Story& story, const Sitting& sitting = {});
void attend(Story& story, std::initializer_list<const char*> persons);
void mark(Story& story, const std::string& person, const std::string& presence);
void vote(Story& story, const std::string& person, const std::string& choice,
          const std::string& time = "");
/// As found afterwards, of whoever it names.
void find_ballot(Story& story, const std::string& person, const std::string& choice);
void close_vote(Story& story);
/// The position of the closing.
Position closed_by(Story& story);
void sign(Story& story, const std::string& person, char minutes, const std::string& time);
/// A meeting with all six present, `ayes` of them in favour and the others against, closed.
void decide(Story& story, int ayes, const Sitting& sitting = {});

/// A rule about votes, asked about the story.
Asked about(Story& story, std::string_view id);
/// Its ruling when all deadlines are over.
std::string ruling(Story& story, std::string_view id);

}  // namespace minutebook::test
