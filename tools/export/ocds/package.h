#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ledger/service/ledger.h"
#include "tools/export/ocds/releases.h"

/// Packages: what is published, written piece by piece, one release or record a line.
namespace minutebook::ocds {

enum class PackageKind { releases, records };

/// The standard's extension for bids, and where this program's own extension is published.
inline constexpr std::string_view bid_extension =
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/v1.1.5/"
    "extension.json";
inline constexpr std::string_view own_extension =
    "https://minutebook.example/ocds/minutebook/extension.json";

struct PackageOptions {
  PackageKind kind = PackageKind::releases;
  std::string extension_url = std::string(own_extension);
  Position last;         ///< of the log as it was looked at
  Instant published_at;  ///< when that position was recorded
};

/// Writes a package: head, items, end. Nothing of it depends on when or where it is written.
class PackageWriter {
 public:
  using Write = std::function<void(std::string_view)>;

  PackageWriter(const service::LedgerInfo& ledger, const PackageOptions& options, Write write);
  void add(const Process& process);
  void finish();
  /// Releases or records written so far.
  std::size_t items() const { return items_; }

 private:
  void item(const Json& value);

  PackageKind kind_;
  Write write_;
  std::size_t items_ = 0;
};

}  // namespace minutebook::ocds
