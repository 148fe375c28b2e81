#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/service/ledger.h"
#include "ledger/store/stored_event.h"
#include "ledger/tlog/proof.h"

/// Receipts: a tlog-proof whose extra data is the entry itself, so that whoever holds it needs
/// nothing else. The extra data is framed like a stored record (store/record.h); without its
/// payload the salt is zero. It is believed only because the leaf derived from it is the one
/// proved.
namespace minutebook::service {

struct ReceiptOptions {
  /// Against the kept checkpoint of that tree size; else against the newest one.
  std::optional<std::uint64_t> tree_size = {};
  /// With the payload, so that it shows what was recorded and not only that, when and by whom.
  bool payload = true;
};

/// The receipt of one event. A payload that would not fit limits::max_tlog_proof_bytes is left out.
/// Errc::not_found when the checkpoint does not cover the event, or there is none of that size.
Result<std::string> make_receipt(const Ledger& ledger, Position position,
                                 const ReceiptOptions& options = {});

/// A receipt whose every part was verified.
struct VerifiedReceipt {
  store::StoredEvent event;  ///< redacted() when the receipt is without payload
  crypto::Suite suite = crypto::Suite::standard;
  crypto::Digest leaf{};
  tlog::TrustedCheckpoint trusted;
};

/// Verifies a receipt offline: the checkpoint against the policy, the proof against the checkpoint,
/// the header against the proof, the payload against the header. Errc::unauthorised when the policy
/// does not trust the checkpoint; Errc::invalid_input when anything else does not hold.
Result<VerifiedReceipt> verify_receipt(std::string_view bytes, const tlog::Policy& policy);

/// How a ledger contradicts a verified receipt; a sentence each, none when it does not. A ledger
/// that has lost or replaced the entry cannot hide it from whoever holds a receipt.
Result<std::vector<Bilingual>> contradictions(const Ledger& ledger, const VerifiedReceipt& receipt);

}  // namespace minutebook::service
