#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/base/result.h"
#include "ledger/tlog/policy.h"
#include "tools/witness/client.h"

namespace minutebook::witness {

struct GatherOptions {
  server::ClientLimits client;
  unsigned attempts = 3;                       ///< of a witness that is out of reach
  std::chrono::milliseconds first_pause{200};  ///< before the second attempt; doubled each time
};

/// One witness of the policy, after a round.
struct WitnessReport {
  std::string name;                      ///< within the policy
  std::optional<CosignOutcome> outcome;  ///< what it answered in this round
  std::optional<Error> error;            ///< why it did not
  unsigned attempts = 0;                 ///< 0 when the policy gives it no URL
  std::uint64_t cosigned_size = 0;  ///< the largest that it cosigned, in this and former rounds
  std::optional<tlog::PosixSeconds> cosigned_at;  ///< when that was, by its own clock
  std::uint64_t lag = 0;  ///< leaves of this checkpoint that it has not cosigned

  bool reachable() const { return outcome.has_value(); }
};

struct Gathered {
  std::string note;                      ///< the signed checkpoint with the cosignatures that came
  bool trusted = false;                  ///< it meets the policy
  std::vector<WitnessReport> witnesses;  ///< in the policy's order
};

/// Asks all witnesses of a policy at once. Remembers between rounds what each has, so that most
/// rounds take one request a witness. A resource; one round at a time.
class Gatherer {
 public:
  explicit Gatherer(tlog::Policy policy, GatherOptions options = {})
      : policy_(std::move(policy)), options_(options) {}

  /// One round for a signed checkpoint. Blocks until each witness has answered or used up its
  /// attempts. `proof_from` is called by several threads, one at a time. A witness that fails is in
  /// the report, never an error; Errc::invalid_input is for the checkpoint itself.
  Result<Gathered> gather(std::string_view signed_checkpoint, const ProofReader& proof_from);

  /// What a witness is known to have cosigned before, from kept checkpoints, say.
  void remember(const tlog::PolicyParty& witness, std::uint64_t size, tlog::PosixSeconds time);

 private:
  struct Known {
    std::uint64_t size = 0;
    std::optional<tlog::PosixSeconds> time;
  };
  WitnessReport ask(const tlog::PolicyParty& party, std::string_view note, const Known& known,
                    const ProofReader& proof_from) const;

  tlog::Policy policy_;
  GatherOptions options_;
  std::map<std::string, Known> known_;  // by the witness's key
};

}  // namespace minutebook::witness
