#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "projections/query/kinds.h"
#include "projections/query/list.h"
#include "tests/crypto/temporary_folder.h"

/// Read models with a few rows in every table, for tests of what asks them.
namespace minutebook::projections::test {

inline constexpr std::string_view ledger_id = "11111111-2222-4333-8444-555555555555";
inline constexpr std::int64_t sample_rows = 60;  // of every table but the organizations
inline constexpr std::int16_t zone = 480;

/// organization/nation > zj > hz > xh, zj > nb, nation > js.
const std::map<std::string, std::string>& sample_tree();  // child to parent, "" for the root
bool is_at_or_below(std::string organization, const std::string& above);

/// Row n of a table became known at position n and is so since the n-th day of 2021. Its subject is
/// one of ten, each of another organization or of none.
Instant sample_time(std::int64_t n);
std::string sample_subject(std::int64_t n);
Value sample_organization(std::int64_t n);
/// The words of event n.
std::string sample_words(std::int64_t n);
/// A value of row n for a column; nothing for some.
Value sample_value(const Column& column, std::int64_t n);

class SampleViews {
 public:
  SampleViews();

  const std::filesystem::path& directory() const { return folder_.path(); }
  ViewsReader::Options options() const {
    return {.directory = folder_.path(), .ledger = std::string(ledger_id)};
  }
  ViewsReader open() const;
  /// Every row that a table has, in the order of writing.
  std::vector<Row> rows(const Kind& kind) const;
  /// More rows or another meta, as a projection would write.
  void change(std::string_view view, const std::string& sql) const;
  Database open_to_write(std::string_view view) const;

 private:
  TemporaryFolder folder_;
};

/// As the whole ledger sees it on the last day, at most limits::max_list_rows rows.
ListQuestion everything(const Kind& kind);
/// The value as a filter has it.
std::string spelled(const Column& column, const Value& value);

}  // namespace minutebook::projections::test
