#include "projections/query/statistics.h"

#include <algorithm>
#include <map>

namespace minutebook::projections {
namespace {

/// Names every parameter, so that all of them can be bound to any query.
constexpr std::string_view common_tables =
    "WITH RECURSIVE asked AS (SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10),"
    // Beside min() SQLite takes the other columns from the row that has the least.
    " places AS MATERIALIZED (SELECT o.subject, o.parent, o.name, o.level, min(o.validFrom)"
    " FROM organizations o WHERE o.knownFrom <= ?1 AND ?1 < o.knownUntil AND ?2 < o.validUntil"
    " GROUP BY o.subject),"
    " tree(subject) AS (SELECT ?5 UNION"
    " SELECT places.subject FROM tree JOIN places ON places.parent = tree.subject) ";

bool is_name(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

/// "@p" becomes the comparison of p's two intervals with the two times.
std::string with_times(std::string_view sql) {
  std::string out(common_tables);
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] != '@') {
      out += sql[i];
      continue;
    }
    std::string row;
    while (i + 1 < sql.size() && is_name(sql[i + 1])) row += sql[++i];
    out += row + ".knownFrom <= ?1 AND ?1 < " + row + ".knownUntil AND " + row +
           ".validFrom <= ?2 AND ?2 < " + row + ".validUntil";
  }
  return out;
}

std::string text_of(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::string() : *text;
}

std::int64_t number_of(const Value& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  return number == nullptr ? 0 : *number;
}

/// Depth first below `parent`, by name; each organization once, whatever the parents say.
void add_below(const std::multimap<std::string, OrganizationPlace>& children, std::size_t parent,
               OrganizationTree& tree) {
  const auto [first, last] = children.equal_range(tree[parent].subject.text());
  for (auto child = first; child != last; ++child) {
    OrganizationPlace place = child->second;
    place.parent = parent;
    place.depth = tree[parent].depth + 1;
    tree.push_back(std::move(place));
    add_below(children, tree.size() - 1, tree);
  }
}

}  // namespace

Figures& Figures::operator+=(const Figures& other) {
  count += other.count;
  value_fen += other.value_fen;
  respondents += other.respondents;
  weighted += other.weighted;
  return *this;
}

double Figures::satisfaction() const {
  if (respondents == 0) return 0;
  return static_cast<double>(weighted) / static_cast<double>(respondents);
}

Result<std::vector<Row>> ask(const Database& database, std::string_view sql,
                             const QuarterQuestion& question) {
  MB_TRY(query, database.prepare(with_times(sql)));
  const std::string organization = question.organization.text();
  query.start_with(
      static_cast<std::int64_t>(question.known.value), question.valid.ns, question.first().ns,
      question.end().ns, std::string_view(organization), std::int64_t{question.soon_from().days},
      std::int64_t{question.soon_until().days}, question.quarter.number, question.quarter.year(),
      std::string_view(question.language == Language::en ? "en" : "zh"));
  std::vector<Row> rows;
  while (true) {
    MB_TRY(more, query.step());
    if (!more) return rows;
    Row& row = rows.emplace_back();
    for (int i = 0; i < query.column_count(); ++i) row.push_back(query.value(i));
  }
}

Result<OrganizationTree> organizations_below(const Database& database,
                                             const QuarterQuestion& question) {
  MB_TRY(rows, ask(database,
                   "SELECT subject, parent, name, level FROM places"
                   " WHERE subject IN (SELECT subject FROM tree) ORDER BY name, subject",
                   question));
  OrganizationTree tree;
  std::multimap<std::string, OrganizationPlace> children;
  for (const Row& row : rows) {
    OrganizationPlace place{Subject::from_stored(text_of(row[0])), text_of(row[2]),
                            text_of(row[3])};
    if (place.subject == question.organization) {
      tree.push_back(std::move(place));
    } else {
      children.emplace(text_of(row[1]), std::move(place));
    }
  }
  if (tree.empty()) {
    const std::string name = printable(question.organization.text());
    return fail(Errc::not_found, "there is no " + name + " in what is known",
                "已知记录中没有 " + name);
  }
  add_below(children, 0, tree);
  return tree;
}

Result<std::vector<StatisticRow>> statistics(const Database& database,
                                             const QuarterQuestion& question, Quarter from,
                                             Quarter to) {
  const std::string between =
      "m.quarter BETWEEN " + std::to_string(from.number) + " AND " + std::to_string(to.number);
  MB_TRY(rows, ask(database,
                   "SELECT m.organization, m.quarter, m.mode, m.step, m.milestone, count(*),"
                   " sum(m.value), sum(CASE WHEN m.satisfaction IS NOT NULL THEN m.respondents"
                   " END), sum(m.satisfaction * m.respondents) FROM milestones m WHERE " +
                       between +
                       " AND @m AND m.organization IN (SELECT subject FROM tree)"
                       " GROUP BY m.organization, m.quarter, m.mode, m.milestone"
                       " ORDER BY m.organization, m.quarter, m.mode, m.milestone",
                   question));
  std::vector<StatisticRow> out;
  for (const Row& row : rows) {
    out.push_back({Subject::from_stored(text_of(row[0])),
                   Quarter{number_of(row[1])},
                   text_of(row[2]),
                   text_of(row[3]),
                   text_of(row[4]),
                   {number_of(row[5]), number_of(row[6]), number_of(row[7]), number_of(row[8])}});
  }
  return out;
}

Result<std::vector<StockRow>> stock(const Database& database, const QuarterQuestion& question) {
  MB_TRY(rows, ask(database,
                   "SELECT p.organization, p.mode, p.step, count(*), sum(p.contractValue)"
                   " FROM partnerships p WHERE @p"
                   " AND p.organization IN (SELECT subject FROM tree)"
                   " GROUP BY p.organization, p.mode, p.step"
                   " ORDER BY p.organization, p.mode, p.step",
                   question));
  std::vector<StockRow> out;
  for (const Row& row : rows) {
    out.push_back({Subject::from_stored(text_of(row[0])),
                   text_of(row[1]),
                   text_of(row[2]),
                   {.count = number_of(row[3]), .value_fen = number_of(row[4])}});
  }
  return out;
}

Result<std::vector<RunningRow>> running_contracts(const Database& database,
                                                  const QuarterQuestion& question) {
  MB_TRY(rows, ask(database,
                   "SELECT c.organization, c.mode, count(*), sum(c.value),"
                   " count(*) FILTER (WHERE c.\"end\" >= ?6 AND c.\"end\" < ?7),"
                   " sum(c.value) FILTER (WHERE c.\"end\" >= ?6 AND c.\"end\" < ?7)"
                   " FROM contracts c WHERE @c AND c.state = 'running'"
                   " AND c.organization IN (SELECT subject FROM tree)"
                   " GROUP BY c.organization, c.mode ORDER BY c.organization, c.mode",
                   question));
  std::vector<RunningRow> out;
  for (const Row& row : rows) {
    out.push_back({Subject::from_stored(text_of(row[0])),
                   text_of(row[1]),
                   {.count = number_of(row[2]), .value_fen = number_of(row[3])},
                   {.count = number_of(row[4]), .value_fen = number_of(row[5])}});
  }
  return out;
}

}  // namespace minutebook::projections
