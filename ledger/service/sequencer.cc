#include "ledger/service/sequencer.h"

#include <kj/exception.h>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/base/rfc3339.h"
#include "ledger/rules/decide.h"
#include "ledger/rules/gate.h"
#include "ledger/schema/convert.h"
#include "ledger/service/decision_record.h"
#include "ledger/service/receipts.h"
#include "ledger/service/replay.h"

namespace minutebook::service {
namespace {

Failed failed(const CommandId& id, Error error) { return {id.text(), std::move(error)}; }

Unauthorised unauthorised(const Submission& submission, std::string en, std::string zh) {
  return {submission.id.text(), {std::move(en), std::move(zh)}};
}

}  // namespace

Sequencer::Sequencer(const store::EventStore& store, Clock& clock, Random& random,
                     const WriterOptions& options)
    : store_(store),
      clock_(clock),
      options_(options),
      suite_(store.identity().suite),
      aggregates_(store, options.max_cached_aggregates),
      encoder_(suite_, random),
      tree_(suite_),
      next_(store.head()) {}

Result<std::unique_ptr<Sequencer>> Sequencer::load(const store::EventStore& store, Clock& clock,
                                                   Random& random, const WriterOptions& options) {
  std::unique_ptr<Sequencer> sequencer(new Sequencer(store, clock, random, options));
  const auto apply = [&](const store::StoredEvent& event) -> Result<bool> {
    MB_TRY_VOID(guarded([&] { sequencer->follow(event.view()); }));
    return true;
  };
  MB_TRY_VOID(each_directory_event(store, store.head(), apply));
  MB_TRY(tree, merkle::GrowingTiles::load(
                   sequencer->suite_, store.head().value,
                   [&](const merkle::TileId& id) { return store.tile(id.level, id.index); }));
  sequencer->tree_ = std::move(tree);
  if (store.head() > Position{0}) {
    MB_TRY(last, store.event(Position{store.head().value - 1}));
    sequencer->last_recorded_ = Instant{last.header().getRecordedAt().getNs()};
  }
  return sequencer;
}

Batch Sequencer::begin() const { return Batch(store_.begin(next_)); }

void Sequencer::finish(Batch& batch) {
  for (const auto& [tile, hashes] : tree_.take_changed()) {
    batch.commit.add_tile(tile.level, tile.index, hashes);
  }
}

bool Sequencer::add(Batch& batch, Queued& queued) {
  const auto* submission = std::get_if<Submission>(&queued.command);
  if (submission && in_flight_.may_hold(submission->id, store_.head())) return false;
  Outcome outcome = outcome_of(batch, queued);
  if (queued.control && !queued.control->keep_going_ && !is_accepted(outcome)) {
    queued.control->stop();
  }
  batch.entries.push_back({std::move(outcome), std::move(queued.control), std::move(queued.done)});
  return true;
}

Outcome Sequencer::outcome_of(Batch& batch, Queued& queued) {
  auto* submission = std::get_if<Submission>(&queued.command);
  if (queued.control && queued.control->stopped()) {
    if (submission) return Skipped{submission->id.text()};
    const auto* invalid = std::get_if<Invalid>(&queued.command);
    return Skipped{invalid ? invalid->command_id
                           : std::get<Unauthorised>(queued.command).command_id};
  }
  if (auto* invalid = std::get_if<Invalid>(&queued.command)) return std::move(*invalid);
  if (auto* unknown = std::get_if<Unauthorised>(&queued.command)) return std::move(*unknown);
  Outcome outcome = sequence(batch, *submission);
  if (options_.dry_run) dry_outcomes_.emplace(submission->id, outcome);
  return outcome;
}

std::optional<Outcome> Sequencer::earlier_outcome(const CommandId& id,
                                                  const crypto::Digest& input) const {
  if (const auto dry = dry_outcomes_.find(id); dry != dry_outcomes_.end()) return dry->second;
  const auto record = store_.command(id);
  if (!record) return failed(id, record.error());
  if (!*record) return std::nullopt;
  if ((*record)->input != input) return id_used_before(id, (*record)->first);
  auto outcome = recorded_outcome(store_, id, **record);
  if (!outcome) return failed(id, outcome.error());
  return std::move(*outcome);
}

// The worker checked against keys that may be a batch old. Here the directory is exact: the key
// must be the actor's and in force; one that the worker did not know yet is verified now.
std::optional<Unauthorised> Sequencer::check_signature(Submission& submission) const {
  if (!submission.envelope) return std::nullopt;
  const std::string_view actor = schema::text_view(submission.command.getActor());
  for (const crypto::Signature& signature : submission.envelope->signatures) {
    const domain::KeyRecord* record = directory_.key(signature.key_id);
    if (!record || record->owner.text() != actor) continue;
    if (record->revoked_at) {
      return unauthorised(submission, "key " + printable(signature.key_id) + " was revoked",
                          "密钥 " + printable(signature.key_id) + " 已被吊销");
    }
    if (submission.verified_key == signature.key_id) return std::nullopt;
    const auto entry = keys_.find(signature.key_id);
    if (entry && crypto::verify_envelope(*submission.envelope, entry->key)) {
      submission.verified_key = signature.key_id;
      return std::nullopt;
    }
    return unauthorised(submission,
                        "the signature by key " + printable(signature.key_id) + " does not verify",
                        "密钥 " + printable(signature.key_id) + " 的签名验证未通过");
  }
  return unauthorised(submission, "no signature by an enrolled key of " + printable(actor),
                      "没有 " + printable(actor) + " 已登记密钥的签名");
}

// Nothing is recorded of it: it has not happened, or somebody's clock is wrong.
std::optional<Invalid> Sequencer::check_occurred(const Submission& submission) const {
  // As far as the clocks of two machines may differ, for time stamps and for authors.
  constexpr std::int64_t skew_ns = limits::max_time_stamp_skew_seconds * 1'000'000'000;
  const auto occurred = submission.command.getOccurredAt();
  const Instant now = std::max(last_recorded_, clock_.now());
  if (occurred.getNs() <= now.ns + skew_ns) return std::nullopt;
  const std::string said = format_time({Instant{occurred.getNs()}, occurred.getOffsetMinutes()});
  const std::string clock = format_time({now, occurred.getOffsetMinutes()});
  return Invalid{"occurredAt",
                 {"this is in the future: " + said + "; the ledger's clock says " + clock,
                  "发生时间在将来：" + said + "；账本时钟为 " + clock},
                 submission.id.text(),
                 {}};
}

Outcome Sequencer::sequence(Batch& batch, Submission& submission) {
  const CommandId& id = submission.id;
  // First: a retry gets its receipt also when the key has been revoked since.
  if (auto earlier = earlier_outcome(id, submission.input)) return std::move(*earlier);
  if (auto refused = check_signature(submission)) return std::move(*refused);
  if (auto early = check_occurred(submission)) return std::move(*early);
  const auto aggregate = aggregates_.find(schema::text_view(submission.command.getSubject()));
  if (!aggregate) return failed(id, aggregate.error());
  if (submission.command.hasExpectedVersion()) {
    const Version expected{submission.command.getExpectedVersion().getValue()};
    const Version actual = (*aggregate)->aggregate.version;
    if (expected != actual) return Conflict{id, expected, actual};
  }
  domain::Decision decision =
      rules::decide({directory_, (*aggregate)->aggregate, suite_}, rulebooks_, submission.command);
  if (const auto* refusal = std::get_if<domain::Refusal>(&decision)) {
    return record_refusal(batch, submission, **aggregate, *refusal);
  }
  const auto& drafts = std::get<std::vector<domain::EventDraft>>(decision);
  // Asked before the matter evolves.
  auto would_break = broken_rules(submission, (*aggregate)->aggregate, drafts);
  Outcome outcome = record(batch, submission, **aggregate, drafts);
  if (auto* accepted = std::get_if<Accepted>(&outcome)) {
    accepted->would_break = std::move(would_break);
  }
  return outcome;
}

std::vector<BrokenRule> Sequencer::broken_rules(
    const Submission& submission, const domain::Aggregate& aggregate,
    const std::vector<domain::EventDraft>& drafts) const {
  std::vector<BrokenRule> broken;
  if (!options_.dry_run) return broken;
  for (auto& one : rules::would_break({directory_, aggregate, suite_}, rulebooks_,
                                      submission.command, drafts)) {
    broken.push_back(
        {std::string(one.rule), std::move(one.verdict.reason), std::move(one.verdict.rests_on)});
  }
  return broken;
}

Outcome Sequencer::record_refusal(Batch& batch, const Submission& submission, Aggregate& aggregate,
                                  const domain::Refusal& refusal) {
  std::vector<domain::EventDraft> drafts;
  drafts.push_back(refusal_draft(submission.command, refusal));
  Outcome outcome = record(batch, submission, aggregate, drafts);
  auto* recorded = std::get_if<Accepted>(&outcome);
  if (!recorded) return outcome;
  return Refused{recorded->command,
                 refusal.rule,
                 refusal.detail,
                 refusal.rests_on,
                 recorded->positions.front(),
                 recorded->leaf_hashes.front(),
                 recorded->recorded_at,
                 false};
}

// All events of a command or none: whatever could stop the second must be known before the first.
std::optional<Invalid> Sequencer::too_large(const Submission& submission, const HeaderFacts& facts,
                                            const std::vector<domain::EventDraft>& drafts) {
  bool fits = max_header_size(submission.command, facts) <= limits::max_header_bytes;
  std::string_view raw = submission.raw;  // the first event carries it
  for (const domain::EventDraft& draft : drafts) {
    const auto payload = draft.message->getRoot<schema::Payload>().asReader();
    fits = fits && max_payload_size(payload, raw) <= limits::max_payload_bytes;
    raw = {};
  }
  if (fits) return std::nullopt;
  const std::string limit = std::to_string(limits::max_payload_bytes);
  return Invalid{"",
                 {"an event of this command would be longer than " + limit + " bytes",
                  "该命令的事件将超过 " + limit + " 字节"},
                 submission.id.text(),
                 {}};
}

HeaderFacts Sequencer::facts_of(const Submission& submission, std::size_t count) {
  HeaderFacts facts;
  facts.ledger = store_.identity().ledger;
  facts.count = static_cast<std::uint16_t>(count);
  facts.rulebook_version =
      rulebook_version(directory_, Instant{submission.command.getOccurredAt().getNs()});
  facts.recorded_at = last_recorded_ = std::max(last_recorded_, clock_.now());
  facts.key_id = submission.verified_key;
  facts.source_system = submission.origin.source_system;
  facts.network_address = submission.origin.network_address;
  return facts;
}

Outcome Sequencer::record(Batch& batch, const Submission& submission, Aggregate& aggregate,
                          const std::vector<domain::EventDraft>& drafts) {
  MB_CHECK(!drafts.empty() && drafts.size() <= limits::max_events_per_command);
  HeaderFacts facts = facts_of(submission, drafts.size());
  if (auto invalid = too_large(submission, facts, drafts)) return std::move(*invalid);
  Accepted accepted;
  accepted.command = submission.id;
  accepted.recorded_at = facts.recorded_at;
  accepted.positions.reserve(drafts.size());
  accepted.events.reserve(drafts.size());
  accepted.leaf_hashes.reserve(drafts.size());
  std::string_view raw = submission.raw;
  for (const domain::EventDraft& draft : drafts) {
    const auto payload = draft.message->getRoot<schema::Payload>().asReader();
    facts.position = next_;
    facts.version = Version{aggregate.aggregate.version.value + 1};
    facts.type = draft.type;
    facts.irregular = payload.hasIrregular();
    encoder_.encode(payload, raw, submission.command, facts);
    append(batch, aggregate);
    accepted.positions.push_back(facts.position);
    accepted.events.push_back(draft.type);
    accepted.leaf_hashes.push_back(encoder_.leaf());
    ++facts.index;
    raw = {};
  }
  accepted.tree_size = next_.value;
  note_command(batch, accepted, submission.input);
  return accepted;
}

void Sequencer::append(Batch& batch, Aggregate& aggregate) {
  const domain::EventView event = encoder_.view();
  evolve(aggregate.aggregate, event);
  if (domain::is_master_data(aggregate.aggregate.subject.kind())) {
    follow(event);
  }
  MB_CHECK_EQ(aggregate.aggregate.version.value, event.header.getStreamVersion());
  if (!options_.dry_run) {
    tree_.append(encoder_.leaf());
    batch.commit.add_event(aggregate.aggregate.subject, aggregate.aggregate.version,
                           encoder_.record());
  }
  next_ = Position{next_.value + 1};
  aggregate.end = next_;
}

void Sequencer::note_command(Batch& batch, const Accepted& accepted, const crypto::Digest& input) {
  if (options_.dry_run) return;
  batch.commit.add_command(
      accepted.command,
      {accepted.positions.front(), static_cast<std::uint32_t>(accepted.positions.size()), input});
  in_flight_.add(accepted.command, next_);
}

/// Takes in master data: the directory, and what is read from it.
void Sequencer::follow(const domain::EventView& event) {
  evolve(directory_, event);
  rulebooks_.follow(event);
  follow_keys(event);
}

void Sequencer::follow_keys(const domain::EventView& event) {
  std::string_view id;
  if (event.body().isKeyEnrolled())
    id = schema::text_view(event.body().getKeyEnrolled().getKeyId());
  if (event.body().isKeyRevoked()) id = schema::text_view(event.body().getKeyRevoked().getKeyId());
  if (id.empty()) return;
  if (const auto* record = directory_.key(id)) keys_.update(std::string(id), *record);
}

}  // namespace minutebook::service
