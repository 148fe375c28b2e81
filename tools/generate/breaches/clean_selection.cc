#include <algorithm>

#include "tools/generate/breaches/case.h"

namespace minutebook::generate {
namespace {

struct CriterionText {
  const char* name;
  std::int64_t max_points;
};
constexpr CriterionText criteria[] = {
    {"公益服务方案", 4000}, {"专业能力与业绩", 3000}, {"诚信与团队", 2000}, {"优惠幅度", 1000}};

/// Offers that have little in common, so that none looks copied from another.
constexpr std::string_view offers[] = {
    "我方在本市设有三个服务点，专职教练十二名，自带器材，每月向工会报送参加人次。",
    "拟派驻会运营经理一人，夜班职工可在二十二点前预约，雨雪天改为室内课程。",
    "以社区公益组织起家，志愿者登记在册四百余人，收费全部用于场地水电。",
    "成立十年，承办过省级职工运动会；承诺投诉四十八小时内答复并公示结果。",
    "提供线上报名系统和刷卡入场设备，数据归阵地所有，合作结束时整体移交。",
    "师资来自职业院校，结业考核合格率不低于九成，困难职工学费全免。",
    "联合医院与心理咨询机构，体检、讲座、热线一并提供，档案专人保管。",
    "餐饮配套由我方自营，食材留样，菜价每周公布，会员凭证享八折。",
};

BidStory make_bid(Case& c, std::size_t rank) {
  BidStory bid;
  const std::size_t size = c.city.partners.size();
  const bool wins = rank >= c.plot.first_winner && rank < c.plot.first_winner + c.plot.places;
  const std::size_t steps = wins ? rank - c.plot.first_winner : 9 + 3 * rank;
  const CityPartner& partner = c.city.partners[(c.plot.partner + steps) % size];
  bid.partner = partner.subject;
  bid.content = partner.name;
  c.random.fill(bid.salt);
  bid.price_fen = c.value_fen * between(c.random, 85, 100) / 100;
  bid.quality = 9'500 - 450 * static_cast<std::int64_t>(rank);
  return bid;
}

/// By rank; which of them came first is chance.
void make_bids(Case& c) {
  for (std::size_t rank = 0; rank < c.plot.bidders; ++rank) c.bids.push_back(make_bid(c, rank));
  const std::size_t turn = c.random.below(c.plot.bidders);
  const std::size_t first_offer = c.random.below(std::size(offers));
  for (std::size_t rank = 0; rank < c.bids.size(); ++rank) {
    BidStory& bid = c.bids[rank];
    bid.id = "B" + std::to_string(1 + (rank + turn) % c.bids.size());
    bid.content += "投标文件摘要\n";
    bid.content += offers[(first_offer + rank) % std::size(offers)];
    bid.content += "\n报价：" + std::to_string(bid.price_fen / 1'000'000) + "万元";
  }
}

Json channels_of(Case& c) {
  Json list = Json::array();
  for (std::size_t i = 0; i < channels().size(); ++i) {
    const bool more = chance(c.random, 40);
    if (i < 3 || more) list.push_back(channels()[i]);
  }
  return list;
}

void announce(Case& c, Minute deadline) {
  Json listed = Json::array();
  for (const auto& [name, most] : criteria) listed.push_back({{"name", name}, {"maxPoints", most}});
  const bool recruits = chance(c.random, 60);
  c.add("announcement", "AnnounceSelection", c.owner.person("selection-1"), "selectionTeam",
        {{"selection", "S1"},
         {"method", recruits ? "publicRecruitment" : "openTender"},
         {"channels", channels_of(c)},
         {"deadline", time_text(deadline)},
         {"opensAt", time_text(deadline)},
         {"places", c.plot.places},
         {"requirements", "依法登记，近三年无不良记录；" + std::string(c.theme->promise)},
         {"criteria", std::move(listed)}});
}

void receive(Case& c, Minute deadline) {
  const Minute announced = c.now;
  for (const BidStory& bid : c.bids) {
    c.now = deadline - between(c.random, 60, (deadline - announced) / 2);
    c.add("bid:" + bid.id, "ReceiveBid", c.owner.person("selection-2"), "selectionTeam",
          {{"selection", "S1"}, {"bid", bid.id}, {"sealedDigest", seal_of(c, bid)}});
  }
  c.now = deadline;
}

void open(Case& c) {
  c.soon(5, 20);
  Json reveals = Json::array();
  for (const BidStory& bid : c.bids) reveals.push_back(reveal_of(bid));
  c.add("opening", "OpenBids", c.owner.person("selection-1"), "selectionTeam",
        {{"selection", "S1"},
         {"reveals", std::move(reveals)},
         {"present", Json::array({c.owner.person("selection-1"), c.owner.person("selection-2"),
                                  c.owner.observer})}});
}

void observe(Case& c, const std::string& stage) {
  c.soon(10, 40);
  const std::string text = c.word(observations());
  c.add("seen:" + stage, "RecordObservation", c.owner.observer, "observer",
        {{"stage", stage}, {"present", true}, {"text", text}});
}

void look_into(Case& c) {
  c.later(1, 2);
  for (const BidStory& bid : c.bids) {
    c.soon(5, 30);
    c.add("diligence:" + bid.id, "RecordDueDiligence", c.owner.person("selection-2"),
          "selectionTeam", diligence_of(bid.partner));
  }
}

void score(Case& c, int evaluator) {
  for (const BidStory& bid : c.bids) {
    const std::int64_t share = bid.quality + between(c.random, -100, 100);  // of 10 000
    Json scores = Json::array();
    std::int64_t points = 0;
    for (const auto& [name, most] : criteria) {
      points += share * most / 10'000;
      scores.push_back({{"criterion", name}, {"points", share * most / 10'000}});
    }
    c.soon(6, 15);
    const std::string comment = c.word(score_comments());
    c.add("score:" + bid.id + ":" + std::to_string(evaluator), "ScoreBid", c.evaluator(evaluator),
          "evaluator",
          {{"selection", "S1"},
           {"bid", bid.id},
           {"points", points},
           {"scores", std::move(scores)},
           {"comment", comment}});
  }
}

void award(Case& c) {
  Json winners = Json::array();
  for (std::size_t i = 0; i < c.plot.places; ++i) {
    const BidStory& bid = c.bids[c.plot.first_winner + i];
    winners.push_back(bid.id);
    ContractStory contract;
    contract.partner = bid.partner;
    contract.bid = bid.id;
    contract.value_fen = bid.price_fen;
    c.contracts.push_back(std::move(contract));
  }
  c.later(1, 2);
  c.add("award", "DetermineWinners", c.owner.person("selection-1"), "selectionTeam",
        {{"selection", "S1"}, {"bids", std::move(winners)}});
  c.later(1, 2);
  const std::int64_t until = day_of(c.now) + 8;
  c.add("publication", "PublishResult", c.owner.person("selection-1"), "selectionTeam",
        {{"selection", "S1"}, {"channels", channels_of(c)}, {"until", day_text(until)}});
  c.now = until * minutes_a_day + 8 * 60;
}

}  // namespace

std::string seal_of(const Case& c, const BidStory& bid) {
  return crypto::hex_of(crypto::hash(
      c.suite, {bid.salt, as_bytes(bid.partner), as_bytes("\n"), as_bytes(bid.content)}));
}

Json reveal_of(const BidStory& bid) {
  return {{"bid", bid.id},
          {"partner", bid.partner},
          {"salt", crypto::hex_of(bid.salt)},
          {"content", bid.content},
          {"priceFen", bid.price_fen}};
}

void tell_clean_selection(Case& c) {
  if (!c.plot.selects()) {
    ContractStory contract;
    contract.partner = c.partner(c.plot.partner);
    contract.value_fen = c.value_fen;
    c.contracts.push_back(std::move(contract));
    return;
  }
  make_bids(c);
  c.later(2, 5);
  const Minute deadline =
      workday(day_of(c.now) + between(c.random, 21, 30)) * minutes_a_day + 9 * 60 + 30;
  announce(c, deadline);
  receive(c, deadline);
  open(c);
  observe(c, "opening");
  look_into(c);
  c.later(1, 3);
  for (int evaluator = 1; evaluator <= 4; ++evaluator) score(c, evaluator);
  observe(c, "review");
  award(c);
}

}  // namespace minutebook::generate
