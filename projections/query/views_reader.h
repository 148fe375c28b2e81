#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "projections/database.h"
#include "projections/view_file.h"

namespace minutebook::projections {

/// Files of read models, opened for questions: each is a schema of its name in SQL. A resource;
/// one thread. What it reads within a Snapshot is of one moment.
class ViewsReader {
 public:
  struct Options {
    std::filesystem::path directory;
    std::string ledger;              ///< its id, as the files have it
    int busy_milliseconds = 20'000;  ///< to wait for a process that writes before Errc::locked
  };

  /// `names` of views; "register", which has the tree of organizations, is always opened as well.
  /// Errc::not_found when a file is not there, Errc::conflict when it is of another ledger,
  /// Errc::corruption when it is no file of read models.
  static Result<ViewsReader> open(const Options& options, std::span<const std::string_view> names);

  const Database& database() const { return database_; }
  bool has(std::string_view view) const { return identities_.contains(std::string(view)); }
  /// Of a view that is open.
  const ViewIdentity& identity(std::string_view view) const;

  /// From its making to its end all files stay as they are.
  class Snapshot {
   public:
    Snapshot(Snapshot&& other) noexcept
        : database_(std::exchange(other.database_, nullptr)),
          known_(other.known_),
          latest_(other.latest_) {}
    Snapshot& operator=(Snapshot&&) = delete;
    ~Snapshot();
    /// The last position that is in the rows of every open file; -1 before the first.
    std::int64_t known() const { return known_; }
    /// True when no open file has rows of later positions.
    bool is_even() const { return known_ == latest_; }

   private:
    friend class ViewsReader;
    explicit Snapshot(const Database& database) : database_(&database) {}
    const Database* database_;
    std::int64_t known_ = -1;
    std::int64_t latest_ = -1;
  };
  Result<Snapshot> snapshot() const;

 private:
  explicit ViewsReader(Database database) : database_(std::move(database)) {}
  Database database_;
  std::map<std::string, ViewIdentity, std::less<>> identities_;
};

}  // namespace minutebook::projections
