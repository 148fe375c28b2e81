#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"
#include "ledger/tlog/policy.h"
#include "tools/mirror/tile_folder.h"

namespace minutebook::mirror {

/// Where a mirror copies from: another ledger over HTTP, or this one for an export.
struct Origin {
  std::function<Result<std::string>()> checkpoint;
  std::function<Result<Bytes>(const tlog::TilePath&)> read;
};

/// What one round did.
struct Round {
  std::uint64_t from = 0;  ///< size before
  std::uint64_t to = 0;    ///< size after: equal when there was nothing new
  crypto::Digest root{};
  std::size_t witnesses = 0;  ///< that cosigned the newest checkpoint
};

/// A log that contradicts what it showed before: both signed notes, for whoever has to judge.
struct Fork {
  std::string held;     ///< verified earlier
  std::string offered;  ///< what contradicts it
  Bilingual why;
};

struct MirrorOptions {
  /// Called after each bundle of entries, with the sizes so far and at the end.
  std::function<void(std::uint64_t done, std::uint64_t total)> progress = {};
  /// True to stop between two bundles: what is there stays, the next round goes on.
  std::function<bool()> stop = {};
};

/// A verified copy of a log in a folder. Every entry is hashed here and the tree built from it; a
/// checkpoint is taken in only when the policy trusts it and its root is that of this tree, which
/// begins with everything verified before. Memory does not depend on the log's size. One thread.
class Mirror {
 public:
  Mirror(TileFolder folder, const tlog::Policy& policy, Origin origin)
      : folder_(std::move(folder)), policy_(policy), origin_(std::move(origin)) {}

  /// One round. The error of the origin, of the disk, or of an untrusted checkpoint
  /// (Errc::unauthorised); Errc::corruption when the origin's entries and its checkpoint disagree,
  /// and then fork() has the evidence, which is also kept in the folder, if it is one.
  Result<Round> run(const MirrorOptions& options = {});

  /// The evidence of the last round's refusal.
  const std::optional<Fork>& fork() const { return fork_; }

 private:
  struct Held {
    std::string note;
    merkle::TreeHead head;
  };
  Result<std::optional<Held>> held();
  Result<void> extend(merkle::GrowingTiles& tree, std::uint64_t size, const MirrorOptions& options);
  Result<void> take_bundle(merkle::GrowingTiles& tree, std::uint64_t size);
  Result<void> check_known(const merkle::TileId& known, const std::vector<ByteSpan>& entries) const;
  Result<void> write_tiles(merkle::GrowingTiles& tree, std::uint64_t size);
  Result<void> check_older(const Held& held, const merkle::TreeHead& offered,
                           const std::string& note);
  tl::unexpected<Error> refuse(const Held& held, const std::string& offered, Bilingual why);
  Result<bool> contradicts(const Held& held, const merkle::TreeHead& offered) const;

  TileFolder folder_;
  const tlog::Policy& policy_;
  Origin origin_;
  std::map<unsigned, merkle::GrowingTiles::Changed> partial_;  // by level, not yet written
  crypto::Suite suite_ = crypto::Suite::standard;
  std::optional<Fork> fork_;
};

/// The tile interface of `url`, such as http://ledger.example/log.
Origin over_http(const std::string& url);

}  // namespace minutebook::mirror
