#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/base/random.h"
#include "ledger/service/ledger.h"
#include "ledger/service/reader.h"
#include "ledger/service/writer.h"
#include "ledger/verify/verify.h"

namespace minutebook::service {

/// 2021-01-04T10:00:00Z, an hour of work after the commands of the tests.
inline constexpr Instant test_start{1'609'754'400'000'000'000};

/// A folder under the build's working directory that goes with the test.
class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "minutebook-test-XXXXXX");
    path_ = ::mkdtemp(name.data());
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The command id of a small number: same number, same id.
inline std::string test_id(std::uint64_t number) {
  CommandId id;
  const auto bytes = big_endian(number * 0x9E3779B97F4A7C15ULL + 1);
  std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
  std::copy(bytes.begin(), bytes.end(), id.bytes.begin() + 8);
  return id.text();
}

/// Commands as JSON lines, with ids from a counter and the founder as author.
class Commands {
 public:
  std::string make(const std::string& type, const std::string& subject, const std::string& data,
                   const std::string& more = "") {
    return R"({"commandId":")" + test_id(++count_) + R"(","type":")" + type + R"(","subject":")" +
           subject + R"(","actor":"service/founder","role":"founder",)" +
           R"("occurredAt":"2021-01-04T10:00:00+08:00",)" + more + R"("data":)" + data + "}";
  }
  std::string root() {
    return make("RegisterOrganization", "organization/zj",
                R"({"name":"Provincial union","level":"provincial"})");
  }
  std::string person(const std::string& id, const std::string& more = "") {
    return make("RegisterPrincipal", "person/" + id,
                R"({"title":"party-group member )" + id + R"(","organization":"organization/zj"})",
                more);
  }
  std::string rename(const std::string& name, const std::string& more = "") {
    return make("ChangeOrganization", "organization/zj",
                R"({"name":")" + name + R"(","reason":"a test"})", more);
  }

 private:
  std::uint64_t count_ = 0;
};

/// A new ledger in a folder of its own, checked as a whole when the test ends.
class LedgerTest : public testing::Test {
 protected:
  void SetUp() override {
    const CreateOptions options{.name = "test.example/ledger", .software = "test"};
    const auto created = create_ledger(directory(), options, clock_, random_);
    ASSERT_TRUE(created) << created.error().message.en;
  }

  void TearDown() override {
    close();
    if (HasFatalFailure() || !check_at_end_) return;
    auto ledger = Ledger::open(directory(), OpenMode::write, "test");
    ASSERT_TRUE(ledger) << ledger.error().message.en;
    const auto report = verify::verify(*ledger, {}, clock_);
    ASSERT_TRUE(report) << report.error().message.en;
    EXPECT_TRUE(report->holds());
    for (const verify::Fault& fault : report->faults) {
      ADD_FAILURE() << fault.what << " at " << fault.place << ": expected " << fault.expected
                    << ", found " << fault.found;
    }
  }

  std::filesystem::path directory() const { return folder_.path() / "ledger"; }

  void open(const WriterOptions& options = {}, OpenMode mode = OpenMode::write) {
    close();
    auto ledger = Ledger::open(directory(), mode, "test");
    ASSERT_TRUE(ledger) << ledger.error().message.en;
    ledger_ = std::make_unique<Ledger>(std::move(*ledger));
    auto writer = Writer::start(*ledger_, clock_, random_, options);
    ASSERT_TRUE(writer) << writer.error().message.en;
    writer_ = std::move(*writer);
  }
  void close() {
    writer_.reset();
    ledger_.reset();
  }

  Prepared prepare(const std::string& line) {
    return authenticate(line, ledger_->info().suite, writer_->keys());
  }
  Outcome submit(const std::string& line) { return writer_->submit(prepare(line)).get(); }
  Accepted accept(const std::string& line) {
    Outcome outcome = submit(line);
    EXPECT_TRUE(is_accepted(outcome)) << status_of(outcome) << " " << explain(outcome);
    return is_accepted(outcome) ? std::get<Accepted>(outcome) : Accepted{};
  }

  static std::string explain(const Outcome& outcome) {
    if (const auto* o = std::get_if<Refused>(&outcome)) return o->rule + " " + o->detail.en;
    if (const auto* o = std::get_if<Invalid>(&outcome)) return o->path + " " + o->detail.en;
    if (const auto* o = std::get_if<Unauthorised>(&outcome)) return o->detail.en;
    if (const auto* o = std::get_if<Failed>(&outcome)) return o->error.message.en;
    return "";
  }

  TestFolder folder_;
  ManualClock clock_{test_start};
  SeededRandom random_{7};
  Commands commands_;
  std::unique_ptr<Ledger> ledger_;
  std::unique_ptr<Writer> writer_;
  bool check_at_end_ = true;
};

}  // namespace minutebook::service
