#include "ledger/service/genesis.h"

#include <array>

#include "ledger/schema/convert.h"
#include "ledger/service/event_encoder.h"

namespace minutebook::service {
namespace {

/// The subject of the ledger's own stream: its id is the ledger's.
std::string ledger_subject(const LedgerInfo& info) { return "ledger/" + info.id.text(); }

void fill_creation(schema::LedgerCreation::Builder body, const LedgerInfo& info,
                   const CreateOptions& options, const crypto::PublicKey& key) {
  body.setName(info.name);
  body.setSuite(std::string(crypto::name_of(info.suite)));
  body.setZoneOffsetMinutes(info.zone_offset_minutes);
  body.setFounder(info.founder.text());
  body.setFormatVersion(info.format);
  body.setSoftware(options.software);
  body.setPublicKey(capnp::Data::Reader(key.der().data(), key.der().size()));
}

}  // namespace

std::filesystem::path unfinished_mark(const LedgerPaths& paths) {
  return paths.root / "init.unfinished";
}

Result<void> write_genesis(store::EventStore& store, const LedgerInfo& info,
                           const CreateOptions& options, const GenesisFacts& genesis,
                           Random& random) {
  capnp::MallocMessageBuilder payload;
  fill_creation(payload.initRoot<schema::Payload>().initBody().initLedgerCreated(), info, options,
                genesis.key);
  // The header's author, moment and subject, in the shape in which a command would give them.
  capnp::MallocMessageBuilder author;
  auto command = author.initRoot<schema::Command>();
  command.setSubject(ledger_subject(info));
  command.setActor(info.founder.text());
  command.setRole(schema::Role::LEDGER);
  schema::write_time(command.initOccurredAt(), {genesis.now, info.zone_offset_minutes});
  HeaderFacts facts;
  facts.ledger = info.id;
  facts.version = Version{1};
  facts.recorded_at = genesis.now;
  EventEncoder encoder(info.suite, random);
  encoder.encode(payload.getRoot<schema::Payload>().asReader(), {}, command.asReader(), facts);
  store::Commit commit = store.begin(Position{0});
  commit.add_event(Subject::from_stored(ledger_subject(info)), Version{1}, encoder.record());
  const std::array<crypto::Digest, 1> leaves{encoder.leaf()};
  commit.add_tile(0, 0, leaves);
  return store.write(std::move(commit));
}

}  // namespace minutebook::service
