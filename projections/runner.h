#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ledger/service/ledger.h"
#include "projections/view.h"
#include "projections/view_file.h"

namespace minutebook::projections {

/// Why a file was built anew, or would be.
enum class RebuildReason {
  none,
  asked,
  absent,
  damaged,
  other_version,  ///< of the tables or of their meaning
  other_ledger,
  ahead,  ///< of the log, or of another history of it: an older copy of the log was put back
};

/// "none", "asked", "absent" …
std::string_view name_of(RebuildReason reason);

/// How far a view is.
struct ViewStatus {
  std::string_view view;
  std::int64_t version = 0;
  RebuildReason rebuild = RebuildReason::none;  ///< what the next catch-up would do
  Position next;                                ///< events before it are in the rows
  Position head;                                ///< of the log
  std::uint64_t bytes = 0;
  bool building = false;  ///< a rebuild has begun and will be gone on with
};

/// What a catch-up or a rebuild did.
struct Followed {
  RebuildReason rebuilt = RebuildReason::none;
  std::uint64_t events = 0;  ///< taken in
  Position next = {};
  /// After a rebuild: tables that the file before had at the same position, with other rows.
  std::vector<std::string> differing = {};
};

/// A table as it is and as it should be.
struct TableCheck {
  std::string table;
  std::uint64_t rows = 0;
  crypto::Digest found{};
  crypto::Digest expected{};  ///< of the same table built anew from the log
  bool holds() const { return found == expected; }
};

struct ViewCheck {
  std::string_view view;
  Position next = {};
  RebuildReason fault = RebuildReason::none;  ///< not usable at all, for that reason
  std::string damage = {};                    ///< what SQLite says of the file; empty: nothing
  std::vector<TableCheck> tables = {};
  bool holds() const;
};

/// Keeps the views of a ledger in step with its log. Borrows the ledger, opened for reading or
/// writing; one thread an object. Several processes may do this to the same folder: one writes a
/// view, the others wait for it.
class Runner {
 public:
  /// Called now and then: events looked at, of how many. False stops; what was done stays.
  using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

  Runner(service::Ledger& ledger, std::filesystem::path directory);

  const std::filesystem::path& directory() const { return directory_; }
  /// Of the log, as far as the ledger has caught up with it.
  Position head() const { return ledger_.store().head(); }
  /// Where a view is to be read.
  std::filesystem::path file_of(const View& view) const;
  Result<ViewStatus> status(const View& view) const;
  /// Follows the log to its head; builds anew what is absent, damaged, or not of this log.
  Result<Followed> catch_up(const View& view, const Progress& progress = {});
  /// Builds anew into another file, while the present one serves; then swaps.
  Result<Followed> rebuild(const View& view, const Progress& progress = {});
  /// Builds a shadow from the log and compares it with the file, table by table.
  Result<ViewCheck> check(const View& view, const Progress& progress = {});

 private:
  struct Looked;
  Looked look(const View& view) const;
  ViewIdentity identity_of(const View& view) const;
  Result<std::string> leaf_before(Position next) const;
  Result<Database> create(const View& view, const std::filesystem::path& file) const;
  Result<std::uint64_t> follow(const View& view, const Database& database, Position end,
                               const Progress& progress) const;
  Result<Followed> fill(const View& view, const std::filesystem::path& file,
                        const Progress& progress);
  Result<Followed> build(const View& view, RebuildReason reason, const Progress& progress);
  Result<std::vector<std::string>> differences(const View& view, const Database& fresh) const;
  Result<void> swap_in(const View& view, const std::filesystem::path& built) const;

  service::Ledger& ledger_;
  std::filesystem::path directory_;
};

}  // namespace minutebook::projections
