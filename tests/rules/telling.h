#pragma once

#include <map>
#include <string>

#include "tests/support/story.h"

/// Longer passages of a story, for the rules on approval, selection and signing.
namespace minutebook::test {

/// "@2021-04-01T09:00:00+08:00" or "@2021-04-01", as command() takes it.
inline std::string on(const std::string& time) { return " @" + time; }

/// Meeting `id` of body/group on `day`: all six entitled members are there and vote.
void tell_resolution(Story& story, const std::string& id, const std::string& day,
                     bool adopted = true);

/// Terms of a contract that lacks nothing; `other` sets fields to other JSON values, an empty one
/// leaves the field out.
std::string terms(const std::map<std::string, std::string>& other = {});

std::string draft(const std::string& id, const std::string& partner, char text,
                  const std::string& more = "");
std::string signature(const std::string& id, const std::string& partner,
                      const std::string& terms_json = terms(), char text = 'c');
std::string amendment(const std::string& id, const std::string& terms_json = terms(),
                      const std::string& meeting = "", char text = 'd');
std::string renewal(const std::string& id, const std::string& successor,
                    const std::string& terms_json = terms(), const std::string& meeting = "",
                    char text = 'e');

/// The seal of the offer `offer of ID` by `partner`.
std::string sealed_bid(const std::string& selection, const std::string& id,
                       const std::string& partner);
std::string reveal(const std::string& id, const std::string& partner);
/// Without criteria: a score is a total.
std::string score(const std::string& selection, const std::string& id, int points);

/// Selection `id` is announced on 2021-03-10.
void tell_selection(Story& story, const std::string& id = "s", int places = 1);
/// Bids IDa (partner_a) and IDb (partner_b) of selection `id` are opened on `day`.
void tell_bids_opened(Story& story, const std::string& id, const std::string& day,
                      const std::string& more = "");
/// Selection s with bids sa and sb, opened on 2021-04-02.
Story bids_opened(int places = 1);
/// The winners of selection s are determined on 2021-04-06.
void tell_winners(Story& story, const std::string& winners = R"("sa")",
                  const std::string& more = "");

}  // namespace minutebook::test
