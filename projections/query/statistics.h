#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/base/ids.h"
#include "projections/query/quarter.h"
#include "projections/table.h"

/// Counts and sums over the register: organization × quarter × mode × milestone, and what there is
/// at a moment. Every figure is as of two times: so at `valid`, as known after `known`.
namespace minutebook::projections {

/// What is asked, of which organization and all below it.
struct QuarterQuestion {
  Subject organization;
  Quarter quarter;
  Position known;  ///< the last event that is known
  Instant valid;   ///< stock is counted then: the quarter's last instant, or earlier
  std::int16_t zone_offset_minutes = 0;
  Language language = Language::en;  ///< of reasons that the tables have in both

  Instant first() const { return start_of(quarter.first_day(), zone_offset_minutes); }
  Instant end() const { return start_of(quarter.end(), zone_offset_minutes); }
  /// The day after `valid`, and the same six months on: what ends in between ends soon.
  Day soon_from() const { return {day_of(valid, zone_offset_minutes).days + 1}; }
  Day soon_until() const { return months_later(soon_from(), 6); }
};

/// An organization and where it stands. One that was entered only later stands where it was entered
/// first, so that what happened before is not lost.
struct OrganizationPlace {
  Subject subject;
  std::string name;
  std::string level;       ///< of OrganizationLevel
  std::size_t parent = 0;  ///< index; of the first one: itself
  std::size_t depth = 0;
};
/// The organization and all below it, depth first: each after its parent.
using OrganizationTree = std::vector<OrganizationPlace>;

/// What is added up.
struct Figures {
  std::int64_t count = 0;
  std::int64_t value_fen = 0;
  std::int64_t respondents = 0;  ///< of evaluations that asked for satisfaction
  std::int64_t weighted = 0;     ///< their satisfaction in hundredths of a percent × respondents

  Figures& operator+=(const Figures& other);
  bool operator==(const Figures&) const = default;
  /// Hundredths of a percent; 0 without respondents.
  double satisfaction() const;
};

/// What happened in one quarter, of one organization itself.
struct StatisticRow {
  Subject organization;
  Quarter quarter;
  std::string mode;
  std::string step;
  std::string milestone;
  Figures figures;
};

/// How many matters stand at a step; the value is that of their contracts.
struct StockRow {
  Subject organization;
  std::string mode;
  std::string step;
  Figures figures;
};

/// Contracts that run, and those of them that end within six months.
struct RunningRow {
  Subject organization;
  std::string mode;
  Figures running;
  Figures ending;
};

/// Errc::not_found when there is no such organization, as far as is known.
Result<OrganizationTree> organizations_below(const Database& database,
                                             const QuarterQuestion& question);
/// Of the quarters `from` to `to`, both counted in; by organization, quarter, mode, milestone.
Result<std::vector<StatisticRow>> statistics(const Database& database,
                                             const QuarterQuestion& question, Quarter from,
                                             Quarter to);
Result<std::vector<StockRow>> stock(const Database& database, const QuarterQuestion& question);
Result<std::vector<RunningRow>> running_contracts(const Database& database,
                                                  const QuarterQuestion& question);

/// A query of the quarter, for this room: `sql` may use the common tables `places` (organizations
/// then) and `tree` (those below the one asked for), "@x" for "row x is so then as known then", and
///   ?1 known ?2 valid ?3 the quarter's first instant ?4 its end ?5 organization ?6 soon_from
///   ?7 soon_until ?8 quarter ?9 year ?10 "en" or "zh"
Result<std::vector<Row>> ask(const Database& database, std::string_view sql,
                             const QuarterQuestion& question);

}  // namespace minutebook::projections
