#include "tools/generate/matter.h"

namespace minutebook::generate {
namespace {

std::string_view mode_of(SeededRandom& random) {
  const auto draw = random.below(100);
  if (draw < 45) return "externalCooperation";
  if (draw < 65) return "undertakenService";
  return draw < 85 ? "internalCooperation" : "sponsorship";
}

std::string two_digits(std::uint64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

void Matter::later(std::int64_t low, std::int64_t high) {
  const std::int64_t day = workday(day_of(now) + between(random, low, high));
  const Minute next = day * minutes_a_day + between(random, 9 * 60, 16 * 60 + 59);
  now = next > now ? next : now + 1;
}

Cited Matter::cite(std::string_view name, std::string_view about) const {
  const auto digest =
      crypto::hash(suite, {as_bytes(subject), as_bytes("\n"), as_bytes(name), as_bytes(about)});
  return {crypto::hex_of(digest), std::string(name)};
}

void write_document(Ink& data, std::string_view name, const Cited& document) {
  data.open(name).text("digest", document.digest).text("title", document.title).close();
}

void write_documents(Ink& data, std::string_view name, const std::vector<Cited>& documents) {
  data.list(name);
  for (const Cited& document : documents) write_document(data, {}, document);
  data.end();
}

void write_benefits(Ink& data, const Matter& matter, std::int64_t free_places) {
  data.list("publicBenefits").open();
  data.text("item", matter.theme->benefit).number("freePlaces", free_places);
  data.close().open().text("item", "工会会员优惠").number("discountPercent", 20 + free_places % 40);
  data.close().end();
}

void tell_matter(Chapter& chapter, const City& city, std::uint64_t seed, std::uint64_t number,
                 crypto::Suite suite) {
  const VenuePlace& venue = city.venues[number / partnerships_a_venue];
  Matter matter(chapter, city, venue, draws(seed, city.number * partnerships_a_city + number + 1));
  matter.suite = suite;
  matter.subject = "partnership/" + city.unions[1].key + "-" + two_digits(number + 1);
  matter.director = venue.director();
  matter.now = city.start + 90 * minutes_a_day;
  const auto since = static_cast<std::int64_t>(number % partnerships_a_venue) * 400;
  matter.later(since, since + 300);
  matter.mode = mode_of(matter.random);
  matter.theme = &themes()[matter.random.below(themes().size())];
  if (tell_study(matter) && tell_decision(matter) && tell_approval(matter) &&
      tell_selection(matter)) {
    tell_contracts(matter);
  }
}

}  // namespace minutebook::generate
