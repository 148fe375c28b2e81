#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/schema/event.capnp.h"
#include "ledger/schema/header.capnp.h"
#include "ledger/store/database.h"

namespace minutebook::test {

/// A closed ledger's database, open for whatever somebody with the files might do to it. Any
/// failure ends the test program: it is the test that is wrong then.
class RawLedger {
 public:
  explicit RawLedger(std::filesystem::path ledger);
  RawLedger(const RawLedger&) = delete;
  RawLedger& operator=(const RawLedger&) = delete;
  ~RawLedger();

  std::string get(store::Family family, std::string_view key);
  bool has(store::Family family, std::string_view key);
  void put(store::Family family, std::string_view key, std::string_view value);
  void erase(store::Family family, std::string_view key);
  std::map<std::string, std::string> all(store::Family family);
  void flush();

  using EditHeader = std::function<void(schema::Header::Builder)>;
  using EditPayload = std::function<void(schema::Payload::Builder)>;
  /// Changes an event as somebody would who knows the formats: canonical bytes, and a commitment
  /// that fits. Either may be null.
  void forge(std::uint64_t position, const EditHeader& header, const EditPayload& payload);
  /// Leaves the header of the event only.
  void redact(std::uint64_t position);
  /// With the ledger's key: tiles over the events as they are, one checkpoint over all, published.
  void reseal();

 private:
  std::filesystem::path ledger_;
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
};

}  // namespace minutebook::test
