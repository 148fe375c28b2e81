#include "ledger/rules/rulebook_toml.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include "ledger/base/limits.h"

namespace minutebook::rules {
namespace {

constexpr std::int64_t share_scale = 1'000'000;  // six places

Bilingual type_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return {"a table", "表"};
    case toml::node_type::array:
      return {"a list", "列表"};
    case toml::node_type::string:
      return {"text", "文本"};
    case toml::node_type::integer:
      return {"a whole number", "整数"};
    case toml::node_type::floating_point:
      return {"a decimal number", "小数"};
    case toml::node_type::boolean:
      return {"true or false", "真假值"};
    default:
      return {"a date or time", "日期或时间"};
  }
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) {
    if (!name.empty()) out += (out.empty() ? "" : ", ") + name;
  }
  return out;
}

std::string in_quotes(std::string_view text) { return "\"" + printable(text) + "\""; }
std::string in_quotes_zh(std::string_view text) { return "“" + printable(text) + "”"; }

Share reduced(std::uint64_t numerator, std::uint64_t denominator) {
  const std::uint64_t by = std::gcd(numerator, denominator);
  return {static_cast<std::uint32_t>(numerator / by), static_cast<std::uint32_t>(denominator / by)};
}

std::optional<std::uint32_t> digits(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && number <= share_scale ? std::optional(number) : std::nullopt;
}

}  // namespace

void TomlReader::fault(std::uint32_t line, const std::string& key, std::string en, std::string zh) {
  if (faults_.size() < limits::max_rulebook_faults) {
    faults_.push_back({line, printable(key), {std::move(en), std::move(zh)}});
  }
}

void TomlReader::unknown_key(const Entry& entry, const std::vector<std::string>& known) {
  fault(entry, "there is no such key here; known are " + joined(known),
        "此处没有该键，可用的有：" + joined(known));
}

void TomlReader::wrong_type(const Entry& entry, std::string_view en, std::string_view zh) {
  const Bilingual found = type_of(entry.node);
  fault(entry, "must be " + std::string(en) + ", not " + found.en,
        "应为" + std::string(zh) + "，而非" + found.zh);
}

void TomlReader::each(const Entry& table,
                      const std::function<void(const Entry&, std::string_view)>& visit) {
  const toml::table* const entries = table.node.as_table();
  if (entries == nullptr) return wrong_type(table, "a table", "表");
  for (const auto& [key, node] : *entries) {
    const std::string_view name = key.str();
    const std::string path = table.key.empty() ? "" : table.key + ".";
    visit({path + std::string(name), node}, name);
  }
}

std::optional<Entry> TomlReader::parameter(const Entry& entry) {
  std::string& source = sources_[entry.key];
  const toml::table* const table = entry.node.as_table();
  if (table == nullptr) return entry;
  const toml::node* value = nullptr;
  each(entry, [&](const Entry& part, std::string_view name) {
    if (name == "value") {
      value = &part.node;
    } else if (name == "source") {
      source = text(part, limits::max_rulebook_source_bytes).value_or("");
    } else {
      unknown_key(part, {"value", "source"});
    }
  });
  if (value != nullptr) return Entry{entry.key, *value};
  fault(entry, "write the value itself, or { value = …, source = \"…\" }",
        "请直接写值，或写成 { value = …, source = \"…\" }");
  return std::nullopt;
}

std::optional<std::int64_t> TomlReader::whole(const Entry& entry, std::int64_t minimum,
                                              std::int64_t maximum) {
  const auto* const number = entry.node.as_integer();
  const std::string bounds = std::to_string(minimum) + " – " + std::to_string(maximum);
  if (number == nullptr) {
    wrong_type(entry, "a whole number, " + bounds, "整数（" + bounds + "）");
    return std::nullopt;
  }
  const std::int64_t value = number->get();
  if (minimum <= value && value <= maximum) return value;
  fault(entry, std::to_string(value) + " is outside " + bounds,
        std::to_string(value) + " 不在 " + bounds + " 之间");
  return std::nullopt;
}

std::optional<Share> TomlReader::share_of_text(const Entry& entry, const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string::npos) {
    const auto numerator = digits(std::string_view(text).substr(0, slash));
    const auto denominator = digits(std::string_view(text).substr(slash + 1));
    if (numerator && denominator && *denominator > 0) {
      if (*numerator <= *denominator) return reduced(*numerator, *denominator);
      fault(entry, in_quotes(text) + " is outside 0 – 1", in_quotes_zh(text) + "不在 0 – 1 之间");
      return std::nullopt;
    }
  }
  fault(entry,
        in_quotes(text) + " is no share: write two whole numbers up to 1000000, such as \"2/3\"",
        in_quotes_zh(text) + "不是比例：请写两个不超过 1000000 的整数，如 \"2/3\"");
  return std::nullopt;
}

std::optional<Share> TomlReader::share(const Entry& entry) {
  if (const auto* const text = entry.node.as_string()) return share_of_text(entry, text->get());
  const auto value = entry.node.value<double>();
  if (!value || entry.node.is_boolean()) {
    wrong_type(entry, "a share between 0 and 1, such as 0.5 or \"2/3\"",
               "0 至 1 之间的比例，如 0.5 或 \"2/3\"");
    return std::nullopt;
  }
  if (!(*value >= 0 && *value <= 1)) {
    fault(entry, "a share lies between 0 and 1", "比例应在 0 至 1 之间");
    return std::nullopt;
  }
  const double scaled = *value * static_cast<double>(share_scale);
  const double rounded = std::round(scaled);
  if (std::abs(scaled - rounded) > 1e-6) {
    fault(entry, "a decimal share has at most six places; write a fraction, such as \"2/3\"",
          "小数比例最多六位；请写成分数，如 \"2/3\"");
    return std::nullopt;
  }
  return reduced(static_cast<std::uint64_t>(rounded), share_scale);
}

std::optional<std::string> TomlReader::text(const Entry& entry, std::size_t max_bytes) {
  const auto* const text = entry.node.as_string();
  if (text == nullptr) {
    wrong_type(entry, "text", "文本");
    return std::nullopt;
  }
  if (!text->get().empty() && text->get().size() <= max_bytes &&
      !has_control_characters(text->get())) {
    return text->get();
  }
  const std::string most = std::to_string(max_bytes);
  fault(entry, "must be 1 to " + most + " bytes without control characters",
        "应为 1 至 " + most + " 字节，且不含控制字符");
  return std::nullopt;
}

std::optional<Day> TomlReader::day(const Entry& entry) {
  std::string written;
  if (const auto* const date = entry.node.as_date()) {
    const toml::date& day = date->get();
    const std::string year = std::to_string(10'000 + day.year).substr(1);
    written = year + "-" + std::to_string(100 + day.month).substr(1) + "-" +
              std::to_string(100 + day.day).substr(1);
  } else if (const auto* const text = entry.node.as_string()) {
    written = text->get();
  } else {
    wrong_type(entry, "a day, such as 2019-12-31", "日期，如 2019-12-31");
    return std::nullopt;
  }
  if (auto day = parse_day(written)) return *day;
  fault(entry,
        in_quotes(written) + " is no day: write YYYY-MM-DD of a day that exists, 1900 – 2199",
        in_quotes_zh(written) + "不是有效日期：请写实际存在的 YYYY-MM-DD（1900 – 2199）");
  return std::nullopt;
}

std::optional<std::size_t> TomlReader::one_of(const Entry& entry, const Names& names) {
  const auto* const text = entry.node.as_string();
  if (text == nullptr) {
    wrong_type(entry, "one of " + joined(names), "以下之一：" + joined(names));
    return std::nullopt;
  }
  const auto found = std::ranges::find(names, text->get());
  if (!text->get().empty() && found != names.end()) {
    return static_cast<std::size_t>(found - names.begin());
  }
  fault(entry, in_quotes(text->get()) + " is none of " + joined(names),
        in_quotes_zh(text->get()) + "不在可用值之中：" + joined(names));
  return std::nullopt;
}

const toml::array* TomlReader::items(const Entry& entry, std::size_t max_items) {
  const toml::array* const list = entry.node.as_array();
  if (list == nullptr) {
    wrong_type(entry, "a list", "列表");
    return nullptr;
  }
  if (list->empty()) {
    fault(entry, "the list is empty: name at least one, or leave the key out",
          "列表为空：请至少列出一项，或不写该键");
    return nullptr;
  }
  if (list->size() <= max_items) return list;
  fault(entry, "the list has more than " + std::to_string(max_items) + " items",
        "列表超过 " + std::to_string(max_items) + " 项");
  return nullptr;
}

std::optional<std::vector<std::size_t>> TomlReader::some_of(const Entry& entry,
                                                            const Names& names) {
  const toml::array* const list = items(entry, limits::max_rulebook_list_items);
  if (list == nullptr) return std::nullopt;
  std::vector<std::size_t> out;
  for (const toml::node& item : *list) {
    const Entry one{entry.key, item};
    const auto ordinal = one_of(one, names);
    if (ordinal && std::ranges::find(out, *ordinal) != out.end()) {
      fault(one, in_quotes(names[*ordinal]) + " is listed twice",
            in_quotes_zh(names[*ordinal]) + "重复列出");
    }
    if (ordinal) out.push_back(*ordinal);
  }
  return out;
}

std::optional<std::vector<std::string>> TomlReader::texts(const Entry& entry, std::size_t max_items,
                                                          std::size_t max_bytes) {
  const toml::array* const list = items(entry, max_items);
  if (list == nullptr) return std::nullopt;
  std::vector<std::string> out;
  for (const toml::node& item : *list) {
    const Entry one{entry.key, item};
    auto value = text(one, max_bytes);
    if (value && std::ranges::find(out, *value) != out.end()) {
      fault(one, in_quotes(*value) + " is listed twice", in_quotes_zh(*value) + "重复列出");
    }
    if (value) out.push_back(*std::move(value));
  }
  return out;
}

std::vector<RulebookFault> TomlReader::take_faults() && {
  std::ranges::stable_sort(faults_, {}, &RulebookFault::line);
  return std::move(faults_);
}

}  // namespace minutebook::rules
