#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "ledger/base/clock.h"
#include "ledger/base/ids.h"
#include "ledger/base/random.h"
#include "ledger/base/result.h"
#include "ledger/crypto/digest.h"
#include "ledger/store/event_store.h"
#include "ledger/store/lock_file.h"

namespace minutebook::service {

/// Where things are in a ledger's directory.
struct LedgerPaths {
  std::filesystem::path root;
  std::filesystem::path config() const { return root / "ledger.toml"; }
  std::filesystem::path keys() const { return root / "keys"; }
  std::filesystem::path ledger_key() const { return keys() / "ledger.pem"; }
  /// The next key, while it takes over.
  std::filesystem::path next_ledger_key() const { return keys() / "ledger.next.pem"; }
  std::filesystem::path log() const { return root / "log"; }
  std::filesystem::path views() const { return root / "views"; }
  std::filesystem::path reports() const { return root / "reports"; }
  std::filesystem::path lock() const { return root / "lock"; }
  /// Which witnesses are asked for their cosignatures (tlog-policy); need not be there.
  std::filesystem::path witness_policy() const { return root / "witnesses.policy"; }
  /// What the operator may change (settings.h); need not be there.
  std::filesystem::path settings() const { return root / "settings.toml"; }
  std::filesystem::path published() const { return root / "checkpoint"; }
};

/// What ledger.toml says; the same for the life of the ledger.
struct LedgerInfo {
  LedgerId id;
  std::string name;
  crypto::Suite suite = crypto::Suite::standard;
  std::int16_t zone_offset_minutes = 0;
  Subject founder = Subject::from_stored("service/founder");
  std::uint32_t format = store::format_version;
};

struct CreateOptions {
  std::string name =
      {};  ///< the origin line of its checkpoints, such as minutebook.example/zhejiang
  crypto::Suite suite = crypto::Suite::standard;
  std::int16_t zone_offset_minutes = 480;
  Subject founder = Subject::from_stored("service/founder");
  std::string software = {};        ///< name and version of the program, for the genesis event
  std::string key_passphrase = {};  ///< encrypts the ledger's key; empty: not encrypted
};

/// Makes a ledger in `directory` (absent, or an empty directory): folders (0700), the ledger's key
/// (0600), ledger.toml, the store, the genesis event. Errc::conflict when there is something in it.
/// A crash leaves an unfinished ledger that open() refuses by name and that creating anew in the
/// same directory completes from scratch: it holds nothing that was ever acknowledged.
Result<LedgerInfo> create_ledger(const std::filesystem::path& directory,
                                 const CreateOptions& options, Clock& clock, Random& random);

enum class OpenMode {
  write,  ///< takes the lock; at most one process
  read,   ///< beside a writer; also where the directory cannot be written
};

/// An open ledger. A resource. Reading members may be used by several threads.
class Ledger {
 public:
  /// `purpose` is shown to others who find the ledger locked, such as "minutebook submit".
  /// Opening for writing checks the end of the log (recovery.h).
  static Result<Ledger> open(const std::filesystem::path& directory, OpenMode mode,
                             std::string_view purpose, const store::StoreOptions& options = {});

  const LedgerPaths& paths() const { return paths_; }
  const LedgerInfo& info() const { return info_; }
  store::EventStore& store() { return *store_; }
  const store::EventStore& store() const { return *store_; }
  OpenMode mode() const { return mode_; }

  /// Flushes, closes, gives up the lock. The destructor does the same without telling of errors.
  Result<void> close();

 private:
  Ledger() = default;
  LedgerPaths paths_;
  LedgerInfo info_;
  OpenMode mode_ = OpenMode::read;
  std::optional<store::LockFile> lock_;  // outlives the store below it
  std::unique_ptr<store::EventStore> store_;
};

}  // namespace minutebook::service
