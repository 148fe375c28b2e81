#pragma once

#include <capnp/message.h>
#include <capnp/serialize.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "ledger/schema/encoding.h"
#include "ledger/store/event_store.h"

namespace minutebook::store {

/// A new, empty store in a folder that goes with the test.
class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = std::filesystem::temp_directory_path() / "minutebook-store-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    auto made = EventStore::create(log(), identity_);
    ASSERT_TRUE(made) << made.error().message.en;
    store_ = std::make_unique<EventStore>(std::move(*made));
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  std::filesystem::path log() const { return folder_ / "log"; }

  void reopen() {
    store_.reset();
    auto opened = EventStore::open(log());
    ASSERT_TRUE(opened) << opened.error().message.en;
    store_ = std::make_unique<EventStore>(std::move(*opened));
  }

  /// Adds an event with a real header and a payload of `payload_text`.
  static void add(Commit& commit, const Subject& stream, Version version,
                  const std::string& payload_text = "text") {
    capnp::MallocMessageBuilder header;
    auto root = header.initRoot<schema::Header>();
    root.setPosition(commit.next().value);
    root.setStream(stream.text());
    root.setStreamVersion(version.value);
    capnp::MallocMessageBuilder payload;
    payload.initRoot<schema::Payload>().initBody().initOrganizationChanged().setName(payload_text);
    const Bytes header_bytes = schema::canonical_bytes_of<schema::Header>(header);
    const Bytes payload_bytes = schema::canonical_bytes_of<schema::Payload>(payload);
    const std::array<std::uint8_t, crypto::salt_bytes> salt{1, 2, 3};
    commit.add_event(stream, version, {header_bytes, salt, payload_bytes});
  }

  Result<void> write_one(const Subject& stream, Version version) {
    Commit commit = store_->begin(store_->head());
    add(commit, stream, version);
    return store_->write(std::move(commit));
  }

  std::filesystem::path folder_;
  StoreIdentity identity_{LedgerId{{{1, 2, 3}}}, crypto::Suite::standard, format_version};
  std::unique_ptr<EventStore> store_;
  const Subject a_ = Subject::from_stored("person/a");
  const Subject ab_ = Subject::from_stored("person/ab");
  const Subject zj_ = Subject::from_stored("organization/zj");
};

}  // namespace minutebook::store
