#include "projections/query/list.h"

#include <algorithm>

#include "ledger/crypto/digest.h"
#include "projections/query/cursor.h"
#include "projections/query/filter.h"
#include "projections/query/filter_sql.h"

namespace minutebook::projections {
namespace {

struct Order {
  const Column* column = nullptr;
  bool descending = false;
};

Result<Order> order_of(const Kind& kind, std::string_view sort) {
  Order order;
  if (sort.empty()) sort = kind.default_sort;
  order.descending = sort.starts_with('-');
  if (order.descending) sort.remove_prefix(1);
  order.column = kind.column(sort);
  if (order.column != nullptr && order.column->indexed) return order;
  std::vector<std::string_view> names;
  std::string all;
  for (const Column* field : kind.fields()) {
    names.push_back(field->name);
    all += (all.empty() ? "" : ", ") + std::string(field->name);
  }
  const std::string list(kind.name);
  const std::string shown = printable(sort);
  const std::string meant(nearest(sort, names));
  return fail(Errc::invalid_input,
              list + " cannot be sorted by " + shown +
                  (meant.empty() ? "" : "; did you mean " + meant + "?") + " Fields: " + all,
              list + " 不能按 " + shown + " 排序" +
                  (meant.empty() ? "" : "；是否指 " + meant + "？") + " 可用字段：" + all);
}

/// What two questions have in common when a cursor of one is a cursor of the other.
std::string digest_of_question(const Kind& kind, const Filter& filter, const Order& order,
                               const ViewIdentity& identity) {
  const std::string words = print_filter(filter);
  crypto::Hasher hasher(crypto::Suite::standard);
  for (const std::string_view part : std::initializer_list<std::string_view>{
           kind.name, words, order.column->name, order.descending ? "-" : "+", identity.schema,
           identity.ledger}) {
    hasher.update(as_bytes(std::to_string(part.size()) + ":"));
    hasher.update(as_bytes(part));
  }
  return crypto::hex_of(hasher.finish()).substr(0, 16);
}

/// A question made ready.
struct Plan {
  bool by_organization = false;  ///< rows are looked up by the reader's organizations
  Filter filter;
  Order order;
  std::string digest;
  std::optional<ListCursor> after;
  QuestionTime time;
};

Result<ListCursor> read_cursor_for(const ListQuestion& question, const std::string& digest,
                                   std::int64_t version) {
  MB_TRY(cursor, decode_cursor(question.after));
  if (cursor.version != version) {
    return fail(Errc::invalid_input,
                "the cursor is of an earlier version of the read models: ask for the first page",
                "游标属于旧版读模型：请从第一页重新查询");
  }
  const bool other_time =
      (question.known_at && static_cast<std::int64_t>(question.known_at->value) != cursor.known) ||
      (question.valid_at && question.valid_at->ns != cursor.valid_ns);
  if (cursor.question != digest || other_time) {
    return fail(Errc::invalid_input,
                "the cursor is of another question: list, filter, order and times stay the same "
                "from page to page",
                "游标属于另一查询：翻页时列表、筛选、排序与时点须保持不变");
  }
  return cursor;
}

/// The position that is asked about, when the rows reach it.
Result<std::int64_t> known_of(const ListQuestion& question, const std::optional<ListCursor>& after,
                              std::int64_t last) {
  std::int64_t known = last;
  if (after) {
    known = after->known;
  } else if (question.known_at) {
    constexpr auto most = static_cast<std::uint64_t>(INT64_MAX - 1);
    known = static_cast<std::int64_t>(std::min(question.known_at->value, most));
  }
  if (known <= last && known >= -1) return known;
  const std::string events = std::to_string(last + 1);
  return fail(
      Errc::not_found,
      "there is no position " + std::to_string(known) + ": the read models hold " + events +
          " events, counted from 0",
      "没有位置 " + std::to_string(known) + "：读模型含 " + events + " 个事件，从 0 起编号");
}

/// A reader of few organizations finds rows faster by them, one of many by going along the list:
/// that takes `limit / share` rows, the other `share * all`, which have to be sorted as well.
Result<bool> is_by_organization(const Database& database, const ListQuestion& question) {
  if (question.scope.is_whole()) return true;
  MB_TRY(share, question.scope.share(database));
  MB_TRY(rows, database.integer_of("SELECT max(id) FROM \"" + std::string(question.kind->view) +
                                   "\".\"" + std::string(question.kind->table->name) + "\""));
  return share * share * static_cast<double>(rows) < static_cast<double>(question.limit);
}

Result<Plan> plan_of(const ViewsReader& views, const ListQuestion& question,
                     const ViewsReader::Snapshot& snapshot) {
  const Kind& kind = *question.kind;
  if (question.limit == 0 || question.limit > limits::max_list_rows) {
    const std::string most = std::to_string(limits::max_list_rows);
    return fail(Errc::invalid_input, "a page has 1 to " + most + " rows",
                "每页 1 至 " + most + " 行");
  }
  Plan plan;
  MB_TRY(filter, parse_filter(question.where, kind, question.zone_offset_minutes));
  plan.filter = std::move(filter);
  MB_TRY(order, order_of(kind, question.sort));
  plan.order = order;
  const ViewIdentity& identity = views.identity(kind.view);
  plan.digest = digest_of_question(kind, plan.filter, plan.order, identity);
  if (!question.after.empty()) {
    MB_TRY(after, read_cursor_for(question, plan.digest, identity.version));
    plan.after = std::move(after);
  }
  MB_TRY(known, known_of(question, plan.after, snapshot.known()));
  plan.time.known = known;
  plan.time.newest = known == snapshot.known() && snapshot.is_even();
  plan.time.now = !question.valid_at && !plan.after;
  plan.time.valid =
      plan.after ? Instant{plan.after->valid_ns} : question.valid_at.value_or(question.now);
  MB_TRY(by_organization, is_by_organization(views.database(), question));
  plan.by_organization = by_organization;
  return plan;
}

/// FROM and WHERE of what all pages hold.
Sql chosen(const Plan& plan, const Asked& asked) {
  Sql sql(" FROM \"" + std::string(asked.kind.view) + "\".\"" +
          std::string(asked.kind.table->name) + "\" AS r WHERE ");
  sql += holds_at(*asked.kind.table, "r", plan.time);
  sql += " AND ";
  sql += asked.scope.sql(asked.kind, plan.by_organization);
  sql += " AND ";
  return sql += filter_sql(plan.filter, asked);
}

/// Nothing that was known or so by then comes later in the list's own order: what came since is not
/// even looked at.
Sql bound_of(const Plan& plan, const Asked& asked) {
  const Table& table = *asked.kind.table;
  if (plan.order.column->name != table.order || plan.time.now) return Sql();
  Sql sql(" AND " + row_column(table.order) + " <= ");
  if (table.facts && plan.order.column->type == ColumnType::position) {
    return sql.bind(plan.time.known);
  }
  if (plan.order.column->type == ColumnType::moment && table.order_is_act) {
    return sql.bind(plan.time.valid.ns);
  }
  return Sql();
}

/// Rows with or without a value to sort by: each part of a list is read with an index of its own.
enum class Part { with_value, without_value };

Sql select_part(const Plan& plan, const Asked& asked, Part part, std::uint64_t limit) {
  const std::string column = row_column(plan.order.column->name);
  const std::string beyond = plan.order.descending ? " < " : " > ";
  Sql sql("SELECT r.id");
  for (const Column& each : asked.kind.table->columns) sql += ", " + row_column(each.name);
  sql += chosen(plan, asked);
  if (part == Part::without_value) {
    sql += " AND " + column + " IS NULL";
    if (plan.after) {
      sql += " AND r.id" + beyond;
      sql.bind(plan.after->id);
    }
    sql += " ORDER BY r.id" + std::string(plan.order.descending ? " DESC" : "") + " LIMIT ";
    return sql.bind(static_cast<std::int64_t>(limit));
  }
  sql += bound_of(plan, asked);
  if (plan.after) {
    sql += " AND (" + column + ", r.id)" + beyond + "(";
    sql.bind(plan.after->sort_value) += ", ";
    sql.bind(plan.after->id) += ")";
  } else {
    sql += " AND " + column + " IS NOT NULL";
  }
  const std::string way = plan.order.descending ? " DESC" : "";
  sql += " ORDER BY " + column + way + ", r.id" + way + " LIMIT ";
  return sql.bind(static_cast<std::int64_t>(limit));
}

/// The parts that are left, in order: rows without a value come first, from the last to the first
/// they come last.
std::vector<Part> parts_left(const Plan& plan) {
  std::vector<Part> parts{Part::without_value, Part::with_value};
  if (plan.order.descending) std::ranges::reverse(parts);
  if (!plan.after) return parts;
  const bool none = std::holds_alternative<std::monostate>(plan.after->sort_value);
  if ((none ? Part::without_value : Part::with_value) != parts.front()) parts.erase(parts.begin());
  return parts;
}

struct FoundRow {
  std::int64_t id = 0;
  ListRow values;
};

Result<std::vector<FoundRow>> read_rows(const Database& database, const Sql& sql) {
  MB_TRY(query, database.prepare(sql.text));
  query.start(sql.values);
  std::vector<FoundRow> rows;
  while (true) {
    MB_TRY(more, query.step());
    if (!more) return rows;
    FoundRow row{query.integer(0), {}};
    row.values.reserve(static_cast<std::size_t>(query.column_count()) - 1);
    for (int column = 1; column < query.column_count(); ++column) {
      row.values.push_back(query.value(column));
    }
    rows.push_back(std::move(row));
  }
}

/// Up to `limit` rows after the cursor.
Result<std::vector<FoundRow>> rows_after(const Database& database, Plan plan, const Asked& asked,
                                         std::uint64_t limit) {
  std::vector<FoundRow> rows;
  for (const Part part : parts_left(plan)) {
    if (rows.size() == limit) break;
    MB_TRY(more, read_rows(database, select_part(plan, asked, part, limit - rows.size())));
    std::ranges::move(more, std::back_inserter(rows));
    plan.after.reset();  // the next part is read from its beginning
  }
  return rows;
}

/// Sums are added up in two parts of a million, which no number of rows makes overflow.
constexpr std::int64_t part_fen = 1'000'000;

Result<ListTotal> total_of(const Database& database, const Plan& plan, const Asked& asked) {
  ListTotal total;
  Sql sql("SELECT count(*)");
  const std::string by = std::to_string(part_fen);
  for (const Column& column : asked.kind.table->columns) {
    if (column.type != ColumnType::money) continue;
    const std::string name = row_column(column.name);
    sql += ", sum(" + name + " / " + by + "), sum(" + name + " % " + by + ")";
    total.sums.emplace_back(&column, 0);
  }
  sql += chosen(plan, asked);
  MB_TRY(query, database.prepare(sql.text));
  query.start(sql.values);
  MB_TRY(found, query.step());
  if (!found) return total;
  total.rows = static_cast<std::uint64_t>(query.integer(0));
  int column = 1;
  for (auto& [money, fen] : total.sums) {
    const std::int64_t millions = query.integer(column++);
    const std::int64_t rest = query.integer(column++);
    if (__builtin_mul_overflow(millions, part_fen, &fen) ||
        __builtin_add_overflow(fen, rest, &fen)) {
      const std::string name(money->name);
      return fail(Errc::unsupported, "the sum of " + name + " is too large to be a number",
                  name + " 的合计超出可表示范围");
    }
  }
  return total;
}

}  // namespace

std::vector<std::string_view> views_for(const Kind& kind) {
  std::vector<std::string_view> views{kind.view};
  if (kind.has_text()) views.emplace_back("timeline");
  return views;
}

Result<ListPage> list(const ViewsReader& views, const ListQuestion& question) {
  const Kind& kind = *question.kind;
  MB_TRY(snapshot, views.snapshot());
  MB_TRY(plan, plan_of(views, question, snapshot));
  const Asked asked{kind, question.scope, plan.time};
  MB_TRY(rows, rows_after(views.database(), plan, asked, question.limit + 1));
  ListPage page;
  page.valid_at = plan.time.valid;
  if (plan.time.known >= 0) {
    page.read_at = Position{static_cast<std::uint64_t>(plan.time.known)};
  }
  if (rows.size() > question.limit) {
    rows.resize(question.limit);
    const FoundRow& last = rows.back();
    const std::size_t sorted = *kind.table->find(plan.order.column->name);
    page.next = encode_cursor({plan.digest, views.identity(kind.view).version, plan.time.known,
                               plan.time.valid.ns, last.id, last.values[sorted]});
  }
  for (FoundRow& row : rows) page.rows.push_back(std::move(row.values));
  if (question.with_total) {
    MB_TRY(total, total_of(views.database(), plan, asked));
    page.total = std::move(total);
  }
  return page;
}

}  // namespace minutebook::projections
