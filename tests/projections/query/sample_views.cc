#include "tests/projections/query/sample_views.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "ledger/base/check.h"
#include "projections/query/text_tokens.h"
#include "projections/table_writer.h"
#include "projections/view.h"

namespace minutebook::projections::test {
namespace {

constexpr std::int64_t ns_per_day = 86'400'000'000'000;
constexpr std::int32_t first_day = 18'628;  // 2021-01-01

constexpr std::array owners{"nation", "zj", "hz", "xh", "nb", "js", ""};

template <typename T>
T valued(Result<T> result) {
  MB_CHECK(result.has_value());
  return std::move(*result);
}
void done(const Result<void>& result) {
  if (!result) ADD_FAILURE() << result.error().message.en;
  MB_CHECK(result.has_value());
}

void fill_organizations(const Database& database, const Table& table) {
  auto writer = valued(TableWriter::prepare(database, table));
  for (const auto& [name, parent] : sample_tree()) {
    const std::string subject = "organization/" + name;
    Row row;
    for (const Column& column : table.columns) {
      const bool itself = column.name == "subject" || column.name == "organization";
      row.push_back(itself ? Value(subject) : sample_value(column, 0));
    }
    row[*table.find("parent")] = parent.empty() ? Value{} : Value("organization/" + parent);
    done(writer.add(Position{0}, sample_time(0), row));
  }
}

void fill(const Database& database, const Table& table) {
  if (table.name == "organizations") return fill_organizations(database, table);
  auto writer = valued(TableWriter::prepare(database, table));
  for (std::int64_t n = 0; n < sample_rows; ++n) {
    Row row;
    for (const Column& column : table.columns) row.push_back(sample_value(column, n));
    done(writer.add(Position{static_cast<std::uint64_t>(n)}, sample_time(n), row));
  }
}

void fill_texts(const Database& database) {
  auto put = valued(database.prepare("INSERT INTO texts(rowid, words) VALUES(?1, ?2)"));
  for (std::int64_t n = 0; n < sample_rows; ++n) {
    const std::string tokens = text_tokens(sample_words(n));
    done(put.run_with(n, std::string_view(tokens)));
  }
}

}  // namespace

const std::map<std::string, std::string>& sample_tree() {
  static const std::map<std::string, std::string> tree{
      {"nation", ""}, {"zj", "nation"}, {"hz", "zj"}, {"xh", "hz"}, {"nb", "zj"}, {"js", "nation"}};
  return tree;
}

bool is_at_or_below(std::string organization, const std::string& above) {
  while (!organization.empty()) {
    if (organization == above) return true;
    const std::string name = organization.substr(organization.find('/') + 1);
    const auto found = sample_tree().find(name);
    if (found == sample_tree().end() || found->second.empty()) return false;
    organization = "organization/" + found->second;
  }
  return false;
}

Instant sample_time(std::int64_t n) {
  return Instant{start_of(Day{first_day}, zone).ns + n * ns_per_day + 9 * 3'600'000'000'000};
}

std::string sample_subject(std::int64_t n) { return "partnership/p" + std::to_string(n % 10); }

Value sample_organization(std::int64_t n) {
  const std::string owner = owners.at(static_cast<std::size_t>(n % 10) % owners.size());
  return owner.empty() ? Value{} : Value("organization/" + owner);
}

std::string sample_words(std::int64_t n) {
  static constexpr std::array words{"工人文化宫合作项目", "职工书屋共建", "Reading corner 2021",
                                    "文化与书屋，Hall", "无"};
  return words.at(static_cast<std::size_t>(n) % words.size());
}

Value sample_value(const Column& column, std::int64_t n) {
  if (column.name == "subject" || column.name == "stream") return sample_subject(n);
  if (column.name == "organization") return sample_organization(n);
  if (column.name == "event") return n;
  // Each column leaves out other rows, and repeats its values at another pace.
  const auto salt = static_cast<std::int64_t>(column.name.size() + column.name.front());
  if ((n + salt) % 5 == 0) return {};
  const std::int64_t k = (n * 7 + salt) % 11;
  switch (column.type) {
    case ColumnType::number:
      return k - 2;
    case ColumnType::position:
      return k;
    case ColumnType::money:
      return k * 1'234'50;
    case ColumnType::share:
      return k * 909;
    case ColumnType::flag:
      return k % 2;
    case ColumnType::text:
      return "text \"" + std::to_string(k) + "\" 文";
    case ColumnType::word: {
      const auto words = words_of(column.enumeration);
      if (words.empty()) return "word" + std::to_string(k);
      return std::string(words[static_cast<std::size_t>(k) % words.size()]);
    }
    case ColumnType::subject:
      return k < 6 ? Value("organization/" + std::string(owners.at(static_cast<std::size_t>(k))))
                   : Value("person/x" + std::to_string(k));
    case ColumnType::moment:
      return sample_time(std::min(k * 13, n)).ns;  // no act is later than the row
    case ColumnType::day:
      return std::int64_t{first_day} + k * 13;
    case ColumnType::quarter:
      return 2021 * 4 + k % 6;
    case ColumnType::digest:
      return std::string(63, '0') + "0123456789ab"[k];
  }
  return {};
}

SampleViews::SampleViews() {
  for (const View* view : all_views()) {
    const auto database = valued(
        Database::open(directory() / (std::string(view->name) + ".sqlite"), OpenFor::writing));
    done(database.execute("BEGIN;" + view->schema()));
    done(write_identity(database, {std::string(view->name), view->version, "schema of a test",
                                   std::string(ledger_id)}));
    for (const Table* table : view->tables) fill(database, *table);
    if (view->name == "timeline") fill_texts(database);
    done(write_cursor(database, {Position{static_cast<std::uint64_t>(sample_rows)}, "leaf"}));
    done(database.execute("COMMIT;" + view->indexes()));
  }
}

ViewsReader SampleViews::open() const {
  std::vector<std::string_view> names;
  for (const View* view : all_views()) names.push_back(view->name);
  return valued(ViewsReader::open(options(), names));
}

std::vector<Row> SampleViews::rows(const Kind& kind) const {
  const Database database = open_to_write(kind.view);
  std::string columns;
  for (const Column& column : kind.table->columns) {
    columns += (columns.empty() ? "\"" : ", \"") + std::string(column.name) + '"';
  }
  auto query = valued(database.prepare("SELECT " + columns + " FROM " +
                                       std::string(kind.table->name) + " ORDER BY id"));
  std::vector<Row> rows;
  while (valued(query.step())) {
    Row row;
    for (int i = 0; i < query.column_count(); ++i) row.push_back(query.value(i));
    rows.push_back(std::move(row));
  }
  return rows;
}

void SampleViews::change(std::string_view view, const std::string& sql) const {
  done(open_to_write(view).execute(sql));
}

Database SampleViews::open_to_write(std::string_view view) const {
  return valued(Database::open(directory() / (std::string(view) + ".sqlite"), OpenFor::writing));
}

ListQuestion everything(const Kind& kind) {
  return {.kind = &kind,
          .scope = Scope::whole_ledger(),
          .now = sample_time(sample_rows),
          .zone_offset_minutes = zone,
          .limit = limits::max_list_rows};
}

std::string spelled(const Column& column, const Value& value) {
  const auto quoted = [](const std::string& text) {
    std::string out = "\"";
    for (const char c : text)
      out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return out + '"';
  };
  if (const auto* text = std::get_if<std::string>(&value)) return quoted(*text);
  const std::int64_t number = std::get<std::int64_t>(value);
  switch (column.type) {
    case ColumnType::money:
    case ColumnType::share:
      return std::to_string(number / 100) + "." + std::to_string(number / 10 % 10) +
             std::to_string(number % 10);
    case ColumnType::flag:
      return number == 1 ? "true" : "false";
    case ColumnType::moment:
      return format_time({Instant{number}, zone});
    case ColumnType::day:
      return format_day(Day{static_cast<std::int32_t>(number)});
    case ColumnType::quarter:
      return std::to_string(number / 4) + "Q" + std::to_string(number % 4 + 1);
    default:
      return std::to_string(number);
  }
}

}  // namespace minutebook::projections::test
