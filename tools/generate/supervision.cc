#include "tools/generate/matter.h"

namespace minutebook::generate {
namespace {

constexpr int first_year = 2020;
constexpr int last_year = 2026;

Cited cite(std::string_view title, const std::string& about) {
  const auto digest =
      crypto::hash(crypto::Suite::standard, {as_bytes(title), as_bytes("\n"), as_bytes(about)});
  return {crypto::hex_of(digest), std::string(title)};
}

void publish_terms(Chapter& chapter, const VenuePlace& venue, SeededRandom& random, int year) {
  const Minute moment = at(year, 1, 10 + static_cast<int>(random.below(15)), 10);
  const Theme& one = themes()[random.below(themes().size())];
  chapter.send(
      {"PublishServiceTerms", venue.subject, venue.director(), "proposer", moment}, [&](Ink& data) {
        data.list("items").open().text("name", "场馆开放").text("hours", "每日9:00—21:00");
        data.text("procedure", "凭会员证或线上预约").text("price", "每次10元");
        data.text("memberDiscount", "会员免费").close().open();
        data.text("name", one.name).text("procedure", "线上报名").text("price", "按成本收取");
        data.text("memberDiscount", "会员五折").close().end().list("channels");
        data.item("阵地公告栏").item("职工服务公众号").end();
        data.day("from", day_of(moment) + 10);
      });
}

void report(Chapter& chapter, const Union& each, int year, int quarter) {
  const int month = quarter == 0 ? 1 : quarter * 3 + 1;
  const bool next_year = quarter == 0 || month > 12;
  const Minute moment =
      at(next_year ? year + 1 : year, next_year ? 1 : month, quarter == 0 ? 20 : 8, 15);
  const std::string id =
      std::to_string(year) + (quarter == 0 ? "-annual" : "-Q" + std::to_string(quarter));
  chapter.send({"FileReport", each.subject, each.person("asset"), "supervisor", moment},
               [&](Ink& data) {
                 data.text("report", id).text("kind", quarter == 0 ? "annual" : "quarterly");
                 data.number("year", year).number("quarter", quarter);
                 data.text("recipient", each.parent);
                 write_document(data, "document", cite("阵地运行情况报告", each.key + id));
               });
}

void promise(Chapter& chapter, const City& city, const Union& county, SeededRandom& random,
             int year) {
  const std::string letter = "T" + std::to_string(year);
  const std::string goal = "满意度不低于" + std::to_string(between(random, 85, 95)) + "%";
  chapter.send({"SignTargetLetter", county.subject, county.person("signatory"), "signatory",
                at(year, 2, 20, 10)},
               [&](Ink& data) {
                 data.text("letter", letter).number("year", year);
                 data.text("responsible", county.person("signatory")).list("targets");
                 data.open().text("name", "职工满意度").text("goal", goal).close();
                 data.open().text("name", "公益清单兑现").text("goal", "全部兑现").close().end();
               });
  chapter.send({"AssessTarget", county.subject, city.unions[1].person("asset"), "supervisor",
                at(year + 1, 1, 25, 14)},
               [&](Ink& data) {
                 data.text("letter", letter).list("outcomes");
                 data.open().text("name", "职工满意度").flag("met", !chance(random, 10)).close();
                 data.open().text("name", "公益清单兑现").flag("met", !chance(random, 5)).close();
                 data.end();
               });
}

/// The clean-up that came before: an item for each venue, its plan, its closing.
void clean_up(Chapter& chapter, const City& city, SeededRandom& random) {
  const std::string subject = "programme/" + city.unions[1].key + "-cleanup";
  const std::string supervisor = city.unions[1].person("asset");
  const auto send = [&](std::string_view type, Minute moment, auto write) {
    chapter.send({type, subject, supervisor, "supervisor", moment}, write);
  };
  send("OpenProgramme", city.start + 10 * minutes_a_day + 600, [&](Ink& data) {
    data.text("title", city.unions[1].name + "阵地清理整改").text("kind", "cleanUp");
    data.text("organization", city.unions[1].subject).day("from", day_of(city.start) + 10);
    data.text("target", "出租、承包、委托经营场地全部收回，一阵地一方案");
  });
  for (std::size_t i = 0; i < city.venues.size(); ++i) {
    const VenuePlace& venue = city.venues[i];
    if (venue.owner == 0) continue;  // the province's own
    const std::string item = "item-" + std::to_string(i + 1);
    const Minute listed = city.start + 20 * minutes_a_day + 600;
    send("ListProgrammeItem", listed, [&](Ink& data) {
      data.text("item", item).text("concerns", venue.subject);
      data.text("problem", "部分场地对外出租，服务功能弱化").text("plan", "收回场地，恢复服务");
      data.text("owner", venue.director()).day("dueBy", day_of(listed) + 400);
    });
    const Minute done = listed + between(random, 60, 380) * minutes_a_day;
    chapter.send({"RecordMeasure", subject, venue.director(), "proposer", done},
                 [&](Ink& data) { data.text("item", item).text("text", "场地已收回并重新开放"); });
    send("CloseProgrammeItem", done + 7 * minutes_a_day, [&](Ink& data) {
      data.text("item", item).text("outcome", "现场核查属实，予以销号");
      write_documents(data, "evidence", {cite("现场核查记录", venue.key)});
    });
  }
  send("CloseProgramme", city.start + 420 * minutes_a_day + 600,
       [&](Ink& data) { data.text("summary", "清单全部销号"); });
}

}  // namespace

void tell_supervision(Chapter& chapter, const City& city, std::uint64_t seed) {
  SeededRandom random = draws(seed, 0x53555056'00000000ULL + city.number);
  clean_up(chapter, city, random);
  for (int year = first_year; year <= last_year; ++year) {
    for (const VenuePlace& venue : city.venues) publish_terms(chapter, venue, random, year);
    for (int quarter = 0; quarter <= 4; ++quarter) {
      for (std::size_t i = 1; i <= 5; ++i) report(chapter, city.unions[i], year, quarter);
    }
    for (std::size_t i = 2; i <= 5; ++i) promise(chapter, city, city.unions[i], random, year);
  }
}

}  // namespace minutebook::generate
