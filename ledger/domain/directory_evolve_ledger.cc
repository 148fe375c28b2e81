#include <vector>

#include "ledger/domain/act.h"
#include "ledger/domain/directory_evolver.h"

/// The ledger's own stream.
namespace minutebook::domain {
namespace {

using Body = schema::EventBody;

Bytes bytes_of(capnp::Data::Reader data) { return {data.begin(), data.end()}; }

}  // namespace

void DirectoryEvolver::apply_ledger(const Subject& subject, const EventView& event) {
  switch (event.body().which()) {
    case Body::LEDGER_CREATED:
      return create_ledger(subject, event);
    case Body::LEDGER_KEY_ROTATED:
      return rotate_key(event);
    case Body::INTEGRITY_VERIFIED:
      return record_verification(event);
    default:
      return;
  }
}

void DirectoryEvolver::create_ledger(const Subject& subject, const EventView& event) {
  const auto data = event.body().getLedgerCreated();
  const Subject founder = subject_of(data.getFounder());
  LedgerRecord record;
  record.subject = subject;
  record.name = text_of(data.getName());
  record.zone_offset_minutes = data.getZoneOffsetMinutes();
  record.founder = founder;
  record.suite = crypto::parse_suite(text_of(data.getSuite())).value_or(crypto::Suite::standard);
  if (data.hasPublicKey()) {
    record.signing_keys.push_back({bytes_of(data.getPublicKey()), event.position(), std::nullopt});
  }
  directory_.ledger_ = std::move(record);
  directory_.principals_[founder] = {
      std::string(founder.id()), std::nullopt, {}, {}, event.position()};
}

void DirectoryEvolver::rotate_key(const EventView& event) {
  auto& keys = directory_.ledger_.signing_keys;
  if (!keys.empty()) keys.back().until = event.position();
  const auto data = event.body().getLedgerKeyRotated();
  keys.push_back({bytes_of(data.getPublicKey()), event.position(), std::nullopt});
}

void DirectoryEvolver::record_verification(const EventView& event) {
  const auto data = event.body().getIntegrityVerified();
  auto& last = directory_.ledger_.verifications;
  const std::string level = text_of(data.getLevel());
  std::erase_if(last, [&](const VerificationRecord& record) { return record.level == level; });
  last.push_back({level, Position{data.getFrom()}, Position{data.getTo()}, data.getTreeSize(),
                  digest_of(data.getRootHash()), data.getFaults(),
                  digest_of(data.getReportDigest()), to_time(data.getFinishedAt()),
                  data.getFullRead(), event.position()});
}

}  // namespace minutebook::domain
