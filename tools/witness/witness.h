#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/base/result.h"
#include "ledger/tlog/signer.h"
#include "ledger/tlog/witness_request.h"
#include "tools/witness/config.h"
#include "tools/witness/log_record.h"
#include "tools/witness/rate_limit.h"

/// The independent witness (C2SP tlog-witness): keeps the last checkpoint of each log that it saw,
/// demands proof that the next one follows from it, persists, and only then cosigns.
namespace minutebook::witness {

struct WitnessOptions {
  Rate total{100, 500};   ///< of all requests, before anything of them is read
  Rate of_a_log{10, 50};  ///< of checkpoints that a log has signed
  FaultHook fault;        ///< for tests
};

/// What a request is answered.
struct Answer {
  unsigned status = 500;  ///< as of HTTP
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
  /// For the operator's log: one of a few fixed words, and which log and size when they are known.
  std::string_view what;
  std::string origin;
  std::uint64_t size = 0;
};

/// One witness over its folder. A resource: neither copied nor moved; thread-safe.
class Witness {
 public:
  /// Takes the folder's lock for as long as it lives and reads what it holds of each log. `key` is
  /// the folder's (crypto::read_private_key). Errc::locked, Errc::corruption.
  static Result<std::unique_ptr<Witness>> open(const WitnessPaths& paths, crypto::PrivateKey key,
                                               Clock& clock, WitnessOptions options = {});
  Witness(const Witness&) = delete;
  Witness& operator=(const Witness&) = delete;

  const tlog::VerifierKey& verifier() const { return signer_.verifier(); }
  std::size_t log_count() const { return logs_.size(); }

  /// Answers the body of add-checkpoint:
  ///   200  cosignature lines; given out only after it is on the disk that this was cosigned
  ///   400  malformed, or the old size is larger than the checkpoint's
  ///   403  not signed by a key of the log        404  no such log here
  ///   409  the old size is not the one held, or the tree of that size is another one: a fork, kept
  ///        as evidence; the body is the size held, as text/x.tlog.size
  ///   422  the proof does not hold               429  too many requests
  ///   500  the disk said no: nothing more is cosigned for this log until the next open()
  Answer add_checkpoint(std::string_view body);

  /// The largest checkpoint cosigned of that log, if there is any.
  std::optional<tlog::Checkpoint> held(std::string_view origin);

 private:
  struct Log {
    Log(LogRecord opened, Rate rate) : record(std::move(opened)), limit(rate) {}
    std::mutex mutex;  // compare and persist are one step
    LogRecord record;
    RateLimit limit;
  };
  /// A request of which the checkpoint's signature was verified.
  struct Submission {
    tlog::WitnessRequest request;
    tlog::OpenedCheckpoint opened;
    merkle::Suite suite;
  };
  Witness(FolderLock lock, tlog::Signer signer, Clock& clock, const WitnessOptions& options)
      : lock_(std::move(lock)), signer_(std::move(signer)), clock_(clock), total_(options.total) {}

  bool may_ask();
  Log* find(std::string_view origin);
  Answer decide(Log& log, const Submission& submission);
  Answer cosign(Log& log, const Submission& submission);
  Answer refuse(Log& log, const Submission& submission, Reason reason);
  tlog::PosixSeconds time_after(const std::optional<Held>& held);

  FolderLock lock_;
  tlog::Signer signer_;
  Clock& clock_;
  std::mutex total_mutex_;
  RateLimit total_;
  std::vector<std::unique_ptr<Log>> logs_;  // fixed after open()
};

}  // namespace minutebook::witness
