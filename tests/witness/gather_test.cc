#include "tools/witness/gather.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/witness/bench.h"
#include "tools/witness/route.h"

namespace minutebook::witness {
namespace {

struct Served {
  explicit Served(const Log& log) : bench({log.key()}) {}
  Bench bench;
  std::unique_ptr<Witness> witness = bench.open();
  std::unique_ptr<server::HttpServer> http =
      server::HttpServer::start("127.0.0.1:0", routes_of(*witness, {}), server_limits()).value();
};

/// Two of three witnesses make a checkpoint trusted.
struct Group {
  Log log = ed25519_log();
  Served first{log};
  Served second{log};
  Served third{log};

  Gatherer gatherer() const {
    std::string text = "log " + log.key().text() + "\n";
    for (const auto& [name, served] : {std::pair{"a", &first}, {"b", &second}, {"c", &third}}) {
      text += std::string("witness ") + name + " " + served->bench.key.text() + " " +
              served->http->url() + "\n";
    }
    GatherOptions options;
    options.attempts = 2;
    options.first_pause = std::chrono::milliseconds(5);
    return Gatherer(tlog::Policy::parse(text + "group g 2 a b c\nquorum g\n").value(), options);
  }
  Result<Gathered> round(Gatherer& gatherer, std::uint64_t size) const {
    return gatherer.gather(log.sign(log.head(size)),
                           [&](std::uint64_t old_size) { return log.proof(old_size, size); });
  }
};

TEST(Gatherer, MergesTheCosignaturesOfAllWitnesses) {
  const Group group;
  Gatherer gatherer = group.gatherer();
  for (const std::uint64_t size : {3U, 8U}) {
    const auto gathered = group.round(gatherer, size).value();
    EXPECT_TRUE(gathered.trusted);
    EXPECT_EQ(tlog::parse_note(gathered.note)->signatures.size(), 4U);
    for (const WitnessReport& report : gathered.witnesses) {
      EXPECT_TRUE(report.reachable());
      EXPECT_EQ(report.cosigned_size, size);
      EXPECT_EQ(report.lag, 0U);
      EXPECT_EQ(report.attempts, 1U);
    }
  }
}

TEST(Gatherer, GoesOnWithoutAWitnessThatIsOutOfReach) {
  const Group group;
  Gatherer gatherer = group.gatherer();
  ASSERT_TRUE(group.round(gatherer, 3)->trusted);
  group.second.http->stop(std::chrono::milliseconds(100));
  const auto two = group.round(gatherer, 8).value();
  EXPECT_TRUE(two.trusted);
  const WitnessReport& gone = two.witnesses[1];
  EXPECT_EQ(gone.name, "b");
  EXPECT_FALSE(gone.reachable());
  EXPECT_EQ(gone.attempts, 2U);
  EXPECT_EQ(gone.error->code, Errc::unreachable);
  EXPECT_EQ(gone.cosigned_size, 3U);
  EXPECT_EQ(gone.lag, 5U);
  EXPECT_EQ(gone.cosigned_at, static_cast<tlog::PosixSeconds>(start_of_test.ns / second_ns));

  group.third.http->stop(std::chrono::milliseconds(100));
  const auto one = group.round(gatherer, 9).value();
  EXPECT_FALSE(one.trusted);
  EXPECT_EQ(tlog::parse_note(one.note)->signatures.size(), 2U);
}

TEST(Gatherer, ReportsAWitnessThatHasAnotherTree) {
  const Group group;
  const std::string fork = group.log.request(0, group.log.forked_head(5), {});
  ASSERT_EQ(group.first.witness->add_checkpoint(fork).status, 200U);
  Gatherer gatherer = group.gatherer();
  const auto gathered = group.round(gatherer, 5).value();
  EXPECT_TRUE(gathered.trusted) << "the two others suffice";
  EXPECT_EQ(gathered.witnesses[0].outcome->verdict, Verdict::forked);
}

}  // namespace
}  // namespace minutebook::witness
