#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>

#include "ledger/base/result.h"

namespace minutebook {

/// An integer with a meaning: two of different meaning never mix.
template <typename Tag>
struct StrongNumber {
  std::uint64_t value = 0;
  constexpr StrongNumber() = default;
  constexpr explicit StrongNumber(std::uint64_t number) : value(number) {}
  auto operator<=>(const StrongNumber&) const = default;
  friend std::ostream& operator<<(std::ostream& out, StrongNumber number) {
    return out << number.value;
  }
};

/// Place of an event in the log: 0, 1, 2 … without gaps.
using Position = StrongNumber<struct PositionTag>;
/// Number of events in a stream; an event's version is its 1-based place in its stream.
using Version = StrongNumber<struct VersionTag>;

/// What a subject is. The word before the slash of a SUBJECT.
enum class SubjectKind : std::uint8_t {
  ledger,
  organization,
  venue,
  body,
  person,
  service,
  partner,
  partnership,
  programme,
  inspection,
  rulebook,
};

inline constexpr std::size_t subject_kind_count = 11;

/// "partnership", "person" …
std::string_view name_of(SubjectKind kind);
/// The kind of that name, or Errc::invalid_input.
Result<SubjectKind> parse_subject_kind(std::string_view name);

/// `kind/id`: names a stream of the log. The id is 1–64 characters of A–Z a–z 0–9 . _ -, beginning
/// with a letter or digit, so that it is safe in keys, paths and URLs.
class Subject {
 public:
  /// An invalid_input error says what is wrong with `text`.
  static Result<Subject> parse(std::string_view text);
  /// For text that was validated when it was stored; a malformed one is a bug.
  static Subject from_stored(std::string_view text);

  SubjectKind kind() const { return kind_; }
  std::string_view id() const { return std::string_view(text_).substr(slash_ + 1); }
  const std::string& text() const { return text_; }

  auto operator<=>(const Subject& other) const { return text_ <=> other.text_; }
  bool operator==(const Subject& other) const { return text_ == other.text_; }
  friend std::ostream& operator<<(std::ostream& out, const Subject& s) { return out << s.text_; }

 private:
  Subject() = default;
  std::string text_;
  SubjectKind kind_ = SubjectKind::ledger;
  std::size_t slash_ = 0;
};

/// A UUID (RFC 9562, any version) as 16 bytes; prints as 8-4-4-4-12 lower-case hexadecimal.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  static Result<Uuid> parse(std::string_view text);
  std::string text() const;
  bool is_nil() const { return *this == Uuid{}; }
  auto operator<=>(const Uuid&) const = default;
  friend std::ostream& operator<<(std::ostream& out, const Uuid& id) { return out << id.text(); }
};

/// Chosen by a command's author; makes a retry safe.
struct CommandId : Uuid {};
/// Chosen at `init`; binds every header to its ledger.
struct LedgerId : Uuid {};

}  // namespace minutebook

template <typename Tag>
struct std::hash<minutebook::StrongNumber<Tag>> {
  std::size_t operator()(minutebook::StrongNumber<Tag> n) const noexcept {
    return std::hash<std::uint64_t>{}(n.value);
  }
};

template <>
struct std::hash<minutebook::Subject> {
  std::size_t operator()(const minutebook::Subject& s) const noexcept {
    return std::hash<std::string>{}(s.text());
  }
};
