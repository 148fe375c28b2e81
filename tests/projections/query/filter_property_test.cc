#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "projections/query/filter.h"
#include "projections/query/filter_value.h"
#include "tests/projections/query/sample_views.h"

/// Filters made at random, against a reader and an evaluator that are as simple as can be.
namespace minutebook::projections {
namespace {

const test::SampleViews& sample() {
  static const test::SampleViews views;
  return views;
}

/// Makes filters for a kind out of one number.
class Maker {
 public:
  Maker(const Kind& kind, std::uint64_t seed) : kind_(kind), random_(seed) {}

  Filter filter(int depth) {
    const int form = below(depth > 0 ? 6 : 3);
    if (form < 3) return comparison();
    Filter filter;
    if (form == 3) {
      filter.form = Filter::Form::negation;
      filter.parts.push_back(this->filter(depth - 1));
      return filter;
    }
    filter.form = form == 4 ? Filter::Form::all_of : Filter::Form::any_of;
    for (int i = below(2) + 2; i > 0; --i) filter.parts.push_back(this->filter(depth - 1));
    return filter;
  }

 private:
  int below(int end) { return static_cast<int>(random_() % static_cast<std::uint64_t>(end)); }
  template <typename T>
  T one_of(std::initializer_list<T> choices) {
    return *(choices.begin() + below(static_cast<int>(choices.size())));
  }

  FilterValue value(const Column& column) {
    Value value;
    while (value == Value{}) value = test::sample_value(column, below(100));
    std::string text = test::spelled(column, value);
    if (const auto* words = std::get_if<std::string>(&value)) text = *words;
    if (column.type == ColumnType::moment || column.type == ColumnType::day) {
      text = one_of({text, text.substr(0, 10), text.substr(0, 7), text.substr(0, 4),
                     text.substr(0, 4) + "Q2"});
    }
    return read_filter_value(column, text, test::zone).value();
  }

  FilterValue value_or_range(const Column& column) {
    FilterValue first = value(column);
    if (!is_ordered(column.type) || below(2) == 0) return first;
    const auto both = range_of(first, value(column));
    return both ? *both : first;
  }

  Filter comparison() {
    Filter filter;
    filter.form = Filter::Form::comparison;
    if (kind_.has_text() && below(8) == 0) {
      const std::string words = one_of<const char*>({"文化", "宫", "书屋 hall", "READ", "没有"});
      filter.field = "text";
      filter.op = FilterOp::search;
      filter.values.push_back(FilterValue{words, {}, words, {}});
      return filter;
    }
    const auto fields = kind_.fields();
    const Column& column =
        *fields[static_cast<std::size_t>(below(static_cast<int>(fields.size())))];
    filter.field = column.name;
    filter.op = one_of({FilterOp::equal, FilterOp::not_equal, FilterOp::one_of, FilterOp::absent,
                        FilterOp::present});
    if (is_ordered(column.type) && below(2) == 0) {
      filter.op =
          one_of({FilterOp::less, FilterOp::at_most, FilterOp::greater, FilterOp::at_least});
    }
    if (column.type == ColumnType::subject && below(3) == 0) filter.op = FilterOp::under;
    if (filter.op == FilterOp::absent || filter.op == FilterOp::present) return filter;
    if (filter.op == FilterOp::under) {
      const std::string organization =
          one_of<const char*>({"organization/nation", "organization/zj", "organization/xh"});
      filter.values.push_back(FilterValue{organization, {}, organization, {}});
    } else if (filter.op == FilterOp::one_of) {
      for (int i = below(4); i >= 0; --i) filter.values.push_back(value_or_range(column));
    } else {
      filter.values.push_back(value(column));
    }
    return filter;
  }

  const Kind& kind_;
  std::mt19937_64 random_;
};

/// The value is, or is within, what was given.
bool within(const Value& value, const FilterValue& given) {
  const auto* const number = std::get_if<std::int64_t>(&value);
  if (number == nullptr) return value == given.from;
  return *number >= std::get<std::int64_t>(given.from) &&
         *number < std::get<std::int64_t>(given.until);
}

bool says(const std::string& text, const std::string& words) {
  if (words == "READ") return text.starts_with("Reading");
  if (words == "书屋 hall") return text.find("书屋") != std::string::npos && text.ends_with("Hall");
  return text.find(words) != std::string::npos;
}

bool found_by_words(const Kind& kind, const Row& row, const std::string& words) {
  for (std::int64_t n = 0; n < test::sample_rows; ++n) {
    const bool concerns =
        kind.text_position.empty()
            ? row[*kind.table->find(kind.text_subject)] == Value(test::sample_subject(n))
            : row[*kind.table->find(kind.text_position)] == Value(n);
    if (concerns && says(test::sample_words(n), words)) return true;
  }
  return false;
}

bool compares(const Filter& filter, const Value& value) {
  const FilterValue& first = filter.values.front();
  switch (filter.op) {
    case FilterOp::equal:
      return within(value, first);
    case FilterOp::not_equal:
      return !within(value, first);
    case FilterOp::less:
      return value < first.from;
    case FilterOp::at_most:
      return value < first.until;
    case FilterOp::greater:
      return value >= first.until;
    case FilterOp::at_least:
      return value >= first.from;
    case FilterOp::under:
      return test::is_at_or_below(std::get<std::string>(value), std::get<std::string>(first.from));
    default:
      return std::ranges::any_of(filter.values,
                                 [&](const FilterValue& each) { return within(value, each); });
  }
}

bool holds(const Filter& filter, const Kind& kind, const Row& row) {
  const auto part_holds = [&](const Filter& part) { return holds(part, kind, row); };
  switch (filter.form) {
    case Filter::Form::all_of:
      return std::ranges::all_of(filter.parts, part_holds);
    case Filter::Form::any_of:
      return std::ranges::any_of(filter.parts, part_holds);
    case Filter::Form::negation:
      return !part_holds(filter.parts.front());
    case Filter::Form::comparison:
      break;
  }
  if (filter.op == FilterOp::search) {
    return found_by_words(kind, row, std::get<std::string>(filter.values.front().from));
  }
  const Value& value = row[*kind.table->find(filter.field)];
  const bool present = value != Value{};
  if (filter.op == FilterOp::absent) return !present;
  return present && (filter.op == FilterOp::present || compares(filter, value));
}

const Kind& any_kind() {
  const auto kinds = all_kinds();
  return kinds[*rc::gen::inRange<std::size_t>(0, kinds.size())];
}

RC_GTEST_PROP(RandomFilter, IsReadAsItWasPrinted, ()) {
  const Kind& kind = any_kind();
  const Filter filter = Maker(kind, *rc::gen::arbitrary<std::uint64_t>()).filter(3);
  const std::string text = print_filter(filter);
  const auto read = parse_filter(text, kind, test::zone);
  if (!read) RC_FAIL(text + "\n" + read.error().message.en);
  RC_ASSERT(*read == filter);
  RC_ASSERT(print_filter(*read) == text);
}

RC_GTEST_PROP(RandomFilter, ChoosesTheRowsThatItIsTrueOf, ()) {
  static const ViewsReader views = sample().open();
  const Kind& kind = any_kind();
  const Filter filter = Maker(kind, *rc::gen::arbitrary<std::uint64_t>()).filter(3);
  std::vector<Row> expected;
  for (const Row& row : sample().rows(kind)) {
    if (holds(filter, kind, row)) expected.push_back(row);
  }
  ListQuestion question = test::everything(kind);
  question.where = print_filter(filter);
  question.with_total = true;
  auto page = list(views, question);
  if (!page) RC_FAIL(question.where + "\n" + page.error().message.en);
  std::ranges::sort(expected);
  std::ranges::sort(page->rows);
  if (page->rows != expected) {
    RC_FAIL(std::string(kind.name) + ": " + question.where + "\n" +
            std::to_string(page->rows.size()) + " rows, not " + std::to_string(expected.size()));
  }
  RC_ASSERT(page->total->rows == expected.size());
}

}  // namespace
}  // namespace minutebook::projections
