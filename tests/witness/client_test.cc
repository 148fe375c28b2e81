#include "tools/witness/client.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/witness/bench.h"
#include "tools/witness/route.h"

namespace minutebook::witness {
namespace {

/// A witness that is served, and a log that asks it.
struct Served {
  Log log = ed25519_log();
  Bench bench{{log.key()}};
  std::unique_ptr<Witness> witness = bench.open();
  std::unique_ptr<server::HttpServer> http =
      server::HttpServer::start("127.0.0.1:0", routes_of(*witness, {}), server_limits()).value();

  Result<CosignOutcome> ask(const tlog::Checkpoint& checkpoint, std::uint64_t old_size) const {
    return cosign({http->url() + "/", bench.key}, log.sign(checkpoint), old_size,
                  [&](std::uint64_t size) { return log.proof(size, checkpoint.head.size); });
  }
};

TEST(CosignClient, BringsBackAVerifiedCosignature) {
  const Served served;
  const auto outcome = served.ask(served.log.head(5), 0);
  ASSERT_TRUE(outcome.has_value()) << outcome.error().message.en;
  EXPECT_EQ(outcome->verdict, Verdict::cosigned);
  EXPECT_EQ(outcome->witness_size, 5U);
  EXPECT_EQ(outcome->time, static_cast<tlog::PosixSeconds>(start_of_test.ns / second_ns));
  const std::string text = tlog::serialize(served.log.head(5)).value();
  EXPECT_TRUE(served.bench.key.verify(text, outcome->cosignature->bytes));
}

TEST(CosignClient, AsksAgainFromTheSizeThatTheWitnessNames) {
  const Served served;
  ASSERT_EQ(served.ask(served.log.head(5), 0)->verdict, Verdict::cosigned);
  for (const std::uint64_t wrong : {0U, 3U, 7U, 100U}) {
    const auto outcome = served.ask(served.log.head(8), wrong);
    ASSERT_TRUE(outcome.has_value()) << outcome.error().message.en;
    EXPECT_EQ(outcome->verdict, Verdict::cosigned) << wrong;
  }
}

TEST(CosignClient, SaysThatTheWitnessIsAhead) {
  const Served served;
  ASSERT_EQ(served.ask(served.log.head(9), 0)->verdict, Verdict::cosigned);
  const auto outcome = served.ask(served.log.head(6), 6);
  EXPECT_EQ(outcome->verdict, Verdict::ahead);
  EXPECT_EQ(outcome->witness_size, 9U);
}

TEST(CosignClient, SaysThatTheWitnessHasAnotherTree) {
  const Served served;
  ASSERT_EQ(served.ask(served.log.head(9), 0)->verdict, Verdict::cosigned);
  EXPECT_EQ(served.ask(served.log.forked_head(9), 9)->verdict, Verdict::forked);
  EXPECT_EQ(served.ask(served.log.forked_head(9), 0)->verdict, Verdict::forked);
  const auto unproven = served.ask(served.log.forked_head(12), 9);
  EXPECT_EQ(unproven->verdict, Verdict::refused);
  EXPECT_EQ(unproven->status, 422U);
}

TEST(CosignClient, SaysWhyTheWitnessRefused) {
  const Served served;
  const Log stranger = ed25519_log("stranger.example/log");
  const auto outcome =
      cosign({served.http->url(), served.bench.key}, stranger.sign(stranger.head(2)), 0,
             [&](std::uint64_t size) { return stranger.proof(size, 2); });
  EXPECT_EQ(outcome->verdict, Verdict::refused);
  EXPECT_EQ(outcome->status, 404U);
  EXPECT_EQ(outcome->said, "this witness does not know the log");
}

TEST(CosignClient, TrustsOnlyTheKeyOfThePolicy) {
  const Served served;
  const tlog::VerifierKey other =
      tlog::ed25519_signer(witness_name, tlog::KeyRole::cosigner, 9).verifier();
  const auto outcome = cosign({served.http->url(), other}, served.log.sign(served.log.head(2)), 0,
                              [&](std::uint64_t size) { return served.log.proof(size, 2); });
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().code, Errc::unauthorised);
}

TEST(CosignClient, SaysThatTheWitnessIsOutOfReach) {
  Served served;
  served.http->stop(std::chrono::milliseconds(100));
  EXPECT_EQ(served.ask(served.log.head(2), 0).error().code, Errc::unreachable);
}

TEST(WitnessRoutes, HaveAddCheckpointAndNothingElse) {
  const Served served;
  const std::string url = served.http->url();
  EXPECT_EQ(server::send(url + "/", {})->status, 204U);
  EXPECT_EQ(server::send(url + "/logs", {})->status, 404U);
  EXPECT_EQ(server::send(url + "/add-checkpoint", {})->status, 405U);
  server::Request request;
  request.method = "POST";
  request.body = std::string(200'000, 'x');
  EXPECT_EQ(server::send(url + "/add-checkpoint", request)->status, 413U);
}

}  // namespace
}  // namespace minutebook::witness
