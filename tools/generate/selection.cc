#include <algorithm>

#include "tools/generate/matter.h"

namespace minutebook::generate {
namespace {

struct BidStory {
  std::string id;
  const CityPartner* partner = nullptr;
  crypto::Digest salt{};
  std::string content;
  std::int64_t price_fen = 0;
  std::int64_t quality = 0;  ///< hundredths of a percent
  std::int64_t total = 0;    ///< points of all evaluators
  bool disqualified = false;
};

struct CriterionText {
  std::string_view name;
  std::int64_t max_points;
};
constexpr CriterionText criteria[] = {
    {"公益服务方案", 4000}, {"专业能力与业绩", 3000}, {"诚信与团队", 2000}, {"优惠幅度", 1000}};

std::vector<BidStory> make_bids(Matter& m) {
  const auto count = static_cast<std::size_t>(between(m.random, m.places + 1, 7));
  const std::size_t first = m.random.below(m.city.partners.size());
  std::vector<BidStory> bids;
  for (std::size_t i = 0; i < count; ++i) {
    BidStory bid;
    bid.id = "B" + std::to_string(i + 1);
    bid.partner = &m.city.partners[(first + i * 5) % m.city.partners.size()];
    m.random.fill(bid.salt);
    bid.price_fen = m.value_fen * between(m.random, 80, 110) / 100;
    bid.quality = between(m.random, 6'500, 9'600);
    bid.content = bid.partner->name + "投标文件摘要\n承诺：" + std::string(m.theme->promise) +
                  "\n报价：" + std::to_string(bid.price_fen / 1'000'000) + "万元";
    bid.disqualified = i >= m.places + 1 && chance(m.random, 8);
    bids.push_back(std::move(bid));
  }
  return bids;
}

/// At least three channels, as many as chance adds.
void write_channels(Ink& data, Matter& m) {
  data.list("channels");
  for (std::size_t i = 0; i < channels().size(); ++i) {
    if (i < 3 || chance(m.random, 40)) data.item(channels()[i]);
  }
  data.end();
}

void announce(Matter& m, Minute deadline) {
  m.send("AnnounceSelection", m.owner.person("selection-1"), "selectionTeam", [&](Ink& data) {
    data.text("selection", "S1");
    data.text("method", chance(m.random, 60) ? "publicRecruitment" : "openTender");
    write_channels(data, m);
    data.time("deadline", deadline).time("opensAt", deadline).number("places", m.places);
    data.text("requirements", {"依法登记，近三年无不良记录；", m.theme->promise});
    data.list("criteria");
    for (const auto& [name, max_points] : criteria) {
      data.open().text("name", name).number("maxPoints", max_points).close();
    }
    data.end();
  });
}

void receive(Matter& m, const std::vector<BidStory>& bids, Minute deadline) {
  const Minute announced = m.now;
  for (const BidStory& bid : bids) {
    const auto seal = crypto::hash(
        m.suite, {bid.salt, as_bytes(bid.partner->subject), as_bytes("\n"), as_bytes(bid.content)});
    m.now = deadline - between(m.random, 1, (deadline - announced) / 2);
    m.send("ReceiveBid", m.owner.person("selection-2"), "selectionTeam", [&](Ink& data) {
      data.text("selection", "S1").text("bid", bid.id);
      data.text("sealedDigest", crypto::hex_of(seal));
    });
  }
  m.now = deadline;
}

void observe(Matter& m, std::string_view stage) {
  m.soon(10, 40);
  m.send("RecordObservation", m.owner.observer, "observer", [&](Ink& data) {
    data.text("stage", stage).flag("present", true).text("text", m.word(observations()));
  });
}

void open(Matter& m, const std::vector<BidStory>& bids) {
  m.soon(5, 20);
  m.send("OpenBids", m.owner.person("selection-1"), "selectionTeam", [&](Ink& data) {
    data.text("selection", "S1").list("reveals");
    for (const BidStory& bid : bids) {
      data.open().text("bid", bid.id).text("partner", bid.partner->subject);
      data.text("salt", crypto::hex_of(bid.salt)).text("content", bid.content);
      data.number("priceFen", bid.price_fen).close();
    }
    data.end().list("present").item(m.owner.person("selection-1"));
    data.item(m.owner.person("selection-2")).item(m.owner.observer).end();
  });
}

void disqualify(Matter& m, const std::vector<BidStory>& bids) {
  for (const BidStory& bid : bids) {
    if (!bid.disqualified) continue;
    m.soon(20, 60);
    m.send("DisqualifyBid", m.owner.person("selection-1"), "selectionTeam", [&](Ink& data) {
      data.text("selection", "S1").text("bid", bid.id).text("reason", "资格证明文件不全");
    });
  }
}

void look_into(Matter& m, const std::vector<BidStory>& bids) {
  m.later(1, 3);
  for (const BidStory& bid : bids) {
    if (bid.disqualified) continue;
    m.soon(5, 30);
    m.send("RecordDueDiligence", m.owner.person("selection-2"), "selectionTeam", [&](Ink& data) {
      data.text("partner", bid.partner->subject);
      for (const std::string_view aspect :
           {"qualification", "integrityRecord", "serviceBrand", "overallStrength"}) {
        data.open(aspect).text("assessment", "satisfactory").close();
      }
    });
  }
}

void score(Matter& m, std::vector<BidStory>& bids, const std::string& evaluator) {
  for (BidStory& bid : bids) {
    if (bid.disqualified) continue;
    const std::int64_t share = bid.quality + between(m.random, -120, 120);  // of 10 000
    std::int64_t points = 0;
    for (const auto& criterion : criteria) points += share * criterion.max_points / 10'000;
    bid.total += points;
    m.soon(6, 15);
    m.send("ScoreBid", evaluator, "evaluator", [&](Ink& data) {
      data.text("selection", "S1").text("bid", bid.id).number("points", points).list("scores");
      for (const auto& [name, max_points] : criteria) {
        data.open().text("criterion", name).number("points", share * max_points / 10'000).close();
      }
      data.end().text("comment", m.word(score_comments()));
    });
  }
}

/// At least three of the evaluators; one with an interest says so and does not score.
void evaluate(Matter& m, std::vector<BidStory>& bids) {
  const bool interest = chance(m.random, 15);
  m.later(1, 4);
  for (unsigned n = 1; n <= evaluators_a_union; ++n) {
    const std::string evaluator = m.owner.person("evaluator-" + std::to_string(n));
    if (n == 2 && interest) {
      m.send("DeclareInterest", evaluator, "evaluator", [&](Ink& data) {
        data.text("partner", bids.front().partner->subject);
        data.text("nature", "曾受聘为该单位顾问，申请回避");
      });
      continue;
    }
    if (n <= 4 || chance(m.random, 50)) score(m, bids, evaluator);
  }
}

void object(Matter& m) {
  m.later(1, 4);
  m.send("RaiseObjection", m.owner.person("selection-1"), "selectionTeam", [&](Ink& data) {
    data.text("objection", "O1").text("selection", "S1").text("raisedBy", "未中选单位");
    data.text("grounds", "对专业能力得分提出复核");
  });
  m.later(2, 5);
  m.send("ResolveObjection", m.owner.person("selection-1"), "selectionTeam", [&](Ink& data) {
    data.text("objection", "O1").flag("upheld", false).text("reason", "经逐项复核，评分无误");
  });
}

void award(Matter& m, std::vector<BidStory> bids) {
  std::erase_if(bids, [](const BidStory& bid) { return bid.disqualified; });
  std::stable_sort(bids.begin(), bids.end(),
                   [](const BidStory& a, const BidStory& b) { return a.total > b.total; });
  bids.resize(m.places);
  m.later(1, 3);
  m.send("DetermineWinners", m.owner.person("selection-1"), "selectionTeam", [&](Ink& data) {
    data.text("selection", "S1").list("bids");
    for (const BidStory& bid : bids) data.item(bid.id);
    data.end();
  });
  m.later(1, 2);
  const std::int64_t until = day_of(m.now) + 8;
  m.send("PublishResult", m.owner.person("selection-1"), "selectionTeam", [&](Ink& data) {
    data.text("selection", "S1");
    write_channels(data, m);
    data.day("until", until);
  });
  if (chance(m.random, 15)) object(m);
  m.now = std::max(m.now, until * minutes_a_day + 9 * 60);
  for (const BidStory& bid : bids) {
    ContractStory contract;
    contract.partner = bid.partner->subject;
    contract.bid = bid.id;
    contract.value_fen = bid.price_fen;
    m.contracts.push_back(std::move(contract));
  }
}

}  // namespace

bool tell_selection(Matter& m) {
  if (!m.candidate.empty()) {
    ContractStory contract;
    contract.partner = m.candidate;
    contract.value_fen = m.value_fen;
    m.contracts.push_back(std::move(contract));
    return true;
  }
  std::vector<BidStory> bids = make_bids(m);
  m.later(3, 10);
  const Minute deadline =
      workday(day_of(m.now) + between(m.random, 21, 40)) * minutes_a_day + 9 * 60 + 30;
  announce(m, deadline);
  receive(m, bids, deadline);
  open(m, bids);
  observe(m, "opening");
  disqualify(m, bids);
  look_into(m, bids);
  evaluate(m, bids);
  observe(m, "review");
  award(m, bids);
  return true;
}

}  // namespace minutebook::generate
