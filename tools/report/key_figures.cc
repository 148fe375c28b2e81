#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "tools/report/parts.h"
#include "tools/report/words.h"

namespace minutebook::report {
namespace {

using projections::Figures;
using projections::OrganizationTree;
using projections::Quarter;
using projections::QuarterQuestion;

/// What is counted of a quarter: the milestones of these names, or what they add up.
struct Measure {
  std::string_view name;
  std::array<std::string_view, 2> milestones;
  Format format = Format::number;
  bool of_places = true;  ///< also for each place, not in the summary alone
};

constexpr std::array measures{
    Measure{"proposed", {"proposed"}},
    Measure{"adopted", {"adopted"}},
    Measure{"rejected", {"rejected"}},
    Measure{"approved", {"approved"}},
    Measure{"approvalReturned", {"approvalReturned", "approvalRefused"}, Format::number, false},
    Measure{"filed", {"filed"}, Format::number, false},
    Measure{"announced", {"announced"}, Format::number, false},
    Measure{"awarded", {"awarded"}, Format::number, false},
    Measure{"signed", {"signed", "renewed"}},
    Measure{"signedValue", {"signed", "renewed"}, Format::money},
    Measure{"ended", {"terminated", "expired"}},
    Measure{"evaluations", {"evaluationPassed", "evaluationFailed"}},
    Measure{"evaluationFailed", {"evaluationFailed"}},
    Measure{"respondents", {"evaluationPassed", "evaluationFailed"}},
    Measure{"satisfaction", {"evaluationPassed", "evaluationFailed"}, Format::percent},
    Measure{"rectificationOrdered", {"rectificationOrdered"}},
    Measure{"rectified", {"rectified"}},
};

/// Of one organization or of several together.
struct Place {
  std::map<std::string, Figures, std::less<>> milestones;
  Figures open;     ///< matters that are going on
  Figures running;  ///< contracts
  Figures ending;   ///< of these, within six months

  void add(const Place& other) {
    for (const auto& [name, figures] : other.milestones) milestones[name] += figures;
    open += other.open;
    running += other.running;
    ending += other.ending;
  }
};

Figures figures_of(const Place& place, const Measure& measure) {
  Figures figures;
  for (const std::string_view milestone : measure.milestones) {
    const auto found = place.milestones.find(milestone);
    if (found != place.milestones.end()) figures += found->second;
  }
  return figures;
}

Cell cell_of(const Place& place, const Measure& measure) {
  const Figures figures = figures_of(place, measure);
  if (measure.name == "respondents") return figures.respondents;
  if (measure.format == Format::money) return figures.value_fen;
  if (measure.format == Format::percent) {
    return figures.respondents == 0 ? Cell{} : Cell{figures.satisfaction()};
  }
  return figures.count;
}

bool is_open(const projections::StockRow& row) {
  return row.step != "closed" && row.step != "withdrawn";
}

/// By index in the tree: what each organization itself has, of the quarters for which `counts`.
std::vector<Place> places_of(const KeyFigures& all, const std::function<bool(Quarter)>& counts) {
  std::map<Subject, std::size_t> index;
  for (std::size_t i = 0; i < all.tree.size(); ++i) index.emplace(all.tree[i].subject, i);
  std::vector<Place> places(all.tree.size());
  for (const auto& row : all.year) {
    if (counts(row.quarter))
      places[index.at(row.organization)].milestones[row.milestone] += row.figures;
  }
  for (const auto& row : all.stock) {
    if (is_open(row)) places[index.at(row.organization)].open += row.figures;
  }
  for (const auto& row : all.running) {
    places[index.at(row.organization)].running += row.running;
    places[index.at(row.organization)].ending += row.ending;
  }
  return places;
}

Place stock_of_before(const KeyFigures& all) {
  Place place;
  for (const auto& row : all.stock_before) {
    if (is_open(row)) place.open += row.figures;
  }
  for (const auto& row : all.running_before) {
    place.running += row.running;
    place.ending += row.ending;
  }
  return place;
}

Place together(const std::vector<Place>& places) {
  Place all;
  for (const Place& place : places) all.add(place);
  return all;
}

/// After the first columns: what a row says of one place.
std::vector<Column> place_columns(Language language) {
  std::vector<Column> columns;
  const auto add = [&](std::string_view name, Format format) {
    columns.push_back(
        {std::string(name), phrase(language, "measure." + std::string(name)), format, Total::sum});
  };
  for (const Measure& measure : measures) {
    if (measure.of_places) add(measure.name, measure.format);
  }
  add("open", Format::number);
  add("running", Format::number);
  add("runningValue", Format::money);
  add("ending", Format::number);
  add("endingValue", Format::money);
  return columns;
}

void add_place(const Place& place, std::vector<Cell>& cells) {
  for (const Measure& measure : measures) {
    if (measure.of_places) cells.push_back(cell_of(place, measure));
  }
  for (const std::int64_t number : {place.open.count, place.running.count, place.running.value_fen,
                                    place.ending.count, place.ending.value_fen}) {
    cells.emplace_back(number);
  }
}

/// A sheet of places whose first columns are `columns`.
Sheet place_sheet(std::string_view name, Language language, std::vector<Column> columns) {
  Sheet sheet;
  sheet.name = name;
  sheet.title = phrase(language, "sheet." + sheet.name);
  sheet.note = phrase(language, "note." + sheet.name);
  sheet.columns = std::move(columns);
  const auto more = place_columns(language);
  sheet.columns.insert(sheet.columns.end(), more.begin(), more.end());
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    if (sheet.columns[i].format != Format::percent) continue;
    sheet.columns[i].total = Total::weighted_mean;
    sheet.columns[i].weight = i - 1;  // the respondents stand before it
  }
  return sheet;
}

Column text_column(Language language, std::string_view name) {
  return {std::string(name), phrase(language, "column." + std::string(name))};
}

/// The branch below the first organization that each belongs to, by index; 0: itself.
std::vector<std::size_t> branches_of(const OrganizationTree& tree) {
  std::vector<std::size_t> branch(tree.size(), 0);
  for (std::size_t i = 1; i < tree.size(); ++i) {
    branch[i] = tree[i].depth == 1 ? i : branch[tree[i].parent];
  }
  return branch;
}

std::string level_word(Language language, std::string_view level) {
  return schema::enum_label(language, "OrganizationLevel", level);
}

/// Now, before, the difference, and the year so far.
Row measure_row(const std::string& title, Format format, const std::array<Cell, 3>& cells) {
  Cell change;
  const auto* now = std::get_if<std::int64_t>(&cells[0]);
  const auto* before = std::get_if<std::int64_t>(&cells[1]);
  if (now != nullptr && before != nullptr) change = *now - *before;
  const auto* mean_now = std::get_if<double>(&cells[0]);
  const auto* mean_before = std::get_if<double>(&cells[1]);
  if (mean_now != nullptr && mean_before != nullptr) change = *mean_now - *mean_before;
  return {{title, cells[0], cells[1], change, cells[2]},
          {Format::text, format, format, format, format}};
}

}  // namespace

Result<KeyFigures> key_figures(const projections::Database& database,
                               const QuarterQuestion& question) {
  KeyFigures out;
  MB_TRY(tree, projections::organizations_below(database, question));
  out.tree = std::move(tree);
  const Quarter year_start{question.quarter.year() * 4};
  const Quarter from = std::min(year_start, question.quarter.before());
  MB_TRY(year, projections::statistics(database, question, from, question.quarter));
  out.year = std::move(year);
  MB_TRY(matters, projections::stock(database, question));
  out.stock = std::move(matters);
  MB_TRY(running, projections::running_contracts(database, question));
  out.running = std::move(running);
  QuarterQuestion before = question;
  before.valid = Instant{question.first().ns - 1};
  MB_TRY(matters_before, projections::stock(database, before));
  out.stock_before = std::move(matters_before);
  MB_TRY(running_before, projections::running_contracts(database, before));
  out.running_before = std::move(running_before);
  return out;
}

Sheet summary_sheet(const KeyFigures& figures, const QuarterQuestion& question) {
  const Language language = question.language;
  Sheet sheet;
  sheet.name = "summary";
  sheet.title = phrase(language, "sheet.summary");
  sheet.note = phrase(language, "note.summary");
  sheet.filtered = false;
  for (const char* name : {"measure", "quarter", "before", "change", "year"}) {
    sheet.columns.push_back({name, phrase(language, std::string("column.") + name)});
    if (sheet.columns.size() > 1) sheet.columns.back().format = Format::number;
  }
  const Quarter now = question.quarter;
  const auto in_quarter = together(places_of(figures, [&](Quarter q) { return q == now; }));
  const auto before = together(places_of(figures, [&](Quarter q) { return q == now.before(); }));
  const auto in_year =
      together(places_of(figures, [&](Quarter q) { return q.year() == now.year(); }));
  for (const Measure& measure : measures) {
    sheet.rows.push_back(measure_row(
        phrase(language, "measure." + std::string(measure.name)), measure.format,
        {cell_of(in_quarter, measure), cell_of(before, measure), cell_of(in_year, measure)}));
  }
  const Place& now_open = in_quarter;
  const Place then_open = stock_of_before(figures);
  const auto add_stock = [&](const char* name, Format format, std::int64_t value,
                             std::int64_t value_before) {
    sheet.rows.push_back(measure_row(phrase(language, std::string("measure.") + name), format,
                                     {value, value_before, {}}));
  };
  add_stock("open", Format::number, now_open.open.count, then_open.open.count);
  add_stock("running", Format::number, now_open.running.count, then_open.running.count);
  add_stock("runningValue", Format::money, now_open.running.value_fen, then_open.running.value_fen);
  add_stock("ending", Format::number, now_open.ending.count, then_open.ending.count);
  add_stock("endingValue", Format::money, now_open.ending.value_fen, then_open.ending.value_fen);
  return sheet;
}

Sheet branch_sheet(const KeyFigures& figures, const QuarterQuestion& question) {
  const Language language = question.language;
  Sheet sheet = place_sheet(
      "branches", language,
      {text_column(language, "organization"),
       text_column(language, "level"),
       {"organizations", phrase(language, "column.organizations"), Format::number, Total::sum}});
  const auto places = places_of(figures, [&](Quarter q) { return q == question.quarter; });
  const auto branch = branches_of(figures.tree);
  std::map<std::size_t, std::pair<std::int64_t, Place>> added;
  for (std::size_t i = 0; i < places.size(); ++i) {
    ++added[branch[i]].first;
    added[branch[i]].second.add(places[i]);
  }
  for (const auto& [index, counted] : added) {
    const auto& place = figures.tree[index];
    std::string name = place.name;
    if (index == 0) name = phrase(language, "own_level", {name});
    Row row{{name, level_word(language, place.level), counted.first}};
    add_place(counted.second, row.cells);
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

Sheet organization_sheet(const KeyFigures& figures, const QuarterQuestion& question) {
  const Language language = question.language;
  Sheet sheet = place_sheet("organizations", language,
                            {text_column(language, "organization"), text_column(language, "id"),
                             text_column(language, "level"), text_column(language, "parent")});
  const auto places = places_of(figures, [&](Quarter q) { return q == question.quarter; });
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& place = figures.tree[i];
    Row row{{place.name, place.subject.text(), level_word(language, place.level),
             i == 0 ? Cell{} : Cell{figures.tree[place.parent].name}}};
    add_place(places[i], row.cells);
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

Sheet step_sheet(const KeyFigures& figures, const QuarterQuestion& question) {
  const Language language = question.language;
  constexpr std::array steps{"study",      "decision", "approval", "signing",
                             "evaluation", "closed",   "withdrawn"};
  Sheet sheet;
  sheet.name = "steps";
  sheet.title = phrase(language, "sheet.steps");
  sheet.note = phrase(language, "note.steps");
  sheet.filtered = false;
  sheet.columns.push_back(text_column(language, "mode"));
  std::map<std::string, std::map<std::string, Figures>> by_mode;
  for (const auto& row : figures.stock) by_mode[row.mode][row.step] += row.figures;
  for (const char* step : steps) {
    sheet.columns.push_back(
        {step, schema::enum_label(language, "Step", step), Format::number, Total::sum});
  }
  sheet.columns.push_back({"all", phrase(language, "column.all"), Format::number, Total::sum});
  sheet.columns.push_back(
      {"contractValue", phrase(language, "column.contractValue"), Format::money, Total::sum});
  for (const auto& [mode, by_step] : by_mode) {
    Row row{{schema::enum_label(language, "Mode", mode)}};
    Figures all;
    for (const char* step : steps) {
      const auto found = by_step.find(step);
      const Figures here = found == by_step.end() ? Figures{} : found->second;
      all += here;
      row.cells.emplace_back(here.count);
    }
    row.cells.emplace_back(all.count);
    row.cells.emplace_back(all.value_fen);
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

Sheet statistics_sheet(const KeyFigures& figures, const QuarterQuestion& question) {
  const Language language = question.language;
  Sheet sheet;
  sheet.name = "statistics";
  sheet.title = phrase(language, "sheet.statistics");
  sheet.note = phrase(language, "note.statistics");
  for (const char* name : {"organization", "mode", "step", "milestone"}) {
    sheet.columns.push_back(text_column(language, name));
  }
  sheet.columns.push_back({"count", phrase(language, "column.count"), Format::number});
  sheet.columns.push_back({"value", phrase(language, "column.value"), Format::money});
  sheet.columns.push_back({"respondents", phrase(language, "column.respondents"), Format::number});
  sheet.columns.push_back(
      {"satisfaction", phrase(language, "column.satisfaction"), Format::percent});
  std::map<Subject, std::string> names;
  for (const auto& place : figures.tree) names.emplace(place.subject, place.name);
  for (const auto& row : figures.year) {
    if (row.quarter != question.quarter) continue;
    const Figures& found = row.figures;
    const bool asked = found.respondents > 0;
    sheet.rows.push_back(
        {{names[row.organization], schema::enum_label(language, "Mode", row.mode),
          schema::enum_label(language, "Step", row.step),
          schema::enum_label(language, "Milestone", row.milestone), found.count,
          found.value_fen == 0 ? Cell{} : Cell{found.value_fen},
          asked ? Cell{found.respondents} : Cell{}, asked ? Cell{found.satisfaction()} : Cell{}}});
  }
  return sheet;
}

}  // namespace minutebook::report
