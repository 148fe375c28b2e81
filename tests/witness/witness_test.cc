#include "tools/witness/witness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/tlog/vectors.h"
#include "tests/witness/bench.h"

namespace minutebook::witness {
namespace {

constexpr tlog::PosixSeconds start_seconds = start_of_test.ns / second_ns;

TEST(Witness, CosignsWhatFollowsFromWhatItHolds) {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  const auto witness = bench.open();
  std::uint64_t old_size = 0;
  for (const std::uint64_t size : {1U, 3U, 8U, 21U}) {
    const Answer answer = witness->add_checkpoint(log.request(old_size, size));
    ASSERT_EQ(answer.status, 200U) << answer.body;
    EXPECT_EQ(cosigned_at(bench.key, log.head(size), answer.body), start_seconds);
    EXPECT_EQ(witness->held(log_name), log.head(size));
    old_size = size;
  }
  EXPECT_EQ(bench.history().size(), 4U);
}

TEST(Witness, OfEitherAlgorithmCosignsLogsOfEither) {
  for (const auto algorithm : {crypto::Algorithm::ed25519, crypto::Algorithm::sm2}) {
    const Log standard = ed25519_log();
    const Log gm(tlog::sm2_signer("minutebook.example/gm", tlog::KeyRole::log));
    Bench bench({standard.key(), gm.key()}, algorithm);
    const auto witness = bench.open();
    for (const Log* log : {&standard, &gm}) {
      EXPECT_EQ(witness->add_checkpoint(log->request(0, 5)).status, 200U);
      const Answer answer = witness->add_checkpoint(log->request(5, 9));
      EXPECT_TRUE(cosigned_at(bench.key, log->head(9), answer.body).has_value()) << answer.body;
    }
  }
}

TEST(Witness, ReadsRequestsOfAnotherProgram) {
  Bench bench({tlog::VerifierKey::parse(tlog::vectors::sigsum_log_key).value()});
  const auto witness = bench.open();
  EXPECT_EQ(witness->add_checkpoint(tlog::vectors::request_3).status, 409U);
  EXPECT_EQ(witness->add_checkpoint(tlog::vectors::request_1).status, 200U);
  EXPECT_EQ(witness->add_checkpoint(tlog::vectors::request_3).status, 200U);
  const Answer stale = witness->add_checkpoint(tlog::vectors::request_5);
  EXPECT_EQ(stale.status, 409U);
  EXPECT_EQ(stale.body, "3\n");
  EXPECT_EQ(stale.content_type, "text/x.tlog.size");
  EXPECT_EQ(witness->held(tlog::vectors::sigsum_origin)->head.size, 3U);
}

TEST(Witness, RefusesAnUnknownLog) {
  Bench bench({ed25519_log().key()});
  const auto witness = bench.open();
  EXPECT_EQ(witness->add_checkpoint(ed25519_log("other.example/log").request(0, 3)).status, 404U);
}

TEST(Witness, RefusesACheckpointThatTheLogDidNotSign) {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  const auto witness = bench.open();
  const Log impostor(tlog::ed25519_signer(log_name, tlog::KeyRole::log, 2));
  EXPECT_EQ(witness->add_checkpoint(impostor.request(0, 3)).status, 403U);
  std::string changed = log.request(0, 3);
  changed.replace(changed.find("\n3\n"), 3, "\n4\n");
  EXPECT_EQ(witness->add_checkpoint(changed).status, 403U);
  EXPECT_FALSE(witness->held(log_name).has_value());
  EXPECT_TRUE(bench.history().empty());
}

TEST(Witness, RefusesWhatIsMalformed) {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  const auto witness = bench.open();
  for (const std::string& body :
       {std::string(), std::string("old 0\n\n"), std::string("old x\n\n") + log.sign(log.head(1)),
        std::string("old 0\n\nnot a checkpoint\n\n— a AAAAAAA=\n"), std::string(300'000, 'x'),
        log.request(5, log.head(3), {})}) {
    EXPECT_EQ(witness->add_checkpoint(body).status, 400U) << body.substr(0, 40);
  }
}

TEST(Witness, NamesTheSizeItHoldsWhenTheOldSizeIsAnother) {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  const auto witness = bench.open();
  EXPECT_EQ(witness->add_checkpoint(log.request(0, 5)).status, 200U);
  for (const std::uint64_t old_size : {0U, 4U, 6U}) {
    const Answer answer = witness->add_checkpoint(log.request(old_size, 8));
    EXPECT_EQ(answer.status, 409U);
    EXPECT_EQ(tlog::parse_size_answer(answer.body).value(), 5U);
    EXPECT_EQ(answer.content_type, "text/x.tlog.size");
  }
  EXPECT_EQ(bench.history().size(), 1U);
}

TEST(Witness, RefusesAProofThatDoesNotHold) {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  const auto witness = bench.open();
  EXPECT_EQ(witness->add_checkpoint(log.request(0, log.head(3), log.proof(1, 3))).status, 422U);
  EXPECT_EQ(witness->add_checkpoint(log.request(0, 5)).status, 200U);
  EXPECT_EQ(witness->add_checkpoint(log.request(5, log.head(8), {})).status, 422U);
  EXPECT_EQ(witness->add_checkpoint(log.request(5, log.head(8), log.proof(4, 8))).status, 422U);
  EXPECT_EQ(witness->add_checkpoint(log.request(5, log.forked_head(8), log.proof(5, 8))).status,
            422U);
  EXPECT_EQ(witness->held(log_name)->head.size, 5U);
  EXPECT_EQ(witness->add_checkpoint(log.request(5, 8)).status, 200U);
}

TEST(Witness, RefusesAForkAndKeepsBothSidesOfIt) {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  const auto witness = bench.open();
  EXPECT_EQ(witness->add_checkpoint(log.request(0, 5)).status, 200U);
  const std::string fork = log.request(5, log.forked_head(5), {});
  const Answer answer = witness->add_checkpoint(fork);
  EXPECT_EQ(answer.status, 409U);
  EXPECT_EQ(answer.what, "fork");
  EXPECT_EQ(witness->add_checkpoint(fork).status, 409U);
  EXPECT_EQ(witness->held(log_name), log.head(5));

  const auto history = bench.history();
  ASSERT_EQ(history.size(), 2U) << "the second time adds nothing";
  EXPECT_EQ(history[1].reason, Reason::fork);
  const std::vector<tlog::VerifierKey> keys = {log.key(), bench.key};
  const auto refused = tlog::open_checkpoint(history[1].note, keys);
  const auto held = tlog::open_checkpoint(history[1].held, keys);
  ASSERT_TRUE(refused && held) << "anybody can verify that the log signed both";
  EXPECT_EQ(refused->checkpoint.head.size, held->checkpoint.head.size);
  EXPECT_NE(refused->checkpoint.head.root, held->checkpoint.head.root);
  EXPECT_EQ(held->note.verified.size(), 2U);
}

TEST(Witness, KeepsThatALogCameBackSmaller) {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  const auto witness = bench.open();
  EXPECT_EQ(witness->add_checkpoint(log.request(0, 9)).status, 200U);
  const Answer answer = witness->add_checkpoint(log.request(4, 6));
  EXPECT_EQ(answer.status, 409U);
  EXPECT_EQ(answer.body, "9\n");
  EXPECT_EQ(bench.history().back().reason, Reason::older);
}

TEST(Witness, CosignsTheSameCheckpointAgain) {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  const auto witness = bench.open();
  const Answer first = witness->add_checkpoint(log.request(0, 5));
  const Answer soon = witness->add_checkpoint(log.request(5, 5));
  EXPECT_EQ(soon.status, 200U);
  EXPECT_EQ(soon.body, first.body);
  EXPECT_EQ(bench.history().size(), 1U) << "asking again must not make the history grow";
  bench.clock.advance(60 * second_ns);
  const Answer later = witness->add_checkpoint(log.request(5, 5));
  EXPECT_EQ(cosigned_at(bench.key, log.head(5), later.body), start_seconds + 60);
  EXPECT_EQ(bench.history().size(), 2U);
}

TEST(Witness, NeverGivesAnEarlierTimeThanBefore) {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  EXPECT_EQ(bench.open()->add_checkpoint(log.request(0, 5)).status, 200U);
  bench.clock.advance(-3'600 * second_ns);
  const Answer answer = bench.open()->add_checkpoint(log.request(5, 6));
  EXPECT_EQ(cosigned_at(bench.key, log.head(6), answer.body), start_seconds);
}

TEST(Witness, StartsWithAnEmptyTreeAsWell) {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  const auto witness = bench.open();
  EXPECT_EQ(witness->add_checkpoint(log.request(0, 0)).status, 200U);
  EXPECT_EQ(witness->add_checkpoint(log.request(0, 4)).status, 200U);
}

TEST(Witness, LimitsHowOftenALogAndEverybodyMayAsk) {
  const Log log = ed25519_log();
  const Log other = ed25519_log("minutebook.example/other");
  Bench bench({log.key(), other.key()});
  WitnessOptions options;
  options.of_a_log = {1, 2};
  options.total = {1, 5};
  const auto witness = bench.open(options);
  EXPECT_EQ(witness->add_checkpoint(log.request(0, 1)).status, 200U);
  EXPECT_EQ(witness->add_checkpoint(log.request(1, 2)).status, 200U);
  EXPECT_EQ(witness->add_checkpoint(log.request(2, 3)).status, 429U);
  EXPECT_EQ(witness->add_checkpoint(other.request(0, 1)).status, 200U);
  EXPECT_EQ(witness->add_checkpoint("nonsense").status, 400U);
  EXPECT_EQ(witness->add_checkpoint("nonsense").status, 429U);
  bench.clock.advance(2 * second_ns);
  EXPECT_EQ(witness->add_checkpoint(log.request(2, 3)).status, 200U);
}

TEST(Witness, GivesOneHistoryToEightThreadsThatRace) {
  const Log log = ed25519_log();
  Bench bench({log.key()});
  WitnessOptions options;
  options.total = options.of_a_log = {1e6, 1e6};
  const auto witness = bench.open(options);
  std::atomic<int> cosigned = 0;
  std::vector<std::jthread> threads;
  for (std::uint64_t thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      std::uint64_t old_size = 0;
      for (std::uint64_t size = 1 + thread; size <= 60;) {
        const Answer answer = witness->add_checkpoint(log.request(old_size, size));
        if (answer.status == 200) {
          ++cosigned;
          old_size = size;
          size += 3;
        } else {
          old_size = *tlog::parse_size_answer(answer.body);
          size = std::max(size, old_size + 1);
        }
      }
    });
  }
  threads.clear();
  const auto history = bench.history();
  std::uint64_t last = 0;
  int kept = 0;
  for (const HistoryEntry& entry : history) {
    if (entry.reason != Reason::none) continue;
    ++kept;
    EXPECT_GT(entry.checkpoint.head.size, last) << "each follows from the one before";
    EXPECT_EQ(entry.checkpoint, log.head(entry.checkpoint.head.size));
    last = entry.checkpoint.head.size;
  }
  EXPECT_EQ(kept, cosigned);
  EXPECT_EQ(witness->held(log_name)->head.size, last);
}

}  // namespace
}  // namespace minutebook::witness
