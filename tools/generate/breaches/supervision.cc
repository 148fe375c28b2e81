#include "tools/generate/breaches/supervision.h"

#include <algorithm>

#include "tools/generate/breaches/label_lines.h"
#include "tools/generate/breaches/plan.h"

namespace minutebook::generate {
namespace {

constexpr int first_year = 2020;
constexpr int last_year = 2026;
constexpr int odd_year = 2024;  ///< of the quarter whose report goes wrong
constexpr int odd_quarter = 2;
constexpr std::int64_t report_days = 15;
constexpr std::int64_t service_terms_days = 30;

/// What goes wrong with a venue's terms or an organization's reports.
struct Oddity {
  std::string_view variant;
  Kind kind = Kind::breach;
  std::int64_t days = 0;    ///< after the day from which it counts
  bool incomplete = false;  ///< terms: without the hours of an item
  bool missing = false;
};

constexpr Oddity odd_terms[] = {
    {"in effect one day too late", Kind::breach, service_terms_days + 1},
    {"hours not published", Kind::breach, -60, true},
    {"never published", Kind::breach, 0, false, true},
    {"in effect on the last day", Kind::near_miss, service_terms_days},
};

constexpr Oddity odd_reports[] = {
    {"filed one day late", Kind::breach, report_days + 1},
    {"never filed", Kind::breach, 0, false, true},
    {"filed on the last day", Kind::near_miss, report_days},
};

template <std::size_t Size>
const Oddity& pick_oddity(const Oddity (&list)[Size], Turn turn) {
  std::vector<const Oddity*> fitting;
  for (const Oddity& oddity : list) {
    if (oddity.kind == turn.kind) fitting.push_back(&oddity);
  }
  return *fitting[turn.index % fitting.size()];
}

Label label_of(std::string_view rule, const Oddity& oddity) {
  Label label;
  const Label::Thing thing{std::string(rule), std::string(oddity.variant)};
  if (oddity.kind == Kind::near_miss) {
    label.near_misses = {thing};
  } else {
    label.planted = {thing};
    label.breaches = {thing.rule};
  }
  return label;
}

void publish(Chapter& chapter, const VenuePlace& venue, std::int64_t day, bool incomplete) {
  const Minute moment = day * minutes_a_day + 10 * 60;
  chapter.send({"PublishServiceTerms", venue.subject, venue.director(), "proposer", moment},
               [&](Ink& data) {
                 data.list("items").open().text("name", "场馆开放");
                 if (!incomplete) data.text("hours", "每日9:00—21:00");
                 data.text("procedure", "凭会员证或线上预约").text("price", "每次10元");
                 data.text("memberDiscount", "会员免费").close().end().list("channels");
                 data.item("阵地公告栏").item("职工服务公众号").end().day("from", day);
               });
}

/// First of the next quarter.
std::int64_t after_quarter(int year, int quarter) {
  return quarter == 4 ? day_number(year + 1, 1, 1) : day_number(year, quarter * 3 + 1, 1);
}

struct Reporter {
  const Union& owner;
  std::string person;
  std::string_view role;
};

void file_report(Chapter& chapter, const Reporter& by, int year, int quarter, std::int64_t day) {
  const std::string id = std::to_string(year) + "-Q" + std::to_string(quarter);
  const auto digest = crypto::hash(crypto::Suite::standard,
                                   {as_bytes(by.owner.subject), as_bytes("\n"), as_bytes(id)});
  chapter.send({"FileReport", by.owner.subject, by.person, by.role, day * minutes_a_day + 15 * 60},
               [&](Ink& data) {
                 data.text("report", id).text("kind", "quarterly").number("year", year);
                 data.number("quarter", quarter).text("recipient", by.owner.parent);
                 write_document(data, "document", {crypto::hex_of(digest), "阵地运行情况季度报告"});
               });
}

void file_reports(Chapter& chapter, const Reporter& by, const Oddity* oddity) {
  for (int year = first_year; year <= last_year; ++year) {
    for (int quarter = 1; quarter <= 4; ++quarter) {
      const std::int64_t last = after_quarter(year, quarter) - 1;
      const bool odd = oddity != nullptr && year == odd_year && quarter == odd_quarter;
      if (odd && oddity->missing) continue;
      file_report(chapter, by, year, quarter, last + (odd ? oddity->days : 8));
    }
  }
}

/// The day on which the first contract of the venue began; 0 when no matter of it was told.
std::int64_t first_beginning(std::span<const Case> cases, const VenuePlace& venue) {
  std::int64_t first = 0;
  for (const Case& c : cases) {
    if (&c.venue != &venue) continue;
    for (const ContractStory& contract : c.contracts) {
      first = first == 0 ? contract.start : std::min(first, contract.start);
    }
  }
  return first;
}

std::string tell_venue(Chapter& chapter, const VenuePlace& venue, std::int64_t began,
                       std::optional<Turn> turn) {
  if (began == 0 || !turn) {
    publish(chapter, venue, began == 0 ? day_number(2020, 6, 1) : began - 40, false);
    return {};
  }
  const Oddity& oddity = pick_oddity(odd_terms, *turn);
  if (!oddity.missing) publish(chapter, venue, began + oddity.days, oddity.incomplete);
  return label_line(venue.subject, label_of("SUP-2", oddity));
}

Reporter reporter_of(const City& city, std::size_t owner) {
  const Union& each = city.unions[owner];
  if (each.is_asset_department()) return {each, each.person("asset"), "supervisor"};
  const auto venue = std::ranges::find(city.venues, owner, &VenuePlace::owner);
  return {each, venue->director(), "proposer"};
}

}  // namespace

std::string tell_labelled_supervision(Chapter& chapter, const City& city, const Options& options,
                                      std::span<const Case> cases) {
  // Beside some fifty rules of matters, these two are rare.
  const std::uint64_t rate = *options.breaches / 4;
  std::string labels;
  std::vector<std::size_t> owners;
  for (std::size_t slot = 0; slot < city.venues.size(); ++slot) {
    const VenuePlace& venue = city.venues[slot];
    const std::int64_t began = first_beginning(cases, venue);
    const std::uint64_t number = city.number * venues_a_city + slot;
    labels += tell_venue(chapter, venue, began, turn_of(number, rate));
    if (std::ranges::find(owners, venue.owner) != owners.end()) continue;
    owners.push_back(venue.owner);
    // Half a turn away from those of the venues.
    auto turn = turn_of(number + 250'000 / std::max<std::uint64_t>(rate, 1), rate);
    if (began == 0) turn.reset();
    const Oddity* oddity = turn ? &pick_oddity(odd_reports, *turn) : nullptr;
    file_reports(chapter, reporter_of(city, venue.owner), oddity);
    if (turn) labels += label_line(city.unions[venue.owner].subject, label_of("SUP-1", *oddity));
  }
  return labels;
}

}  // namespace minutebook::generate
