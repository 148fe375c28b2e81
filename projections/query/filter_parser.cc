#include <algorithm>
#include <array>
#include <optional>

#include "ledger/base/limits.h"
#include "projections/query/filter.h"
#include "projections/query/filter_lexer.h"
#include "projections/query/filter_value.h"
#include "projections/query/text_tokens.h"

namespace minutebook::projections {
namespace {

using Sort = FilterToken::Sort;
using Form = Filter::Form;

struct Sign {
  std::string_view text;
  FilterOp op;
};
constexpr std::array signs{
    Sign{"=", FilterOp::equal},    Sign{"!=", FilterOp::not_equal}, Sign{"<", FilterOp::less},
    Sign{"<=", FilterOp::at_most}, Sign{">", FilterOp::greater},    Sign{">=", FilterOp::at_least},
    Sign{"~", FilterOp::search},   Sign{"in", FilterOp::one_of},    Sign{"under", FilterOp::under}};

bool needs_order(FilterOp op) {
  return op == FilterOp::less || op == FilterOp::at_most || op == FilterOp::greater ||
         op == FilterOp::at_least;
}

class Parser {
 public:
  Parser(std::string_view text, const Kind& kind, std::int16_t zone)
      : text_(text), kind_(kind), zone_(zone) {}

  Result<Filter> whole() {
    MB_TRY(tokens, lex_filter(text_));
    tokens_ = std::move(tokens);
    if (peek().sort == Sort::end) return Filter{};
    MB_TRY(filter, any_of(0));
    if (peek().sort != Sort::end) {
      return wrong(peek(), {"here and, or, or the end is expected", "此处应为 and、or 或结尾"});
    }
    return filter;
  }

 private:
  const FilterToken& peek() const { return tokens_[next_]; }
  const FilterToken& take() { return tokens_[next_ + 1 < tokens_.size() ? next_++ : next_]; }
  bool is_word(std::string_view word) const {
    return peek().sort == Sort::word && peek().text == word;
  }
  bool accept(std::string_view word) {
    if (!is_word(word)) return false;
    take();
    return true;
  }
  tl::unexpected<Error> wrong(const FilterToken& token, const Bilingual& reason) const {
    return filter_fault(text_, token.at, reason);
  }

  /// Parts with `word` between them; one part alone is itself.
  Result<Filter> chain(std::size_t depth, Form form, std::string_view word) {
    std::vector<Filter> parts;
    do {
      auto part = form == Form::any_of ? chain(depth, Form::all_of, "and") : one(depth);
      if (!part) return part;
      parts.push_back(std::move(*part));
    } while (accept(word));
    if (parts.size() == 1) return std::move(parts.front());
    Filter filter;
    filter.form = form;
    filter.parts = std::move(parts);
    return filter;
  }
  Result<Filter> any_of(std::size_t depth) { return chain(depth, Form::any_of, "or"); }

  Result<Filter> one(std::size_t depth) {
    const FilterToken& token = peek();
    if (depth > limits::max_filter_depth) {
      const std::string most = std::to_string(limits::max_filter_depth);
      return wrong(token, {"brackets and not go at most " + most + " deep",
                           "括号与 not 最多嵌套 " + most + " 层"});
    }
    if (accept("not")) {
      MB_TRY(part, one(depth + 1));
      Filter filter;
      filter.form = Form::negation;
      filter.parts.push_back(std::move(part));
      return filter;
    }
    if (token.sort != Sort::open) return comparison();
    take();
    MB_TRY(filter, any_of(depth + 1));
    if (peek().sort != Sort::close) {
      return wrong(peek(), {"here ) is expected, or and, or", "此处应为 )，或 and、or"});
    }
    take();
    return filter;
  }

  Result<Filter> comparison() {
    const FilterToken& name = take();
    if (name.sort != Sort::word) {
      return wrong(name, {"here a field is expected: one of " + kind_.field_names(),
                          "此处应为字段名：" + kind_.field_names()});
    }
    if (++comparisons_ > limits::max_filter_comparisons) {
      const std::string most = std::to_string(limits::max_filter_comparisons);
      return wrong(name, {"a filter has at most " + most + " comparisons",
                          "筛选条件最多 " + most + " 项比较"});
    }
    Filter filter;
    filter.form = Form::comparison;
    filter.field = name.text;
    if (name.text == "text" && kind_.has_text()) return search(std::move(filter));
    const Column* column = kind_.column(name.text);
    if (column == nullptr || !column->indexed) return unknown(name, column);
    return compare(std::move(filter), *column);
  }

  tl::unexpected<Error> unknown(const FilterToken& name, const Column* column) const {
    const std::string fields = kind_.field_names();
    const std::string shown = printable(name.text);
    const std::string list(kind_.name);
    if (column != nullptr) {
      return wrong(name,
                   {shown + " of " + list + " is shown but cannot be chosen by; " +
                        "fields that can: " + fields,
                    list + " 的 " + shown + " 只能显示，不能作筛选条件；可用字段：" + fields});
    }
    std::vector<std::string_view> names;
    for (const Column* each : kind_.fields()) names.push_back(each->name);
    if (kind_.has_text()) names.emplace_back("text");
    const std::string meant(nearest(name.text, names));
    const std::string en = meant.empty() ? "" : "; did you mean " + meant + "?";
    const std::string zh = meant.empty() ? "" : "；是否指 " + meant + "？";
    return wrong(name, {list + " has no field " + shown + en + " Fields: " + fields,
                        list + " 没有字段 " + shown + zh + " 可用字段：" + fields});
  }

  Result<Filter> search(Filter filter) {
    const FilterToken& sign = take();
    if (sign.sort != Sort::sign || sign.text != "~") {
      return wrong(sign, {"the text is searched with ~, such as text ~ \"words\"",
                          "全文检索请用 ~，如 text ~ \"文化\""});
    }
    const FilterToken& words = take();
    MB_TRY(text, value_text(words));
    if (text_match(text).empty()) {
      return wrong(words,
                   {"there is no letter and no digit to search for", "没有可供检索的文字或数字"});
    }
    filter.op = FilterOp::search;
    filter.values.push_back(FilterValue{text, {}, text, {}});
    return filter;
  }

  Result<std::string> value_text(const FilterToken& token) const {
    if (token.sort == Sort::word || token.sort == Sort::quoted) return token.text;
    return wrong(token, {"here a value is expected", "此处应为取值"});
  }

  Result<Filter> compare(Filter filter, const Column& column) {
    const FilterToken& sign = take();
    if (sign.sort == Sort::word && sign.text == "is") {
      const bool absent = is_word("absent");
      if (!absent && !is_word("present")) {
        return wrong(peek(), {"here absent or present is expected", "此处应为 absent 或 present"});
      }
      take();
      filter.op = absent ? FilterOp::absent : FilterOp::present;
      return filter;
    }
    const auto found = std::ranges::find(signs, std::string_view(sign.text), &Sign::text);
    if (found == signs.end() || (sign.sort != Sort::sign && sign.sort != Sort::word)) {
      return wrong(sign, {"here one of = != < <= > >= in under, or is absent, is present, is "
                          "expected",
                          "此处应为 = != < <= > >= in under，或 is absent、is present"});
    }
    filter.op = found->op;
    MB_TRY_VOID(fits(filter, column, sign));
    if (filter.op == FilterOp::one_of) return one_of(std::move(filter), column);
    const FilterToken& first = peek();
    MB_TRY(value, single(column));
    if (peek().sort == Sort::range) {
      return wrong(peek(), {"a range is asked for with in", "范围请用 in"});
    }
    if (filter.op == FilterOp::under &&
        Subject::from_stored(std::get<std::string>(value.from)).kind() !=
            SubjectKind::organization) {
      return wrong(first, {"under is followed by an organization, such as organization/x",
                           "under 之后应为组织，如 organization/x"});
    }
    filter.values.push_back(std::move(value));
    return filter;
  }

  Result<void> fits(const Filter& filter, const Column& column, const FilterToken& sign) const {
    const std::string name(column.name);
    if (filter.op == FilterOp::search) {
      const std::string en = kind_.has_text() ? ": write text ~ \"words\"" : "";
      const std::string zh = kind_.has_text() ? "：请写 text ~ \"文化\"" : "";
      return wrong(sign, {name + " is not searched for words" + en, name + " 不支持全文检索" + zh});
    }
    if (needs_order(filter.op) && !is_ordered(column.type)) {
      return wrong(sign, {name + " has no order: compare it with =, != or in",
                          name + " 没有大小次序：请用 =、!= 或 in"});
    }
    if (filter.op == FilterOp::under && column.type != ColumnType::subject) {
      return wrong(sign, {name + " is no organization: under does not apply to it",
                          name + " 不是组织，不能用 under"});
    }
    return {};
  }

  Result<FilterValue> single(const Column& column) {
    const FilterToken& token = take();
    MB_TRY(text, value_text(token));
    auto value = read_filter_value(column, text, zone_);
    if (!value) return wrong(token, value.error().message);
    return value;
  }

  Result<FilterValue> value_or_range(const Column& column) {
    const FilterToken& begin = peek();
    MB_TRY(first, single(column));
    if (peek().sort != Sort::range) return first;
    if (!is_ordered(column.type)) {
      const std::string name(column.name);
      return wrong(peek(),
                   {name + " has no order: it has no ranges", name + " 没有大小次序，不能用范围"});
    }
    take();
    MB_TRY(last, single(column));
    auto both = range_of(first, last);
    if (!both) return wrong(begin, both.error().message);
    return both;
  }

  Result<Filter> one_of(Filter filter, const Column& column) {
    if (peek().sort != Sort::open) {
      MB_TRY(value, value_or_range(column));
      filter.values.push_back(std::move(value));
      return filter;
    }
    take();
    while (true) {
      if (filter.values.size() == limits::max_filter_values) {
        const std::string most = std::to_string(limits::max_filter_values);
        return wrong(peek(), {"in takes at most " + most + " values", "in 最多 " + most + " 个值"});
      }
      MB_TRY(value, value_or_range(column));
      filter.values.push_back(std::move(value));
      const FilterToken& token = take();
      if (token.sort == Sort::close) return filter;
      if (token.sort != Sort::comma) {
        return wrong(token, {"here , or ) is expected", "此处应为 , 或 )"});
      }
    }
  }

  std::string_view text_;
  const Kind& kind_;
  std::int16_t zone_;
  std::vector<FilterToken> tokens_;
  std::size_t next_ = 0;
  std::size_t comparisons_ = 0;
};

}  // namespace

Result<Filter> parse_filter(std::string_view text, const Kind& kind,
                            std::int16_t zone_offset_minutes) {
  return Parser(text, kind, zone_offset_minutes).whole();
}

}  // namespace minutebook::projections
