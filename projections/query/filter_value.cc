#include "projections/query/filter_value.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "ledger/base/limits.h"
#include "ledger/base/rfc3339.h"

namespace minutebook::projections {
namespace {

tl::unexpected<Error> no(std::string en, std::string zh) {
  return fail(Errc::invalid_input, std::move(en), std::move(zh));
}

FilterValue stretch(std::int64_t from, std::int64_t until, std::string_view spelling) {
  return FilterValue{from, until, std::string(spelling), {}};
}

FilterValue word_value(std::string_view text) {
  return FilterValue{std::string(text), {}, std::string(text), {}};
}

/// Digits only; none when there are too many.
std::optional<std::int64_t> whole(std::string_view digits) {
  std::int64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const bool all =
      !digits.empty() && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  if (!all || std::from_chars(digits.data(), end, value).ec != std::errc()) return std::nullopt;
  if (value > static_cast<std::int64_t>(limits::max_json_integer)) return std::nullopt;
  return value;
}

/// A number with up to two decimals, in hundredths.
std::optional<std::int64_t> hundredths(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const auto before = whole(text.substr(0, point));
  std::string after(text.substr(std::min(point + 1, text.size())));
  if (point < text.size() && after.empty()) return std::nullopt;
  if (!before || after.size() > 2 || *before > INT64_MAX / 1000) return std::nullopt;
  after.resize(2, '0');
  const auto part = whole(after);
  if (!part) return std::nullopt;
  const std::int64_t value = *before * 100 + *part;
  return negative ? -value : value;
}

Result<FilterValue> read_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  const auto value = whole(text.substr(negative ? 1 : 0));
  if (!value) {
    return no("\"" + printable(text) + "\" is not a whole number",
              "“" + printable(text) + "”不是整数");
  }
  const std::int64_t number = negative ? -*value : *value;
  return stretch(number, number + 1, text);
}

Result<FilterValue> read_position(std::string_view text) {
  const auto value = whole(text.substr(text.starts_with('#') ? 1 : 0));
  if (!value) {
    return no("\"" + printable(text) + "\" is not a position such as 57 or #57",
              "“" + printable(text) + "”不是位置（如 57 或 #57）");
  }
  return stretch(*value, *value + 1, text);
}

Result<FilterValue> read_money(std::string_view text) {
  const auto fen = hundredths(text);
  if (!fen) {
    return no("\"" + printable(text) + "\" is not an amount: write yuan, such as 100000 or 99.50",
              "“" + printable(text) + "”不是金额：请以元书写，如 100000 或 99.50");
  }
  return stretch(*fen, *fen + 1, text);
}

Result<FilterValue> read_share(std::string_view text) {
  std::string_view number = text;
  if (number.ends_with('%')) number.remove_suffix(1);
  const auto share = hundredths(number);
  if (!share) {
    return no("\"" + printable(text) + "\" is not a share: write percent, such as 66.67% or 50",
              "“" + printable(text) + "”不是比例：请以百分数书写，如 66.67% 或 50");
  }
  return stretch(*share, *share + 1, text);
}

Result<FilterValue> read_flag(std::string_view text) {
  if (text != "true" && text != "false") {
    return no("\"" + printable(text) + "\" is neither true nor false",
              "“" + printable(text) + "”既非 true 也非 false");
  }
  const std::int64_t flag = text == "true" ? 1 : 0;
  return stretch(flag, flag + 1, text);
}

Result<FilterValue> read_word(const Column& column, std::string_view text) {
  const auto words = words_of(column.enumeration);
  if (std::ranges::find(words, text) != words.end()) return word_value(text);
  std::string all;
  for (const std::string_view word : words) all += (all.empty() ? "" : ", ") + std::string(word);
  const std::string_view meant = nearest(text, words);
  const std::string shown = printable(text);
  const std::string name(column.name);
  if (!meant.empty()) {
    return no(name + " is never \"" + shown + "\"; did you mean " + std::string(meant) + "?",
              name + " 没有取值“" + shown + "”；是否指 " + std::string(meant) + "？");
  }
  return no(name + " is never \"" + shown + "\", but one of " + all,
            name + " 没有取值“" + shown + "”，可用：" + all);
}

Result<FilterValue> read_subject(std::string_view text) {
  MB_TRY(subject, Subject::parse(text));
  return word_value(text);
}

Result<FilterValue> read_digest(std::string_view text) {
  const bool hex = !text.empty() && text.size() <= 128 &&
                   text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  if (hex) return word_value(text);
  return no("\"" + printable(text) + "\" is not a digest in lower-case hexadecimal",
            "“" + printable(text) + "”不是小写十六进制摘要");
}

/// Days [first, after): a year, quarter, month or day; none when the text looks like none of them.
struct Days {
  std::int64_t first = 0;
  std::int64_t after = 0;
  bool whole_quarters = false;
};

std::int64_t day_number(int year, int month) {
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{1}};
  return std::chrono::sys_days{date}.time_since_epoch().count();
}

Days months(std::int64_t year, std::int64_t first, std::int64_t count) {
  const std::int64_t end = first - 1 + count;
  return {day_number(static_cast<int>(year), static_cast<int>(first)),
          day_number(static_cast<int>(year + end / 12), static_cast<int>(end % 12 + 1)),
          count % 3 == 0};
}

Result<std::optional<Days>> read_days(std::string_view text) {
  const auto year = whole(text.substr(0, 4));
  if (text.size() < 4 || !year) return std::optional<Days>{};
  const std::string_view rest = text.substr(4);
  if (text.size() == 10 && rest[0] == '-') {
    MB_TRY(day, parse_day(text));
    return std::optional<Days>{Days{day.days, day.days + 1, false}};
  }
  if (*year < 1900 || *year > 2199) return std::optional<Days>{};
  if (rest.empty()) return std::optional<Days>{months(*year, 1, 12)};
  const auto number = whole(rest.substr(1));
  if (rest.size() == 2 && (rest[0] == 'Q' || rest[0] == 'q') && number) {
    if (*number < 1 || *number > 4) {
      return no("\"" + printable(text) + "\" is not a quarter that exists",
                "“" + printable(text) + "”不是存在的季度");
    }
    return std::optional<Days>{months(*year, *number * 3 - 2, 3)};
  }
  if (rest.size() == 3 && rest[0] == '-' && number) {
    if (*number < 1 || *number > 12) {
      return no("\"" + printable(text) + "\" is not a month that exists",
                "“" + printable(text) + "”不是存在的月份");
    }
    return std::optional<Days>{months(*year, *number, 1)};
  }
  return std::optional<Days>{};
}

Result<FilterValue> read_moment(std::string_view text, std::int16_t zone) {
  MB_TRY(days, read_days(text));
  if (days) {
    const auto start = [&](std::int64_t day) {
      return start_of(Day{static_cast<std::int32_t>(day)}, zone).ns;
    };
    return stretch(start(days->first), start(days->after), text);
  }
  if (const auto time = parse_time(text)) {
    return stretch(time->instant.ns, time->instant.ns + 1, text);
  }
  return no("\"" + printable(text) +
                "\" is not a time: write 2021-03-01, 2021-03, 2021Q2, 2021 or "
                "2021-01-12T09:41:00+08:00",
            "“" + printable(text) +
                "”不是时间：请写作 2021-03-01、2021-03、2021Q2、2021 或 "
                "2021-01-12T09:41:00+08:00");
}

Result<FilterValue> read_day(std::string_view text) {
  MB_TRY(days, read_days(text));
  if (days) return stretch(days->first, days->after, text);
  return no("\"" + printable(text) + "\" is not a day: write 2021-03-01, 2021-03, 2021Q2 or 2021",
            "“" + printable(text) + "”不是日期：请写作 2021-03-01、2021-03、2021Q2 或 2021");
}

Result<FilterValue> read_quarter(std::string_view text) {
  MB_TRY(days, read_days(text));
  if (!days || !days->whole_quarters) {
    return no("\"" + printable(text) + "\" is not a quarter: write 2021Q2, or 2021 for all four",
              "“" + printable(text) + "”不是季度：请写作 2021Q2，或以 2021 表示全年");
  }
  const std::int64_t year = *whole(text.substr(0, 4));
  if (text.size() == 4) return stretch(year * 4, year * 4 + 4, text);
  const std::int64_t quarter = year * 4 + (text.back() - '1');
  return stretch(quarter, quarter + 1, text);
}

}  // namespace

bool is_ordered(ColumnType type) {
  switch (type) {
    case ColumnType::number:
    case ColumnType::money:
    case ColumnType::share:
    case ColumnType::moment:
    case ColumnType::day:
    case ColumnType::quarter:
    case ColumnType::position:
      return true;
    default:
      return false;
  }
}

Result<FilterValue> read_filter_value(const Column& column, std::string_view text,
                                      std::int16_t zone_offset_minutes) {
  switch (column.type) {
    case ColumnType::number:
      return read_number(text);
    case ColumnType::money:
      return read_money(text);
    case ColumnType::share:
      return read_share(text);
    case ColumnType::flag:
      return read_flag(text);
    case ColumnType::word:
      return read_word(column, text);
    case ColumnType::subject:
      return read_subject(text);
    case ColumnType::moment:
      return read_moment(text, zone_offset_minutes);
    case ColumnType::day:
      return read_day(text);
    case ColumnType::quarter:
      return read_quarter(text);
    case ColumnType::position:
      return read_position(text);
    case ColumnType::digest:
      return read_digest(text);
    case ColumnType::text:
      break;
  }
  return word_value(text);
}

Result<FilterValue> range_of(const FilterValue& first, const FilterValue& last) {
  if (std::get<std::int64_t>(first.from) >= std::get<std::int64_t>(last.until)) {
    return no("the range " + first.spelling + ".." + last.spelling + " ends before it begins",
              "范围 " + first.spelling + ".." + last.spelling + " 的终点早于起点");
  }
  return FilterValue{first.from, last.until, first.spelling, last.spelling};
}

}  // namespace minutebook::projections
