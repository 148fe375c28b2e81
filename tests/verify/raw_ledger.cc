#include "tests/verify/raw_ledger.h"

#include <rocksdb/write_batch.h>

#include "ledger/base/check.h"
#include "ledger/merkle/growing_tiles.h"
#include "ledger/schema/encoding.h"
#include "ledger/service/config.h"
#include "ledger/service/durable_file.h"
#include "ledger/service/publisher.h"
#include "ledger/store/keys.h"
#include "ledger/store/record.h"

namespace minutebook::test {

using store::Family;

RawLedger::RawLedger(std::filesystem::path ledger) : ledger_(std::move(ledger)) {
  const auto options = store::database_options({});
  rocksdb::DB* db = nullptr;
  const auto status = rocksdb::DB::Open(options.database, (ledger_ / "log").string(),
                                        options.families, &handles_, &db);
  MB_CHECK_EQ(status.ToString(), "OK");
  db_.reset(db);
}

RawLedger::~RawLedger() {
  for (rocksdb::ColumnFamilyHandle* handle : handles_) db_->DestroyColumnFamilyHandle(handle);
  MB_CHECK(db_->Close().ok());
}

namespace {
std::size_t handle_of(Family family) { return static_cast<std::size_t>(family) + 1; }
}  // namespace

std::string RawLedger::get(Family family, std::string_view key) {
  std::string value;
  MB_CHECK(db_->Get({}, handles_[handle_of(family)], store::slice(key), &value).ok());
  return value;
}

bool RawLedger::has(Family family, std::string_view key) {
  std::string value;
  return db_->Get({}, handles_[handle_of(family)], store::slice(key), &value).ok();
}

void RawLedger::put(Family family, std::string_view key, std::string_view value) {
  MB_CHECK(db_->Put({}, handles_[handle_of(family)], store::slice(key), store::slice(value)).ok());
}

void RawLedger::erase(Family family, std::string_view key) {
  MB_CHECK(has(family, key));
  MB_CHECK(db_->Delete({}, handles_[handle_of(family)], store::slice(key)).ok());
}

std::map<std::string, std::string> RawLedger::all(Family family) {
  std::map<std::string, std::string> entries;
  const std::unique_ptr<rocksdb::Iterator> entry(db_->NewIterator({}, handles_[handle_of(family)]));
  for (entry->SeekToFirst(); entry->Valid(); entry->Next()) {
    entries.emplace(store::view(entry->key()), store::view(entry->value()));
  }
  return entries;
}

void RawLedger::flush() { MB_CHECK(db_->Flush({}, handles_).ok()); }

void RawLedger::forge(std::uint64_t position, const EditHeader& edit_header,
                      const EditPayload& edit_payload) {
  const std::string key = store::position_key(Position{position});
  const std::string value = get(Family::events, key);
  const auto parts = store::split_record(as_bytes(value));
  MB_CHECK(parts.has_value());
  schema::StoredMessage header(parts->header);
  schema::StoredMessage payload(parts->payload);
  capnp::MallocMessageBuilder new_header;
  capnp::MallocMessageBuilder new_payload;
  new_header.setRoot(*header.root<schema::Header>());
  new_payload.setRoot(*payload.root<schema::Payload>());
  if (edit_payload) edit_payload(new_payload.getRoot<schema::Payload>());
  const Bytes body = schema::canonical_bytes_of<schema::Payload>(new_payload);
  const auto commitment = crypto::commitment(crypto::Suite::standard, parts->salt, body);
  new_header.getRoot<schema::Header>().setCommitment(
      capnp::Data::Reader(commitment.data(), commitment.size()));
  if (edit_header) edit_header(new_header.getRoot<schema::Header>());
  const Bytes head = schema::canonical_bytes_of<schema::Header>(new_header);
  std::string record;
  store::append_record(record, {head, parts->salt, body});
  put(Family::events, key, record);
}

void RawLedger::redact(std::uint64_t position) {
  const std::string key = store::position_key(Position{position});
  const std::string value = get(Family::events, key);
  const auto parts = store::split_record(as_bytes(value));
  std::string record;
  store::append_record(record, {parts->header, parts->salt, {}});
  put(Family::events, key, record);
}

void RawLedger::reseal() {
  const service::LedgerPaths paths{ledger_};
  merkle::GrowingTiles tree(crypto::Suite::standard);
  for (const auto& [key, value] : all(Family::events)) {
    tree.append(
        merkle::leaf_hash(crypto::Suite::standard, store::split_record(as_bytes(value))->header));
  }
  for (const auto& [tile, hashes] : tree.take_changed()) {
    put(Family::tiles, store::tile_key(tile.level, tile.index),
        as_text(merkle::tile_bytes(hashes)));
  }
  for (const auto& [key, value] : all(Family::checkpoints)) erase(Family::checkpoints, key);
  const auto info = service::read_config(paths.config());
  auto key = service::read_ledger_key(paths, {});
  const auto signer = tlog::Signer::make(info->name, tlog::KeyRole::log, std::move(*key));
  const tlog::Checkpoint checkpoint{info->name, {tree.size(), tree.root()}, {}};
  const auto note =
      tlog::serialize(tlog::Note{*tlog::serialize(checkpoint), {*signer->sign(checkpoint)}});
  put(Family::checkpoints, store::checkpoint_key(tree.size()), *note);
  put(Family::meta, store::meta_last_signed, store::checkpoint_key(tree.size()));
  MB_CHECK(service::replace_durably(paths.published(), *note).has_value());
}

}  // namespace minutebook::test
