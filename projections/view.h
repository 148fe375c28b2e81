#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "ledger/service/ledger.h"
#include "ledger/store/stored_event.h"
#include "projections/database.h"
#include "projections/table.h"

namespace minutebook::projections {

/// Turns events into the rows of one file. What it writes depends on the events so far and on
/// nothing else: not on when it was stopped, nor on how the log was cut into transactions.
class Projection {
 public:
  virtual ~Projection() = default;
  /// Writes the rows of the next event, within the transaction of the caller.
  virtual Result<void> apply(const store::StoredEvent& event) = 0;
  /// Writes what it has put off, before the transaction of the caller ends.
  virtual Result<void> settle() { return {}; }
};

/// A file of read models that belong together: what is in it and how it follows the log.
struct View {
  std::string_view name;  ///< of its file: NAME.sqlite
  /// Raised when the same events give other rows in the same tables.
  std::int64_t version = 1;
  std::span<const Table* const> tables;
  std::string_view more_sql = {};  ///< of tables beside these: text indexes
  /// A projection that goes on after the events before `next`.
  Result<std::unique_ptr<Projection>> (*begin)(const Database& database,
                                               const service::Ledger& ledger,
                                               Position next) = nullptr;

  /// The SQL of an empty file, without the indexes that come after a rebuild.
  std::string schema() const;
  std::string indexes() const;
};

/// Every view, in the order in which they are told of.
std::span<const View* const> all_views();
/// Null when there is none of that name.
const View* find_view(std::string_view name);

}  // namespace minutebook::projections
