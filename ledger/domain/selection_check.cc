#include <algorithm>
#include <set>

#include "ledger/domain/partnership_case.h"

namespace minutebook::domain {
namespace {

using Command = schema::Command;

Check check_announcement(const Case& c, schema::Selection::Reader data) {
  if (const Selection* known = c.matter.selection(id_of(data.getSelection()))) {
    return used_id("selection", "遴选", known->id, known->act.position);
  }
  std::set<std::string_view> names;
  for (const auto criterion : data.getCriteria()) {
    if (!names.insert(id_of(criterion.getName())).second) {
      return refuse("REF-2", "two criteria have the same name", "有两项评审指标同名");
    }
  }
  if (!c.regular) return std::nullopt;
  const Instant deadline = to_time(data.getDeadline()).instant;
  if (deadline <= c.when) {
    return refuse_procedure("STEP-2", "the deadline is not after the announcement",
                            "截止时间不晚于公告时间");
  }
  if (data.hasOpensAt() && to_time(data.getOpensAt()).instant < deadline) {
    return refuse_procedure("STEP-2", "bids would be opened before the deadline",
                            "开标时间早于截止时间");
  }
  return std::nullopt;
}

/// Checks of a command about a known selection.
template <typename Reader, typename Further>
Check at_selection(const Case& c, Reader data, Further further) {
  const Selection* selection = c.matter.selection(id_of(data.getSelection()));
  if (selection == nullptr) return unknown_id("selection", "遴选", id_of(data.getSelection()));
  return further(*selection);
}

template <typename Reader, typename Further>
Check at_bid(const Case& c, Reader data, Further further) {
  return at_selection(c, data, [&](const Selection& selection) -> Check {
    const Bid* bid = selection.bid(id_of(data.getBid()));
    if (bid == nullptr) return unknown_id("bid", "投标", id_of(data.getBid()));
    return further(selection, *bid);
  });
}

Check check_receipt(const Case& c, const Selection& selection, schema::Bid::Reader data) {
  if (const Bid* known = c.matter.bid(id_of(data.getBid()))) {
    return used_id("bid", "投标", known->id, known->act.position);
  }
  if (!c.regular) return std::nullopt;
  if (c.when >= selection.deadline.instant) {
    return refuse_procedure(
        "SEL-2", "the bid came at or after the deadline, " + format_time(selection.deadline),
        "投标不早于截止时间 " + format_time(selection.deadline), {selection.act.position});
  }
  if (selection.opened()) {
    return refuse_procedure("SEL-2", "the bids of this selection are already opened",
                            "该遴选已经开标", {selection.openings.front().act.position});
  }
  return std::nullopt;
}

Check check_reveal(const Case& c, const Bid& bid, schema::BidReveal::Reader reveal) {
  if (!c.regular) return std::nullopt;
  if (bid.opened()) {
    return refuse_procedure("SEL-2", "bid \"" + bid.id + "\" is already opened",
                            "投标“" + bid.id + "”已经开启", {bid.reveals.front().act.position});
  }
  const auto salt = reveal.getSalt();
  const auto seal = seal_of(c.suite, {salt.begin(), salt.size()}, id_of(reveal.getPartner()),
                            id_of(reveal.getContent()));
  if (seal == bid.sealed_digest) return std::nullopt;
  return refuse_procedure("SEL-2",
                          "what is revealed of bid \"" + bid.id + "\" is not what was sealed",
                          "投标“" + bid.id + "”开启的内容与密封的摘要不符", {bid.act.position});
}

Check check_opening_time(const Case& c, const Selection& selection) {
  const bool before_deadline = c.when < selection.deadline.instant;
  const bool before_hour = selection.opens_at && c.when < selection.opens_at->instant;
  if (!c.regular || (!before_deadline && !before_hour)) return std::nullopt;
  return refuse_procedure("SEL-2", "bids are not opened before the announced time",
                          "不得早于公告的时间开标", {selection.act.position});
}

Check check_opening(const Case& c, const Selection& selection, schema::BidOpening::Reader data) {
  std::set<std::string_view> revealed;
  for (const auto reveal : data.getReveals()) {
    const auto id = id_of(reveal.getBid());
    if (selection.bid(id) == nullptr) return unknown_id("bid", "投标", id);
    if (!revealed.insert(id).second) {
      return refuse("REF-2", "bid \"" + std::string(id) + "\" is revealed twice",
                    "投标“" + std::string(id) + "”重复开启");
    }
  }
  if (auto refusal = check_opening_time(c, selection)) return refusal;
  for (const auto reveal : data.getReveals()) {
    if (auto refusal = check_reveal(c, *selection.bid(id_of(reveal.getBid())), reveal)) {
      return refusal;
    }
  }
  const auto left = std::ranges::find_if(selection.bids, [&](const Bid& bid) {
    return !bid.opened() && !bid.disqualified() && !revealed.contains(bid.id);
  });
  if (!c.regular || left == selection.bids.end()) return std::nullopt;
  return refuse_procedure("SEL-2",
                          "bid \"" + left->id + "\" is left sealed: all are opened together",
                          "投标“" + left->id + "”未开启：须一并开标", {left->act.position});
}

Check check_not_awarded(const Case& c, const Selection& selection) {
  const Award* award = selection.award();
  if (!c.regular || award == nullptr) return std::nullopt;
  return refuse_procedure("STEP-2", "the winners of this selection are already determined",
                          "该遴选已经确定中选方", {award->act.position});
}

/// Points of known criteria, each once, within bounds, adding up to the total.
Check check_points(const Case& c, const Selection& selection, schema::BidScore::Reader data) {
  std::uint64_t sum = 0;
  std::set<std::string_view> scored;
  for (const auto score : data.getScores()) {
    const auto name = id_of(score.getCriterion());
    const auto criterion = std::ranges::find(selection.criteria, name, &Criterion::name);
    if (criterion == selection.criteria.end()) return unknown_id("criterion", "评审指标", name);
    if (!scored.insert(name).second) {
      return refuse("REF-2", "criterion \"" + std::string(name) + "\" is scored twice",
                    "评审指标“" + std::string(name) + "”重复评分");
    }
    if (c.regular && score.getPoints() > criterion->max_points) {
      return refuse_procedure("STEP-2", "criterion \"" + criterion->name + "\" has fewer points",
                              "评审指标“" + criterion->name + "”的得分超过满分",
                              {selection.act.position});
    }
    sum += score.getPoints();
  }
  if (!c.regular || scored.empty() || sum == data.getPoints()) return std::nullopt;
  return refuse_procedure("STEP-2", "the total is not the sum of the criteria's points",
                          "总分不等于各项得分之和");
}

Check check_score(const Case& c, const Selection& selection, const Bid& bid) {
  const auto data = c.command.getScoreBid();
  if (auto refusal = check_points(c, selection, data)) return refusal;
  if (auto refusal = check_person_named(c)) return refusal;
  if (!c.regular) return std::nullopt;
  if (!bid.opened()) {
    return refuse_procedure("STEP-2", "the bid is not opened yet", "该投标尚未开启",
                            {bid.act.position});
  }
  if (bid.disqualified()) {
    return refuse_procedure("STEP-2", "the bid is disqualified", "该投标已被否决",
                            {bid.disqualifications.front().act.position});
  }
  if (const Score* earlier = bid.score_by(c.by)) {
    return refuse_procedure("STEP-2", c.by.text() + " has already scored this bid",
                            c.by.text() + " 已对该投标评分", {earlier->act.position});
  }
  return check_not_awarded(c, selection);
}

Check check_disqualification(const Case& c, const Bid& bid) {
  if (!c.regular || !bid.disqualified()) return std::nullopt;
  return refuse_procedure("STEP-2", "the bid is already disqualified", "该投标已被否决",
                          {bid.disqualifications.front().act.position});
}

/// May winners be determined anew? When one of them was disqualified, or an objection upheld,
/// since they were.
bool is_reopened(const Partnership& matter, const Selection& selection, const Award& award) {
  const auto later = [&](const Act& act) { return award.act.position < act.position; };
  const bool lost = std::ranges::any_of(award.bids, [&](const std::string& id) {
    const Bid* bid = selection.bid(id);
    return bid != nullptr && bid->disqualified() && later(bid->disqualifications.back().act);
  });
  return lost || std::ranges::any_of(matter.objections, [&](const Objection& objection) {
           return objection.selection == selection.id && objection.resolved() &&
                  objection.rulings.back().upheld && later(objection.rulings.back().act);
         });
}

Check check_winner(const Case& c, const Bid& bid) {
  if (!c.regular || (bid.opened() && !bid.disqualified())) return std::nullopt;
  if (!bid.opened()) {
    return refuse_procedure("STEP-2", "bid \"" + bid.id + "\" is not opened",
                            "投标“" + bid.id + "”尚未开启", {bid.act.position});
  }
  return refuse_procedure("STEP-2", "bid \"" + bid.id + "\" is disqualified",
                          "投标“" + bid.id + "”已被否决",
                          {bid.disqualifications.front().act.position});
}

Check check_winners(const Case& c, const Selection& selection, schema::Winners::Reader data) {
  std::set<std::string_view> winners;
  for (const auto id : data.getBids()) {
    const Bid* bid = selection.bid(id_of(id));
    if (bid == nullptr) return unknown_id("bid", "投标", id_of(id));
    if (!winners.insert(id_of(id)).second) {
      return refuse("REF-2", "bid \"" + bid->id + "\" is listed twice",
                    "投标“" + bid->id + "”重复列出");
    }
    if (auto refusal = check_winner(c, *bid)) return refusal;
  }
  if (c.regular && winners.size() > selection.places) {
    return refuse_procedure("STEP-2", "there are more winners than places", "中选方多于公告的名额",
                            {selection.act.position});
  }
  const Award* award = selection.award();
  if (award != nullptr && is_reopened(c.matter, selection, *award)) return std::nullopt;
  return check_not_awarded(c, selection);
}

Check check_publication(const Case& c, const Selection& selection,
                        schema::ResultPublication::Reader data) {
  if (!c.regular) return std::nullopt;
  if (selection.award() == nullptr) {
    return refuse_procedure("STEP-2", "no winners are determined yet", "尚未确定中选方",
                            {selection.act.position});
  }
  if (c.day < to_day(data.getUntil())) return std::nullopt;
  return refuse_procedure("STEP-2", "the publication would end before it begins",
                          "公示截止日不晚于开始日");
}

Check check_objection(const Case& c, schema::Objection::Reader data) {
  const Objection* known = c.matter.objection(id_of(data.getObjection()));
  if (known == nullptr) return std::nullopt;
  return used_id("objection", "异议", known->id, known->act.position);
}

Check check_ruling(const Case& c, schema::ObjectionResolution::Reader data) {
  const Objection* objection = c.matter.objection(id_of(data.getObjection()));
  if (objection == nullptr) return unknown_id("objection", "异议", id_of(data.getObjection()));
  if (!c.regular || !objection->resolved()) return std::nullopt;
  return refuse_procedure("STEP-2", "this objection is already resolved", "该异议已经处理",
                          {objection->rulings.front().act.position});
}

}  // namespace

Check check_selection(const Case& c) {
  switch (c.command.which()) {
    case Command::ANNOUNCE_SELECTION:
      return check_announcement(c, c.command.getAnnounceSelection());
    case Command::RECEIVE_BID: {
      const auto data = c.command.getReceiveBid();
      return at_selection(c, data, [&](const Selection& s) { return check_receipt(c, s, data); });
    }
    case Command::OPEN_BIDS: {
      const auto data = c.command.getOpenBids();
      return at_selection(c, data, [&](const Selection& s) { return check_opening(c, s, data); });
    }
    case Command::SCORE_BID:
      return at_bid(c, c.command.getScoreBid(),
                    [&](const Selection& s, const Bid& bid) { return check_score(c, s, bid); });
    case Command::DISQUALIFY_BID:
      return at_bid(c, c.command.getDisqualifyBid(), [&](const Selection&, const Bid& bid) {
        return check_disqualification(c, bid);
      });
    case Command::DETERMINE_WINNERS: {
      const auto data = c.command.getDetermineWinners();
      return at_selection(c, data, [&](const Selection& s) { return check_winners(c, s, data); });
    }
    case Command::PUBLISH_RESULT: {
      const auto data = c.command.getPublishResult();
      return at_selection(c, data,
                          [&](const Selection& s) { return check_publication(c, s, data); });
    }
    case Command::RAISE_OBJECTION: {
      const auto data = c.command.getRaiseObjection();
      return at_selection(c, data, [&](const Selection&) { return check_objection(c, data); });
    }
    case Command::RESOLVE_OBJECTION:
      return check_ruling(c, c.command.getResolveObjection());
    default:
      return std::nullopt;
  }
}

}  // namespace minutebook::domain
