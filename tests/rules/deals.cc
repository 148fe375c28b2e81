#include "tests/rules/deals.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/base/check.h"
#include "ledger/rules/judge.h"
#include "tests/support/house.h"

namespace minutebook::test {
namespace {

Subject named(std::string_view text) { return Subject::from_stored(text); }

domain::Act act(std::uint64_t at, const std::string& day) {
  return {.position = Position{at},
          .actor = named("person/signatory"),
          .role = schema::Role::SIGNATORY,
          .occurred_at = parse_time(day + "T09:00:00+08:00").value(),
          .on_behalf_of = {},
          .irregular = false};
}

std::optional<Day> optional_day(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return parse_day(text).value();
}

domain::ContractTerms terms(const Agreed& agreed) {
  domain::ContractTerms out;
  out.start = optional_day(agreed.start);
  out.end = optional_day(agreed.end);
  out.value_fen = agreed.fen;
  out.long_term_reason = agreed.reason;
  return out;
}

domain::Proposal proposal(const domain::Act& when, std::string_view scope, std::string_view venue) {
  domain::Proposal out{.act = when,
                       .venue = named(venue),
                       .mode = schema::Mode::EXTERNAL_COOPERATION,
                       .title = "hall",
                       .purpose = {},
                       .scope = std::string(scope),
                       .necessity = {},
                       .feasibility = {},
                       .intended_term_months = 36,
                       .estimated_value_fen = 0,
                       .public_benefits = {},
                       .documents = {},
                       .candidate = {},
                       .reason = {}};
  return out;
}

std::string partner(const std::string& name, const std::string& representative) {
  const std::string legal =
      representative.empty() ? "" : R"(,"legalRepresentative":")" + representative + '"';
  return founders("RegisterPartner", name, R"({"name":"partner","kind":"company")" + legal + "}");
}

std::string venue(const std::string& name, const std::string& owner) {
  return founders("RegisterVenue", name,
                  R"({"name":"v","kind":"staffSchool","organization":")" + owner +
                      R"(","primaryDuties":["courses"]})");
}

}  // namespace

Deal::Deal(std::string_view id, std::string_view scope, std::string_view venue)
    : subject_(named("partnership/" + std::string(id))) {
  state_.proposals.push_back(proposal(act(0, "2001-01-01"), scope, venue));
}

Deal& Deal::revised(std::uint64_t at, std::string_view scope) {
  state_.proposals.push_back(
      proposal(act(at, "2021-01-01"), scope, state_.proposals.back().venue.text()));
  return *this;
}

domain::Contract& Deal::contract(const std::string& id) {
  const auto known = std::ranges::find(state_.contracts, id, &domain::Contract::id);
  if (known != state_.contracts.end()) return *known;
  state_.contracts.push_back({.id = id,
                              .partner = named(partner_a),
                              .drafts = {},
                              .signatures = {},
                              .origin = {},
                              .amendments = {},
                              .renewals = {},
                              .terminations = {},
                              .expiries = {},
                              .settlements = {}});
  return state_.contracts.back();
}

Deal& Deal::signs(std::uint64_t at, const std::string& id, const Agreed& agreed) {
  domain::Contract& signed_one = contract(id);
  signed_one.partner = named(agreed.partner);
  signed_one.signatures.push_back({.act = act(at, agreed.on),
                                   .partner = named(agreed.partner),
                                   .terms = terms(agreed),
                                   .text = {},
                                   .partner_signatory = {}});
  return *this;
}

Deal& Deal::renews(std::uint64_t at, const std::string& id, const std::string& successor,
                   const Agreed& agreed) {
  const domain::ContractRenewal renewal{.act = act(at, agreed.on),
                                        .predecessor = id,
                                        .successor = successor,
                                        .terms = terms(agreed),
                                        .text = {},
                                        .meeting = {},
                                        .reason = {}};
  contract(id).renewals.push_back(renewal);
  const Subject same = contract(id).partner;
  contract(successor).partner = same;
  contract(successor).origin = renewal;
  return *this;
}

Deal& Deal::amends(std::uint64_t at, const std::string& id, const Agreed& agreed) {
  contract(id).amendments.push_back(
      {.act = act(at, agreed.on), .terms = terms(agreed), .text = {}, .meeting = {}, .reason = {}});
  return *this;
}

Deal& Deal::terminates(std::uint64_t at, const std::string& id, const std::string& on) {
  contract(id).terminations.push_back({.act = act(at, on),
                                       .cause = schema::TerminationCause::AGREEMENT,
                                       .reason = {},
                                       .document = {}});
  return *this;
}

Deal& Deal::evaluates(std::uint64_t at, const std::string& id, const std::string& on,
                      schema::Verdict verdict, schema::EvaluationKind kind) {
  state_.evaluations.push_back({.act = act(at, on),
                                .id = "e" + std::to_string(at),
                                .contract = id,
                                .kind = kind,
                                .from = {},
                                .until = {},
                                .satisfaction = {},
                                .indicators = {},
                                .verdict = verdict,
                                .comment = {},
                                .document = {}});
  return *this;
}

Deal& Deal::selects(const std::string& selection, const std::vector<Offer>& offers, bool opened) {
  domain::Selection made{.act = act(90, "2021-02-01"),
                         .id = selection,
                         .method = schema::SelectionMethod::OPEN_TENDER,
                         .channels = {},
                         .deadline = parse_time("2021-03-01T09:00:00+08:00").value(),
                         .opens_at = {},
                         .places = 1,
                         .requirements = {},
                         .criteria = {},
                         .document = {},
                         .bids = {},
                         .openings = {},
                         .awards = {},
                         .publications = {}};
  const domain::Act opening = act(200, "2021-03-02");
  if (opened) made.openings.push_back({.act = opening, .present = {}});
  std::uint64_t at = 100;
  for (const Offer& offer : offers) {
    made.bids.push_back({.act = act(at++, "2021-02-20"),
                         .id = offer.bid,
                         .sealed_digest = {},
                         .reveals = {},
                         .scores = {},
                         .disqualifications = {}});
    if (!opened) continue;
    made.bids.back().reveals.push_back({.act = opening,
                                        .partner = named(offer.partner),
                                        .salt = {},
                                        .content = offer.content,
                                        .price_fen = 0,
                                        .document = {},
                                        .matches = true});
  }
  state_.selections.push_back(std::move(made));
  return *this;
}

Deal& Deal::withdrawn(std::uint64_t at) {
  state_.withdrawals.push_back({.act = act(at, "2021-04-01"), .reason = {}});
  return *this;
}

Town::Town() {
  auto commands = house_being_built();
  commands.insert(
      commands.end(),
      {partner(partner_a, "director 1"), partner(partner_b, "director 1"),
       partner(partner_c, "director 2"), partner(partner_d, ""),
       venue("venue/annex", "organization/city"), venue("venue/other", "organization/sibling")});
  for (const std::string& json : commands) given(json);
}

Town& Town::knows(const Deal& deal) {
  landscape_.update(deal.subject(), deal.state(), directory());
  return *this;
}

void Town::given(const std::string& json) {
  const Outcome outcome = world_.submit(json);
  EXPECT_TRUE(outcome.accepted()) << outcome.summary() << "\n" << json;
}

rules::Rulebooks Town::rulebooks() const {
  rules::Rulebooks out;
  if (has_rulebook) {
    out.add({named("rulebook/test"), 1, std::nullopt, parse_day("2000-01-01").value(), Position{0},
             rulebook});
  }
  return out;
}

rules::Verdict Town::verdict(std::span<const rules::Rule> group, std::string_view id,
                             const Deal& deal) {
  const auto rule = std::ranges::find(group, id, &rules::Rule::id);
  MB_CHECK(rule != group.end());
  const rules::Rulebooks adopted = rulebooks();
  const rules::Scene scene{directory(), adopted, landscape_,
                           parse_time("2040-01-01T00:00:00+08:00").value().instant};
  return rules::judge(*rule, scene, deal.subject(), deal.state());
}

std::string Town::says(std::span<const rules::Rule> group, std::string_view id, const Deal& deal) {
  const rules::Verdict verdict = this->verdict(group, id, deal);
  EXPECT_FALSE(verdict.reason.en.empty() || verdict.reason.zh.empty()) << id;
  return std::string(rules::name_of(verdict.ruling));
}

rules::Verdict Town::of(std::span<const rules::Rule> group, std::string_view id,
                        std::string_view name, const std::string& day) {
  const auto rule = std::ranges::find(group, id, &rules::Rule::id);
  MB_CHECK(rule != group.end());
  const rules::Rulebooks adopted = rulebooks();
  const std::string time = day.find('T') == std::string::npos ? day + "T00:00:00+08:00" : day;
  const rules::Scene scene{directory(), adopted, landscape_, parse_time(time).value().instant};
  return rule->of_subject(scene, named(name));
}

std::vector<std::uint64_t> numbers(const std::vector<Position>& positions) {
  std::vector<std::uint64_t> out;
  for (const Position position : positions) out.push_back(position.value);
  return out;
}

}  // namespace minutebook::test
