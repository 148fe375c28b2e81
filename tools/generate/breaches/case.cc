#include "tools/generate/breaches/case.h"

#include <algorithm>
#include <chrono>

namespace minutebook::generate {

Case::Case(const City& cast, const VenuePlace& place, SeededRandom draws_of_matter)
    : city(cast),
      venue(place),
      owner(cast.unions[place.owner]),
      random(std::move(draws_of_matter)) {}

std::string Case::member(unsigned seat) const {
  // Meetings wait for a change of seats to be over, so the day of the closing tells.
  return owner.member(seat, day_of(resolved));
}

Entry& Case::add(std::string tag, std::string type, std::string actor, std::string role,
                 Json data) {
  return script.add({.tag = std::move(tag),
                     .type = std::move(type),
                     .actor = std::move(actor),
                     .role = std::move(role),
                     .at = now,
                     .data = std::move(data)});
}

void Case::later(std::int64_t low, std::int64_t high) {
  const std::int64_t day = workday(day_of(now) + between(random, low, high));
  const Minute next = day * minutes_a_day + between(random, 9 * 60, 16 * 60 + 59);
  now = next > now ? next : now + 1;
}

Cited Case::cite(std::string_view name, std::string_view about) const {
  const auto digest =
      crypto::hash(suite, {as_bytes(subject), as_bytes("\n"), as_bytes(name), as_bytes(about)});
  return {crypto::hex_of(digest), std::string(name)};
}

void Case::make_irregular(Entry& entry, std::string for_whom) {
  // Of an answer, one who supervises the authority, too.
  entry.actor = entry.type == "GrantApproval" ? "person/national-asset" : supervisor();
  entry.role = "supervisor";
  entry.for_whom = std::move(for_whom);
  entry.reason = "检查中发现的既成事实，补记";
}

void Case::grant(const std::string& person, std::string_view role, const std::string& organization,
                 std::int64_t day) {
  script.add({.tag = "grant-of:" + person + ":" + std::string(role),
              .type = "GrantRole",
              .actor = "person/security-administrator",
              .role = "securityAdministrator",
              .at = day * minutes_a_day + 60,
              .data = {{"role", role},
                       {"organization", organization},
                       {"from", day_text(day)},
                       {"until", day_text(day + 1)}},
              .subject = person});
}

void Case::breaks(std::initializer_list<std::string_view> rules) {
  for (const std::string_view rule : rules) label.breaches.emplace(rule);
}

Json document(const Cited& cited) { return {{"digest", cited.digest}, {"title", cited.title}}; }

Json day_text(std::int64_t day) {
  std::string text;
  append_day(text, day);
  return text;
}

Json time_text(Minute moment) {
  std::string text;
  append_time(text, moment);
  return text;
}

std::int64_t add_months(std::int64_t day, int months) {
  using std::chrono::days;
  const std::chrono::year_month_day from{std::chrono::sys_days{days{static_cast<days::rep>(day)}}};
  const auto month = from.year() / from.month() + std::chrono::months{months};
  const auto last = (month / std::chrono::last).day();
  const std::chrono::sys_days moved = month / std::min(from.day(), last);
  return moved.time_since_epoch().count();
}

}  // namespace minutebook::generate
