#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/ids.h"
#include "ledger/base/rfc3339.h"
#include "tools/export/ocds/json.h"

/// Reading somebody else's JSON: every value knows its place, and what is wrong is gathered.
namespace minutebook::ocds {

/// Something about one place of the source, for people.
struct Remark {
  std::string pointer;  ///< RFC 6901
  Bilingual text;
};

/// A value of the source. Borrows it, and where the faults go. A cursor without a value reads as
/// empty: what is missing stays missing. A field of the wrong type is a fault, and reads as
/// missing.
class Cursor {
 public:
  Cursor(const Json* value, std::string pointer, std::vector<Remark>& faults)
      : value_(value), pointer_(std::move(pointer)), faults_(&faults) {}

  explicit operator bool() const { return value_ != nullptr; }
  const std::string& pointer() const { return pointer_; }

  /// A field that is an object.
  Cursor object(std::string_view name) const;
  /// The items of a field that is a list of objects.
  std::vector<Cursor> items(std::string_view name) const;
  /// A field that is text; integers, which the standard allows as ids, are written out.
  std::string text(std::string_view name) const;
  std::optional<ZonedTime> time(std::string_view name) const;
  /// An amount of yuan under name.amount, in fen; none when its currency is another one.
  std::optional<std::int64_t> fen(std::string_view name) const;
  bool has(std::string_view name) const { return field(name) != nullptr; }
  /// Those of `names` that are there, as they are; the command's own reader checks them.
  Json pick(std::initializer_list<const char*> names) const;

  void fault(std::string_view name, std::string en, std::string zh) const;

 private:
  /// Null when there is none, or null stands there.
  const Json* field(std::string_view name) const;
  std::string pointer_to(std::string_view name) const;

  const Json* value_;
  std::string pointer_;
  std::vector<Remark>* faults_;
};

}  // namespace minutebook::ocds
