#include "projections/query/filter_sql.h"

#include "ledger/base/check.h"
#include "projections/query/text_tokens.h"

namespace minutebook::projections {
namespace {

/// `column SIGN value`.
Sql compared(const std::string& column, std::string_view sign, const Value& value) {
  Sql sql(column + " " + std::string(sign) + " ");
  return sql.bind(value);
}

/// The column's value is, or is among, the value.
Sql among(const std::string& column, const FilterValue& value) {
  const auto* const from = std::get_if<std::int64_t>(&value.from);
  const auto* const until = std::get_if<std::int64_t>(&value.until);
  if (from == nullptr || until == nullptr || *until == *from + 1) {
    return compared(column, "=", value.from);
  }
  Sql sql("(");
  sql += compared(column, ">=", value.from);
  sql += " AND ";
  sql += compared(column, "<", value.until);
  return sql += ")";
}

Sql one_of(const std::string& column, const std::vector<FilterValue>& values) {
  Sql sql("(");
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) sql += " OR ";
    sql += among(column, values[i]);
  }
  return sql += ")";
}

/// Rows whose events hold the words: events known and so by then.
Sql search(const std::string& words, const Asked& asked) {
  const Kind& kind = asked.kind;
  const QuestionTime& time = asked.time;
  if (!kind.text_position.empty()) {
    Sql sql(row_column(kind.text_position));
    sql += " IN (SELECT rowid FROM timeline.texts WHERE texts MATCH ";
    sql.bind(text_match(words)) += " AND rowid <= ";
    return sql.bind(time.known) += ")";
  }
  Sql sql(row_column(kind.text_subject));
  sql +=
      " IN (SELECT e.stream FROM timeline.texts JOIN timeline.events AS e ON e.event = texts.rowid"
      " WHERE texts MATCH ";
  sql.bind(text_match(words)) += " AND texts.rowid <= ";
  sql.bind(time.known) += " AND e.validFrom <= ";
  sql.bind(time.valid.ns);
  if (!kind.shared) {
    sql += " AND ";
    sql += asked.scope.holds("e.organization");
  }
  return sql += ")";
}

/// The tree of organizations as it was then: what a filter asks is part of the question.
Sql under(const std::string& column, const FilterValue& organization, const QuestionTime& time) {
  static constexpr Table organizations{"organizations", {}};
  Sql sql(column + " IN ");
  return sql +=
         subtree({std::get<std::string>(organization.from)}, holds_at(organizations, "o", time));
}

Sql condition(const Filter& filter, const Asked& asked) {
  const std::string column = row_column(filter.field);
  switch (filter.op) {
    case FilterOp::equal:
      return among(column, filter.values.front());
    case FilterOp::not_equal: {
      Sql sql("NOT ");
      return sql += among(column, filter.values.front());
    }
    case FilterOp::less:
      return compared(column, "<", filter.values.front().from);
    case FilterOp::at_most:
      return compared(column, "<", filter.values.front().until);
    case FilterOp::greater:
      return compared(column, ">=", filter.values.front().until);
    case FilterOp::at_least:
      return compared(column, ">=", filter.values.front().from);
    case FilterOp::one_of:
      return one_of(column, filter.values);
    case FilterOp::under:
      return under(column, filter.values.front(), asked.time);
    case FilterOp::search:
      return search(std::get<std::string>(filter.values.front().from), asked);
    case FilterOp::absent:
      return Sql(column + " IS NULL");
    case FilterOp::present:
      return Sql(column + " IS NOT NULL");
  }
  MB_CHECK(false);
  return {};
}

Sql comparison(const Filter& filter, const Asked& asked) {
  if (filter.op == FilterOp::absent || filter.op == FilterOp::present) {
    return condition(filter, asked);
  }
  // Without this, NULL in a column would make the condition, and `not` of it, NULL.
  std::string_view field = filter.field;
  if (filter.op == FilterOp::search) {
    const Kind& kind = asked.kind;
    field = kind.text_position.empty() ? kind.text_subject : kind.text_position;
  }
  Sql sql("(" + row_column(field) + " IS NOT NULL AND ");
  sql += condition(filter, asked);
  return sql += ")";
}

}  // namespace

Sql filter_sql(const Filter& filter, const Asked& asked) {
  if (filter.is_everything()) return Sql("1");
  if (filter.form == Filter::Form::comparison) return comparison(filter, asked);
  if (filter.form == Filter::Form::negation) {
    Sql sql("NOT ");
    return sql += filter_sql(filter.parts.front(), asked);
  }
  Sql sql("(");
  for (std::size_t i = 0; i < filter.parts.size(); ++i) {
    if (i > 0) sql += filter.form == Filter::Form::all_of ? " AND " : " OR ";
    sql += filter_sql(filter.parts[i], asked);
  }
  return sql += ")";
}

}  // namespace minutebook::projections
