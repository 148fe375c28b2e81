#include "projections/query/views_reader.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "ledger/base/check.h"

namespace minutebook::projections {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view tree_view = "register";

Result<fs::path> file_of(const ViewsReader::Options& options, std::string_view view) {
  const fs::path file = options.directory / (std::string(view) + ".sqlite");
  std::error_code error;
  if (fs::is_regular_file(file, error)) return file;
  const std::string name = file.filename().string();
  return fail(Errc::not_found,
              "there is no " + name + ": build it with minutebook projections rebuild",
              "没有 " + name + "：请用 minutebook projections rebuild 生成");
}

/// The file is one of this ledger's, and the one that its name says.
Result<ViewIdentity> identity_in(const fs::path& file, std::string_view view,
                                 const ViewsReader::Options& options) {
  MB_TRY(database, Database::open(file, OpenFor::reading));
  MB_TRY_VOID(
      database.execute("PRAGMA busy_timeout = " + std::to_string(options.busy_milliseconds)));
  MB_TRY(identity, read_identity(database));
  const std::string name = file.filename().string();
  if (identity.ledger != options.ledger) {
    return fail(Errc::conflict,
                name + " was made from another ledger (" + printable(identity.ledger) + ", not " +
                    options.ledger + "); build it anew with minutebook projections rebuild",
                name + " 来自另一账本（" + printable(identity.ledger) + "，而非 " + options.ledger +
                    "）；请用 minutebook projections rebuild 重新生成");
  }
  if (identity.name != view) {
    return fail(Errc::corruption, name + " holds the view " + printable(identity.name),
                name + " 中是视图 " + printable(identity.name));
  }
  return identity;
}

Result<std::int64_t> last_position(const Database& database, const std::string& view) {
  MB_TRY(query, database.prepare("SELECT value FROM \"" + view + "\".meta WHERE key = 'next'"));
  MB_TRY(found, query.step());
  std::int64_t next = -1;
  if (found) {
    const std::string_view text = query.text(0);
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), next);
    if (parsed.ec == std::errc() && next >= 0) return next - 1;
  }
  return fail(Errc::corruption, view + ".sqlite does not say how far it is",
              view + ".sqlite 未注明进度");
}

}  // namespace

Result<ViewsReader> ViewsReader::open(const Options& options,
                                      std::span<const std::string_view> names) {
  std::set<std::string_view> all(names.begin(), names.end());
  all.insert(tree_view);
  MB_TRY(tree_file, file_of(options, tree_view));
  // Attached files inherit that they are only read.
  MB_TRY(database, Database::open(tree_file, OpenFor::reading));
  ViewsReader reader(std::move(database));
  MB_TRY_VOID(reader.database_.execute("PRAGMA busy_timeout = " +
                                       std::to_string(options.busy_milliseconds)));
  for (const std::string_view view : all) {
    MB_TRY(file, file_of(options, view));
    MB_TRY(identity, identity_in(file, view, options));
    MB_TRY(attach, reader.database_.prepare("ATTACH ?1 AS \"" + std::string(view) + '"'));
    const std::string path = file.string();
    MB_TRY_VOID(attach.run_with(std::string_view(path)));
    reader.identities_.emplace(view, std::move(identity));
  }
  return reader;
}

const ViewIdentity& ViewsReader::identity(std::string_view view) const {
  const auto found = identities_.find(view);
  MB_CHECK(found != identities_.end());
  return found->second;
}

ViewsReader::Snapshot::~Snapshot() {
  // Nothing was written: there is nothing that could fail to be undone.
  if (database_ != nullptr) static_cast<void>(database_->execute("ROLLBACK"));
}

Result<ViewsReader::Snapshot> ViewsReader::snapshot() const {
  MB_TRY_VOID(database_.execute("BEGIN"));
  Snapshot snapshot(database_);
  snapshot.known_ = INT64_MAX;
  for (const auto& [view, identity] : identities_) {
    MB_TRY(last, last_position(database_, view));
    snapshot.known_ = std::min(snapshot.known_, last);
    snapshot.latest_ = std::max(snapshot.latest_, last);
  }
  return snapshot;
}

}  // namespace minutebook::projections
