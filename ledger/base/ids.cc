#include "ledger/base/ids.h"

#include <algorithm>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"

namespace minutebook {
namespace {

constexpr std::array<std::string_view, subject_kind_count> kind_names{
    "ledger",  "organization", "venue",     "body",       "person",  "service",
    "partner", "partnership",  "programme", "inspection", "rulebook"};

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_valid_id(std::string_view id) {
  return !id.empty() && id.size() <= limits::max_subject_id_bytes && is_alphanumeric(id[0]) &&
         std::all_of(id.begin(), id.end(),
                     [](char c) { return is_alphanumeric(c) || c == '.' || c == '_' || c == '-'; });
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string_view name_of(SubjectKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

Result<SubjectKind> parse_subject_kind(std::string_view name) {
  const auto* const found = std::find(kind_names.begin(), kind_names.end(), name);
  if (found == kind_names.end()) {
    const std::string shown = printable(name);
    return fail(Errc::invalid_input, "there is no subject kind \"" + shown + "\"",
                "没有“" + shown + "”这种对象类型");
  }
  return static_cast<SubjectKind>(found - kind_names.begin());
}

Result<Subject> Subject::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    const std::string shown = printable(text);
    return fail(Errc::invalid_input, "\"" + shown + "\" is not a subject: write kind/id",
                "“" + shown + "”不是对象：请写作 类型/编号");
  }
  MB_TRY(kind, parse_subject_kind(text.substr(0, slash)));
  if (!is_valid_id(text.substr(slash + 1))) {
    const std::string shown = printable(text.substr(slash + 1));
    return fail(
        Errc::invalid_input,
        "\"" + shown +
            "\" is not an id: 1 to 64 of A-Z a-z 0-9 . _ -, first a letter or "
            "digit",
        "“" + shown + "”不是有效编号：须为 1 至 64 个字母、数字或 . _ -，且以字母或数字开头");
  }
  Subject subject;
  subject.text_ = text;
  subject.kind_ = kind;
  subject.slash_ = slash;
  return subject;
}

Subject Subject::from_stored(std::string_view text) {
  auto subject = parse(text);
  MB_CHECK(subject.has_value());
  return *std::move(subject);
}

Result<Uuid> Uuid::parse(std::string_view text) {
  Uuid id;
  bool valid = text.size() == 36;
  std::size_t digit = 0;
  for (std::size_t i = 0; valid && i < text.size(); ++i) {
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      valid = text[i] == '-';
      continue;
    }
    const int value = hex_digit(text[i]);
    valid = value >= 0;
    if (!valid) break;
    auto& byte = id.bytes[digit / 2];
    byte = static_cast<std::uint8_t>(byte << 4 | value);
    ++digit;
  }
  if (!valid) {
    const std::string shown = printable(text);
    return fail(Errc::invalid_input, "\"" + shown + "\" is not a UUID (8-4-4-4-12 hexadecimal)",
                "“" + shown + "”不是 UUID（8-4-4-4-12 位十六进制）");
  }
  return id;
}

std::string Uuid::text() const {
  std::string hex = to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  for (const std::size_t at : {8, 13, 18, 23}) hex.insert(at, 1, '-');
  return hex;
}

}  // namespace minutebook
