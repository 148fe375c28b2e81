#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/crypto/pem_file.h"
#include "tests/crypto/temporary_folder.h"
#include "tests/tlog/sample.h"
#include "tools/witness/witness.h"

/// A log and a witness that knows it, for this room's tests.
namespace minutebook::witness {

inline constexpr const char* log_name = "minutebook.example/zhejiang";
inline constexpr const char* witness_name = "discipline.example/w1";
inline constexpr std::int64_t second_ns = 1'000'000'000;
inline constexpr Instant start_of_test{1'800'000'000 * second_ns};

/// A log of which the test makes any checkpoint.
class Log {
 public:
  explicit Log(tlog::Signer signer)
      : signer_(std::move(signer)),
        suite_(signer_.verifier().public_key().algorithm() == crypto::Algorithm::sm2
                   ? merkle::Suite::gm
                   : merkle::Suite::standard) {}

  const tlog::VerifierKey& key() const { return signer_.verifier(); }

  tlog::Checkpoint head(std::uint64_t size) const {
    return {key().name(), tlog::SmallTree(size, suite_).head, {}};
  }
  /// A tree that a log which rewrote its past would have.
  tlog::Checkpoint forked_head(std::uint64_t size) const {
    tlog::Checkpoint head_of_fork = head(size);
    head_of_fork.head.root[0] ^= 1;
    return head_of_fork;
  }
  std::string sign(const tlog::Checkpoint& checkpoint) const {
    return tlog::signed_checkpoint(checkpoint, {signer_.sign(checkpoint).value()});
  }
  merkle::Proof proof(std::uint64_t old_size, std::uint64_t size) const {
    const tlog::SmallTree tree(size, suite_);
    return merkle::consistency_proof(suite_, old_size, size,
                                     [&](const merkle::Node& at) { return tree.node(at); })
        .value();
  }
  std::string request(std::uint64_t old_size, std::uint64_t size) const {
    return request(old_size, head(size), proof(old_size, size));
  }
  std::string request(std::uint64_t old_size, const tlog::Checkpoint& checkpoint,
                      merkle::Proof proof) const {
    return tlog::serialize(tlog::WitnessRequest{old_size, std::move(proof), sign(checkpoint)})
        .value();
  }

 private:
  tlog::Signer signer_;
  merkle::Suite suite_;
};

inline Log ed25519_log(const char* name = log_name) {
  return Log(tlog::ed25519_signer(name, tlog::KeyRole::log, 1));
}

/// A witness's folder, which is opened and opened again.
class Bench {
 public:
  explicit Bench(std::vector<tlog::VerifierKey> logs,
                 crypto::Algorithm algorithm = crypto::Algorithm::ed25519)
      : paths(folder_.path() / "witness"),
        key(make_witness(paths, {witness_name, std::move(logs)},
                         crypto::PrivateKey::generate(algorithm), {})
                .value()) {}

  std::unique_ptr<Witness> open(WitnessOptions options = {}) {
    return Witness::open(paths, crypto::read_private_key(paths.key(), {}).value(), clock,
                         std::move(options))
        .value();
  }
  std::vector<HistoryEntry> history(std::string_view origin = log_name) const {
    std::vector<HistoryEntry> entries;
    const auto read = each_entry(history_file(paths.logs(), origin),
                                 [&](const HistoryEntry& entry) -> Result<bool> {
                                   entries.push_back(entry);
                                   return true;
                                 });
    MB_CHECK(read.has_value());
    return entries;
  }

 private:
  TemporaryFolder folder_;

 public:
  WitnessPaths paths;
  tlog::VerifierKey key;
  ManualClock clock{start_of_test};
};

/// The time of a valid cosignature of that checkpoint; nothing when the answer has none.
inline std::optional<tlog::PosixSeconds> cosigned_at(const tlog::VerifierKey& witness,
                                                     const tlog::Checkpoint& checkpoint,
                                                     const std::string& answer) {
  const auto lines = tlog::parse_signature_lines(answer);
  if (!lines || lines->size() != 1) return std::nullopt;
  const std::string text = tlog::serialize(checkpoint).value();
  if (!witness.verify(text, lines->front().bytes)) return std::nullopt;
  return tlog::parse_cosignature(lines->front().bytes)->time;
}

}  // namespace minutebook::witness
