#pragma once

#include <cstdint>
#include <string>

#include "tools/minutebook/session.h"

namespace minutebook::cli {

struct NightlyOptions {
  unsigned days = 7;                     ///< within which every stored byte is read at least once
  std::uint64_t max_mib_per_second = 0;  ///< 0: no limit
  unsigned threads = 0;                  ///< 0: one for each processor
  std::string policy;                    ///< file; empty: cosignatures are not asked for
  std::string tsa_ca;                    ///< PEM file; empty: what the ledger's settings name
  std::string metrics;                   ///< file; empty: reports/nightly.prom
  std::string webhook;                   ///< URL told of a fault; empty: none
  bool syslog = false;                   ///< told of a fault, as CEF
  std::string passphrase_file;           ///< of the ledger's key, for recording the result
};

/// What a timer runs: what is new since the last sound run, at level `signatures`, and the next
/// part of a rolling reading of everything. Writes reports/nightly-DATE.json and .html, the
/// metrics, and records IntegrityVerified; on a fault tells syslog and the webhook, and gives
/// ExitStatus::fault. Whatever of this could not be done is a fault, too, and is said on stderr.
ExitStatus run_nightly(Session& session, const NightlyOptions& options);

}  // namespace minutebook::cli
