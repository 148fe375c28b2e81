#include "ledger/base/check.h"
#include "tools/generate/breaches/planter.h"
#include "tools/generate/credit_code.h"

/// FLAG-3 to FLAG-6: patterns inside one matter.
namespace minutebook::generate {
namespace {

/// 70 characters without a repeated group of three.
constexpr std::string_view offer =
    "本单位自愿参加遴选承诺按照公告要求提供公益课程保证会员名额足额兑现接受工会监督考核如有违约"
    "愿意承担全部责任并配合完成场地移交清点工作特此声明";
constexpr std::size_t bytes_a_character = 3;

/// The first `count` characters of it.
std::string offer_of(std::size_t count) {
  MB_CHECK(count * bytes_a_character <= offer.size());
  return std::string(offer.substr(0, count * bytes_a_character));
}

/// With another character in the middle, which touches three groups of three.
std::string altered(std::string text) {
  constexpr std::size_t middle = 30;
  return text.replace(middle * bytes_a_character, bytes_a_character, "祺");
}

/// What the bid of that rank says; its seal and what is read out follow.
void rewrite(Case& c, std::size_t rank, const std::string& content) {
  BidStory& bid = c.bids[rank];
  bid.content = content;
  c.at("bid:" + bid.id).data["sealedDigest"] = seal_of(c, bid);
  c.at("opening").data["reveals"][rank] = reveal_of(bid);
}

void single_bid(Case& c) { c.breaks({"FLAG-3"}); }
void nothing_wrong(Case&) {}

void identical(Case& c) {
  rewrite(c, 3, c.bids[2].content);
  c.breaks({"FLAG-4"});
}

/// 57 groups each, 54 of them common: exactly nine tenths of all 60.
void near_identical(Case& c) {
  rewrite(c, 2, offer_of(59));
  rewrite(c, 3, altered(offer_of(59)));
  c.breaks({"FLAG-4"});
}

/// Commas and spaces are not what makes an offer another.
void differently_punctuated(Case& c) {
  rewrite(c, 2, offer_of(50));
  rewrite(c, 3,
          offer_of(20) + "， " + std::string(offer).substr(20 * bytes_a_character, 90) + "。");
  c.breaks({"FLAG-4"});
}

/// 56 groups each, 53 of them common: less than nine tenths of all 59.
void almost_alike(Case& c) {
  rewrite(c, 2, offer_of(58));
  rewrite(c, 3, altered(offer_of(58)));
}

/// The two bidders who come last are newly registered, each with a representative of that name.
void register_bidders(Case& c, std::string_view first_name, std::string_view second_name) {
  constexpr std::uint64_t first_number = 100'000'000;  // beyond those of all cities
  std::size_t rank = 2;
  for (const std::string_view name : {first_name, second_name}) {
    BidStory& bid = c.bids[rank];
    const std::uint64_t number = first_number + 2 * c.number + (rank - 2);
    bid.partner = "partner/" + credit_code(number);
    c.script.add({.tag = "registration:" + bid.id,
                  .type = "RegisterPartner",
                  .actor = c.director(),
                  .role = "proposer",
                  .at = c.at("propose").at,
                  .data = {{"name", c.city.partners[rank].name + "分部"},
                           {"kind", "company"},
                           {"legalRepresentative", name}},
                  .subject = bid.partner});
    c.at("diligence:" + bid.id).data["partner"] = bid.partner;
    rewrite(c, rank, bid.content);
    ++rank;
  }
}

void one_representative(Case& c) {
  register_bidders(c, "法定代表人甲", "法定代表人甲");
  c.breaks({"FLAG-5"});
}

void similar_representatives(Case& c) { register_bidders(c, "法定代表人甲", "法定代表人申"); }

void series(Case& c) { c.breaks({"FLAG-6"}); }

template <unsigned Count>
void bidders(Plot& plot) {
  plot.bidders = Count;
}

template <int First, int Second>
void renewed_for(Plot& plot) {
  plot.early = true;
  plot.steady = true;
  plot.renewals = {First, Second};
}

constexpr Kind near = Kind::near_miss;
constexpr unsigned large = anywhere_approved;

constexpr Planter list[] = {
    {"FLAG-3", "a single bid", Kind::breach, selected, single_bid, bidders<1>, false},
    {"FLAG-3", "two bids", near, selected, nothing_wrong, bidders<2>, false},
    {"FLAG-4", "identical bids", Kind::breach, selected, identical, nullptr, false},
    {"FLAG-4", "nine tenths in common", Kind::breach, selected, near_identical, nullptr, false},
    {"FLAG-4", "another punctuation only", Kind::breach, selected, differently_punctuated, nullptr,
     false},
    {"FLAG-4", "almost nine tenths in common", near, selected, almost_alike, nullptr, false},
    {"FLAG-5", "two bidders, one representative", Kind::breach, selected, one_representative,
     nullptr, false},
    {"FLAG-5", "representatives of similar names", near, selected, similar_representatives, nullptr,
     false},
    {"FLAG-6", "two renewals of twelve months", Kind::breach, large, series, renewed_for<12, 12>,
     false},
    {"FLAG-6", "a renewal of twelve months, one of thirteen", near, large, nothing_wrong,
     renewed_for<12, 13>, false},
    {"FLAG-6", "a renewal of thirteen months, one of twelve", near, large, nothing_wrong,
     renewed_for<13, 12>, false},
};

}  // namespace

std::span<const Planter> pattern_planters() { return list; }

}  // namespace minutebook::generate
