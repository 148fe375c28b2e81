#include "tools/generate/breaches/planter.h"

/// VOTE-1 to VOTE-3: who decided, with how many present and in favour.
namespace minutebook::generate {
namespace {

/// Without an adopted resolution no request may put one forward.
void put_nothing_forward(Case& c) {
  if (c.script.has("request")) c.at("request").data.erase("meeting");
}

void no_meeting(Case& c) {
  for (const char* part : {"convene", "read", "attendance", "recusal", "opinion", "statement",
                           "ballot", "close", "minutes"}) {
    if (c.script.has(part) || c.script.has_under(part)) c.script.remove(part);
  }
  put_nothing_forward(c);
  c.breaks({"VOTE-1"});
}

void rejected_and_carried_on(Case& c) {
  put_nothing_forward(c);
  c.breaks({"VOTE-1"});
}

void decided_by_strangers(Case& c) { c.breaks({"VOTE-1"}); }
void nothing_wrong(Case&) {}

void declare(Case& c, const char* outcome) {
  Entry& closing = c.at("close");
  closing.data["declared"] = outcome;
  c.make_irregular(closing, closing.actor);
}

void adopted_without_quorum(Case& c) {
  declare(c, "adopted");
  put_nothing_forward(c);
  c.breaks({"VOTE-2", "VOTE-3"});
}

void adopted_without_majority(Case& c) {
  declare(c, "adopted");
  put_nothing_forward(c);
  c.breaks({"VOTE-3"});
}

/// And carried on as if it had been adopted.
void rejected_in_spite_of_majority(Case& c) {
  declare(c, "rejected");
  c.breaks({"VOTE-1", "VOTE-3"});
}

template <Turnout Which>
void turn_out(Plot& plot) {
  plot.turnout = Which;
}

/// Half and one in favour, the others against it.
void bare_majority(Case& c) {
  c.at("ballot:" + std::to_string(c.owner.seats / 2)).data["choice"] = "for";
}

constexpr Kind near = Kind::near_miss;

constexpr Planter list[] = {
    {"VOTE-1", "no meeting at all", Kind::breach, anywhere, no_meeting, nullptr, false},
    {"VOTE-1", "rejected and carried on", Kind::breach, anywhere, rejected_and_carried_on,
     turn_out<Turnout::half_in_favour>, false},
    {"VOTE-1", "decided by a body without a say", Kind::breach, anywhere, decided_by_strangers,
     [](Plot& plot) { plot.decider = Decider::stranger; }, false},
    {"VOTE-1", "decided by the body of the union above", near, anywhere, nothing_wrong,
     [](Plot& plot) { plot.decider = Decider::above; }, false},
    {"VOTE-2", "one member short of a quorum", Kind::breach, anywhere, adopted_without_quorum,
     turn_out<Turnout::half_present>, false},
    {"VOTE-2", "just a quorum", near, anywhere, nothing_wrong, turn_out<Turnout::quorum>, false},
    {"VOTE-3", "one vote short of a majority", Kind::breach, anywhere, adopted_without_majority,
     turn_out<Turnout::half_in_favour>, false},
    {"VOTE-3", "declared rejected in spite of a majority", Kind::breach, anywhere,
     rejected_in_spite_of_majority, nullptr, false},
    {"VOTE-3", "just a majority", near, anywhere, bare_majority, turn_out<Turnout::half_in_favour>,
     false},
};

}  // namespace

std::span<const Planter> vote_count_planters() { return list; }

}  // namespace minutebook::generate
