#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/tlog/checkpoint.h"
#include "ledger/tlog/cosignature.h"

/// Whose signatures make a checkpoint trusted (C2SP tlog-policy). Pure.
///
///   log <vkey> [<url>]
///   witness <name> <vkey> [<url>]
///   group <name> all|any|<k> <member>...
///   quorum <name of a witness or group>|none
///
/// A group is met when k of its members are; names are defined before they are used, and each is a
/// member of one group at most, so that no witness counts twice.
namespace minutebook::tlog {

/// A log or a witness of a policy.
struct PolicyParty {
  std::string name;  ///< of a witness, within the policy; empty for a log
  VerifierKey key;
  std::string url;  ///< empty when the policy gives none
};

/// A group of a policy. A member is the index of an item: witnesses first, then groups.
struct PolicyGroup {
  std::string name;
  std::size_t threshold = 1;
  std::vector<std::size_t> members;
};

/// A cosignature that was verified.
struct Witnessed {
  std::string name;  ///< the witness's, within the policy
  PosixSeconds time = 0;
};

/// A checkpoint that met a policy.
struct TrustedCheckpoint {
  Checkpoint checkpoint;
  OpenedNote note;
  std::vector<Witnessed> witnesses;  ///< all that cosigned, needed for the quorum or not
};

/// A policy. A value; thread-safe.
class Policy {
 public:
  /// Reads a policy file of at most limits::max_tlog_policy_bytes, and limits::max_policy_items of
  /// each kind. Errc::invalid_input names the line.
  static Result<Policy> parse(std::string_view text);

  const std::vector<PolicyParty>& logs() const { return logs_; }
  const std::vector<PolicyParty>& witnesses() const { return witnesses_; }
  const std::vector<PolicyGroup>& groups() const { return groups_; }
  /// The name in the quorum line, "none" included.
  std::string_view quorum() const { return quorum_name_; }
  /// True when no cosignature is needed.
  bool needs_no_witness() const { return !quorum_; }

  /// Opens a signed checkpoint: signed by a listed log whose key name is the origin, and cosigned
  /// as the quorum says. Errc::unauthorised otherwise; the message says what is missing. A policy
  /// without logs opens nothing.
  Result<TrustedCheckpoint> open(std::string_view signed_note) const;
  /// As above, for a policy without logs of its own: `logs` are known from elsewhere and accepted
  /// besides those listed.
  Result<TrustedCheckpoint> open(std::string_view signed_note,
                                 std::span<const VerifierKey> logs) const;

 private:
  friend class PolicyParser;
  Policy() = default;
  bool is_met(const std::vector<Witnessed>& witnesses) const;
  std::vector<Witnessed> witnesses_of(const OpenedNote& note) const;

  std::vector<PolicyParty> logs_;
  std::vector<PolicyParty> witnesses_;
  std::vector<PolicyGroup> groups_;
  std::string quorum_name_;
  std::optional<std::size_t> quorum_;  // an item, or none
};

}  // namespace minutebook::tlog
