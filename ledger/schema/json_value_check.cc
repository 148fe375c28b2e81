#include "ledger/schema/json_value_check.h"

#include <algorithm>
#include <cmath>

#include "ledger/base/limits.h"
#include "ledger/base/rfc3339.h"
#include "ledger/schema/convert.h"
#include "ledger/schema/labels.h"

namespace minutebook::schema {
namespace {

using capnp::JsonValue;

bool is_lower_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }
bool is_hex(char c) { return is_lower_hex(c) || (c >= 'A' && c <= 'F'); }
bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

template <typename T>
MaybeFault error_of(const Result<T>& result) {
  if (result) return std::nullopt;
  return Fault{{}, result.error().message, std::nullopt};
}

MaybeFault check_boolean(JsonValue::Reader value) {
  if (value.isBoolean()) return std::nullopt;
  return fault("must be true or false", "须为 true 或 false");
}

MaybeFault check_integer(JsonValue::Reader value, std::int64_t min, std::int64_t max) {
  if (!value.isNumber()) return fault("must be a number", "须为数字");
  const double number = value.getNumber();
  if (number != std::floor(number)) return fault("must be a whole number", "须为整数");
  // Every bound is at most 2^53 - 1 and so exact as a double.
  if (number < static_cast<double>(min) || number > static_cast<double>(max)) {
    const std::string low = std::to_string(min);
    const std::string high = std::to_string(max);
    return fault("must be from " + low + " to " + high, "须在 " + low + " 至 " + high + " 之间");
  }
  return std::nullopt;
}

MaybeFault check_hex_number(std::string_view text) {
  if (text.size() == 16 && std::all_of(text.begin(), text.end(), is_lower_hex)) return std::nullopt;
  return fault("must be 16 lower-case hexadecimal digits", "须为 16 位小写十六进制数字");
}

MaybeFault check_enumerant(std::string_view text, const FieldShape& field) {
  const auto found = std::find(field.enumerants.begin(), field.enumerants.end(), text);
  const bool unspecified = text == "unspecified";
  if (found != field.enumerants.end() && !(field.required && unspecified)) return std::nullopt;
  std::string names;
  for (const auto& name : field.enumerants) {
    if (name == "unspecified") continue;
    if (!names.empty()) names += ", ";
    names += name;
  }
  return fault("must be one of " + names, "须为下列之一：" + names);
}

MaybeFault check_local_id(std::string_view text) {
  const bool valid =
      is_letter_or_digit(text[0]) && std::all_of(text.begin(), text.end(), [](char c) {
        return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-';
      });
  if (valid) return std::nullopt;
  return fault("must be an id of A-Z a-z 0-9 . _ -, first a letter or digit",
               "须为由字母、数字或 . _ - 组成的编号，且以字母或数字开头");
}

std::string kind_names(std::uint32_t kinds, Language language) {
  std::string out;
  for (std::size_t i = 0; i < subject_kind_count; ++i) {
    if ((kinds >> i & 1U) == 0) continue;
    if (!out.empty()) out += language == Language::en ? ", " : "、";
    out +=
        label(language, "subject." + std::string(name_of(static_cast<minutebook::SubjectKind>(i))));
  }
  return out;
}

MaybeFault check_subject(std::string_view text, std::uint32_t kinds) {
  const auto subject = Subject::parse(text);
  if (!subject) return error_of(subject);
  if ((kinds & kind_bit(subject->kind())) != 0) return std::nullopt;
  return fault("must name one of these: " + kind_names(kinds, Language::en),
               "所指对象须为：" + kind_names(kinds, Language::zh_cn));
}

MaybeFault check_text(std::string_view text, const FieldShape& field) {
  if (text.empty() && (field.required || field.list)) {
    return fault("must not be empty", "不得为空");
  }
  if (text.size() > field.max_bytes) {
    const std::string bound = std::to_string(field.max_bytes);
    return fault("must be at most " + bound + " bytes of UTF-8",
                 "不得超过 " + bound + " 字节（UTF-8）");
  }
  if (has_control_characters(text)) {
    return fault("must not hold control characters", "不得含有控制字符");
  }
  if (text.empty()) {
    if (field.local_id || field.subject_kinds != 0) {
      return fault("must not be empty: leave the field out", "不得为空：请省略该字段");
    }
    return std::nullopt;
  }
  if (field.local_id) return check_local_id(text);
  if (field.subject_kinds != 0) return check_subject(text, field.subject_kinds);
  return std::nullopt;
}

MaybeFault check_size(std::size_t bytes, const FieldShape& field) {
  if (field.exact_bytes && bytes != *field.exact_bytes) {
    const std::string exact = std::to_string(*field.exact_bytes);
    return fault("must be " + exact + " bytes", "须为 " + exact + " 字节");
  }
  if (bytes > field.max_bytes) {
    const std::string bound = std::to_string(field.max_bytes);
    return fault("must be at most " + bound + " bytes", "不得超过 " + bound + " 字节");
  }
  if (bytes == 0 && (field.required || field.list)) {
    return fault("must not be empty", "不得为空");
  }
  return std::nullopt;
}

MaybeFault check_hex(std::string_view text, const FieldShape& field) {
  if (text.size() % 2 != 0 || !std::all_of(text.begin(), text.end(), is_hex)) {
    return fault("must be bytes in hexadecimal", "须为十六进制字节串");
  }
  return check_size(text.size() / 2, field);
}

MaybeFault check_base64(std::string_view text, const FieldShape& field) {
  const auto end = text.find('=');
  const auto digits = text.substr(0, end);
  const auto padding = text.substr(digits.size());
  const bool valid = text.size() % 4 == 0 && padding.size() <= 2 &&
                     padding.find_first_not_of('=') == std::string_view::npos &&
                     std::all_of(digits.begin(), digits.end(), [](char c) {
                       return is_letter_or_digit(c) || c == '+' || c == '/';
                     });
  if (!valid) return fault("must be bytes in base64, with padding", "须为带填充的 base64 字节串");
  return check_size(text.size() / 4 * 3 - padding.size(), field);
}

MaybeFault check_uuid(std::string_view text, const FieldShape& field) {
  const auto id = minutebook::Uuid::parse(text);
  if (!id) return error_of(id);
  if (field.required && id->is_nil()) return fault("must not be the nil UUID", "不得为全零 UUID");
  return std::nullopt;
}

MaybeFault check_string(std::string_view text, const FieldShape& field) {
  switch (field.form) {
    case Form::hex_number:
      return check_hex_number(text);
    case Form::enumeration:
      return check_enumerant(text, field);
    case Form::hex:
      return check_hex(text, field);
    case Form::base64:
      return check_base64(text, field);
    case Form::uuid:
      return check_uuid(text, field);
    case Form::timestamp:
      return error_of(parse_time(text));
    case Form::date:
      return error_of(parse_day(text));
    default:
      return check_text(text, field);
  }
}

}  // namespace

MaybeFault check_value(JsonValue::Reader value, const FieldShape& field) {
  switch (field.form) {
    case Form::boolean:
      return check_boolean(value);
    case Form::integer:
      return check_integer(value, field.min, field.max);
    case Form::version:
      return check_integer(value, 0, static_cast<std::int64_t>(limits::max_json_integer));
    default:
      break;
  }
  if (!value.isString()) return fault("must be a text in quotes", "须为带引号的文本");
  return check_string(text_view(value.getString()), field);
}

}  // namespace minutebook::schema
