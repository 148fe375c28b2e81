#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tools/export/ocel_event.h"
#include "tools/export/ocel_types.h"

namespace minutebook::exporting {

/// A log in the relational schema of OCEL 2.0, being made in one SQLite file: one table for each
/// type that occurs, made when it first does. All of it is one transaction: a file that was not
/// finished holds nothing. Equal calls give equal bytes. A resource; one thread.
class OcelDatabase {
 public:
  /// In an empty file, which is overwritten.
  static Result<OcelDatabase> create(const std::filesystem::path& file);

  /// An event with everything it says.
  Result<void> add(const OcelEvent& event);
  /// What is known of objects from elsewhere, since that moment.
  Result<void> apply(const std::vector<OcelChange>& changes, const std::string& time);
  /// A value that an object has since that moment. One that it has already changes nothing.
  Result<void> set(const OcelObject& object, const OcelValue& value, const std::string& time);
  /// Gives each object its first row and ends the transaction.
  Result<void> finish();

  /// Has an event or another object named it?
  Result<bool> has(std::string_view object);
  std::uint64_t event_count() const { return events_; }
  std::uint64_t object_count() const { return objects_; }
  const projections::Database& database() const { return database_; }

 private:
  explicit OcelDatabase(projections::Database database) : database_(std::move(database)) {}
  Result<projections::Statement*> statement(const std::string& sql);
  Result<void> run(const std::string& sql, const std::vector<projections::Value>& values);
  Result<void> declare(const char* side, const std::string& type,
                       std::span<const OcelAttribute> attributes);
  Result<void> note(const OcelObject& object);
  Result<void> relate(const OcelChange& change);
  Result<void> add_first_row(const OcelChange& change, const std::string& time);
  Result<std::optional<projections::Value>> first_cell(
      const std::string& sql, const std::vector<projections::Value>& values);

  projections::Database database_;
  std::unordered_map<std::string, projections::Statement> statements_;
  std::unordered_map<std::string, bool> declared_;  ///< "event BallotCast"
  std::uint64_t events_ = 0;
  std::uint64_t objects_ = 0;
};

/// The table of a type: side "event" or "object".
std::string ocel_table(std::string_view side, std::string_view type);

}  // namespace minutebook::exporting
