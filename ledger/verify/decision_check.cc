#include "ledger/verify/decision_check.h"

#include <algorithm>
#include <thread>

#include "ledger/rules/decide.h"
#include "ledger/schema/convert.h"
#include "ledger/schema/encoding.h"
#include "ledger/schema/reflect.h"
#include "ledger/service/decision_record.h"
#include "ledger/service/replay.h"
#include "ledger/verify/command_group.h"
#include "ledger/verify/event_check.h"
#include "ledger/verify/replay_state.h"
#include "ledger/verify/role_check.h"

namespace minutebook::verify {
namespace {

constexpr std::size_t block_commands = 1'024;
constexpr std::size_t block_bytes = 16U << 20U;

/// A signature to be verified with the key that was in force.
struct SignatureTask {
  std::uint64_t position = 0;
  const crypto::Envelope* envelope = nullptr;
  crypto::PublicKey key;
};

template <typename F>
void in_parallel(unsigned threads, std::size_t count, const F& f) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) f(i);
  };
  std::vector<std::thread> helpers;
  for (unsigned i = 1; i < threads && i < count; ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
}

/// Body and reason of irregularity in canonical form: what a decision makes of an event.
Bytes decided_bytes(schema::Payload::Reader payload) {
  Bytes bytes = schema::canonical_bytes(capnp::AnyStruct::Reader(payload.getBody()));
  if (!payload.hasIrregular()) return bytes;
  const Bytes more = schema::canonical_bytes(capnp::AnyStruct::Reader(payload.getIrregular()));
  bytes.insert(bytes.end(), more.begin(), more.end());
  return bytes;
}

std::string names_of(const std::vector<domain::EventDraft>& drafts) {
  std::string names;
  for (const domain::EventDraft& draft : drafts) {
    names += (names.empty() ? "" : "+") + std::string(schema::event_name(draft.type));
  }
  return names;
}

std::string names_of(const CommandGroup& group) {
  std::string names;
  for (const store::StoredEvent& event : group.events) {
    names +=
        (names.empty() ? "" : "+") + std::string(schema::event_name(event.header().getEventType()));
  }
  return names;
}

class CommandCheck {
 public:
  CommandCheck(Run& run, std::uint64_t begin)
      : run_(run),
        state_(run),
        begin_(begin),
        end_(std::min(run.end, run.unsound_from.load())),
        groups_(run, begin, end_) {}

  void work() {
    if (begin_ > 0 && !state_.load_directory(begin_)) return stop(begin_);
    while (!run_.stopped() && !ended_) {
      auto block = read_block();
      if (block.empty()) break;
      in_parallel(run_.threads, block.size(), [&](std::size_t i) { read_command(run_, block[i]); });
      tasks_.clear();
      for (CommandGroup& group : block) {
        if (!ended_) take(group);
      }
      in_parallel(run_.threads, tasks_.size(), [&](std::size_t i) { verify_signature(tasks_[i]); });
    }
    if (!ended_ && groups_.position() < run_.end && !run_.stopped()) stop(groups_.position());
    if (skipped_ > 0) note_skipped();
  }

 private:
  std::vector<CommandGroup> read_block();
  void take(CommandGroup& group);
  void take_untrusted(const CommandGroup& group, const Subject& subject);
  void check_signature(const CommandGroup& group);
  void verify_signature(const SignatureTask& task);
  void decide_again(CommandGroup& group, const Subject& subject);
  bool compare(const CommandGroup& group, const std::vector<domain::EventDraft>& drafts);
  void stop(std::uint64_t position);
  void note_skipped();

  Run& run_;
  ReplayState state_;
  std::uint64_t begin_;
  std::uint64_t end_;
  GroupReader groups_;
  std::vector<SignatureTask> tasks_;
  bool ended_ = false;
  std::uint64_t skipped_ = 0;  // commands of matters with a redacted event
};

std::vector<CommandGroup> CommandCheck::read_block() {
  std::vector<CommandGroup> block;
  std::size_t bytes = 0;
  while (block.size() < block_commands && bytes < block_bytes) {
    auto group = groups_.next();
    if (!group) break;
    bytes += group->bytes();
    run_.throttle.took(group->bytes(), run_.options.stop);
    block.push_back(std::move(*group));
  }
  return block;
}

/// From here on nothing can be decided: master data is missing.
void CommandCheck::stop(std::uint64_t position) {
  ended_ = true;
  if (position >= run_.end) return;
  run_.fault_over(run_.wants(Level::replay) ? Level::replay : Level::signatures,
                  "decision-not-done", range_of(position, run_.end - 1), "sound events before",
                  "master data or events that are not");
}

void CommandCheck::take_untrusted(const CommandGroup& group, const Subject& subject) {
  // A redaction was held against its order already. What it hid cannot be decided on any more.
  if (group.redacted && !domain::is_master_data(subject.kind())) {
    static_cast<void>(state_.first_loss(subject.text()));
    ++skipped_;
    return;
  }
  // The fault is that of the payload or the command; what rests on it is told when it comes.
  if (domain::is_master_data(subject.kind())) return stop(group.end());
  state_.give_up(subject.text());
}

void CommandCheck::take(CommandGroup& group) {
  const auto subject = Subject::parse(schema::text_view(group.header().getStream()));
  run_.done += group.events.size();
  if (!subject) return stop(group.first);
  if (group.first == 0 && group.sound) {  // the first event: no command stands behind it
    if (!body_is_sound(group.events.front())) return stop(0);
    state_.apply_to_directory(group.events.front().view());
    return;
  }
  if (group.message) check_signature(group);
  if (!group.sound || !group.message) return take_untrusted(group, *subject);
  if (run_.wants(Level::replay)) return decide_again(group, *subject);
  check_role(run_, state_.directory(), group);
  if (!domain::is_master_data(subject->kind())) return;
  for (const store::StoredEvent& event : group.events) {
    if (!body_is_sound(event)) return stop(event.position().value);
    state_.apply_to_directory(event.view());
  }
}

void CommandCheck::check_signature(const CommandGroup& group) {
  if (!group.envelope) {
    run_.totals.add(Tally::session_attested);
    return;
  }
  const auto header = group.header();
  const std::string id(schema::text_view(header.getKeyId()));
  const domain::KeyRecord* const record = state_.directory().key(id);
  const crypto::PublicKey* const key = state_.key(id);
  std::string found;
  if (record == nullptr || key == nullptr) {
    found = "no such key enrolled";
  } else if (record->owner.text() != schema::text_view(header.getActor())) {
    found = "a key of " + record->owner.text();
  } else if (record->revoked_at) {
    found = "revoked at " + std::to_string(record->revoked_at->value);
  }
  if (found.empty()) {
    tasks_.push_back({group.first, &*group.envelope, *key});
    return;
  }
  run_.fault_at(Level::signatures, "signature", group.first,
                "a key of " + printable(schema::text_view(header.getActor())), found);
}

void CommandCheck::verify_signature(const SignatureTask& task) {
  if (crypto::verify_envelope(*task.envelope, task.key)) {
    run_.totals.add(Tally::signatures);
    return;
  }
  run_.fault_at(Level::signatures, "signature", task.position, "by key " + task.key.key_id(),
                "does not verify");
}

void CommandCheck::decide_again(CommandGroup& group, const Subject& subject) {
  const std::uint64_t version = group.header().getStreamVersion() - 1;
  domain::Aggregate* const aggregate = state_.aggregate(subject, version, group.first);
  if (aggregate == nullptr) {
    // The first time a fault; for a matter with a redacted event it was told by the order.
    if (state_.first_loss(subject.text())) {
      run_.fault_over(Level::replay, "decision-not-done", range_of(group.first, run_.end - 1),
                      subject.text() + " as it was before", "events that are not sound");
    }
    ++skipped_;
    return;
  }
  const auto command = group.command();
  if (command.hasExpectedVersion() && command.getExpectedVersion().getValue() != version) {
    run_.fault_at(Level::replay, "decision", group.first,
                  "version " + std::to_string(command.getExpectedVersion().getValue()),
                  "version " + std::to_string(version));
  }
  auto decision =
      rules::decide({state_.directory(), *aggregate, run_.suite}, state_.rulebooks(), command);
  std::vector<domain::EventDraft> drafts;
  if (const auto* refusal = std::get_if<domain::Refusal>(&decision)) {
    drafts.push_back(service::refusal_draft(command, *refusal));
  } else {
    drafts = std::get<std::vector<domain::EventDraft>>(std::move(decision));
  }
  run_.totals.add(Tally::decisions);
  if (!compare(group, drafts)) {
    if (domain::is_master_data(subject.kind())) return stop(group.end());
    return state_.give_up(subject.text());
  }
  for (const store::StoredEvent& event : group.events) state_.apply(*aggregate, event.view());
}

bool CommandCheck::compare(const CommandGroup& group,
                           const std::vector<domain::EventDraft>& drafts) {
  bool same = drafts.size() == group.events.size();
  const auto occurred = group.header().getOccurredAt().getNs();
  const std::uint32_t rulebook = service::rulebook_version(state_.directory(), Instant{occurred});
  for (std::size_t i = 0; same && i < drafts.size(); ++i) {
    const auto decided = drafts[i].message->getRoot<schema::Payload>().asReader();
    const store::StoredEvent& event = group.events[i];
    const auto header = event.header();
    bool equal = false;
    const auto read = service::guarded([&] {
      equal = header.getEventType() == static_cast<std::uint16_t>(drafts[i].type) &&
              header.getIrregular() == decided.hasIrregular() &&
              header.getRulebookVersion() == rulebook &&
              header.getStreamVersion() == group.header().getStreamVersion() + i &&
              decided_bytes(decided) == decided_bytes(event.payload());
    });
    same = read && equal;
  }
  if (same) return true;
  const std::string expected = names_of(drafts);
  const std::string found = names_of(group);
  run_.fault_over(Level::replay, "decision", range_of(group.first, group.end() - 1), expected,
                  expected == found ? found + " with other content" : found);
  return false;
}

void CommandCheck::note_skipped() {
  const std::string number = std::to_string(skipped_);
  run_.notes.push_back(
      {"commands-not-decided",
       {number + " commands were not decided again: their matters have an event that was redacted "
                 "or is not sound",
        number + " 条命令未重新裁定：所属事项中有已遮蔽或不可信的事件"}});
}

/// Where the command of the first event to check begins.
std::uint64_t command_begin(const Run& run) {
  if (run.begin == 0) return 0;
  const auto event = run.store.event(Position{run.begin});
  std::uint64_t index = 0;
  if (event) {
    static_cast<void>(service::guarded([&] { index = event->header().getCommandEventIndex(); }));
  }
  return run.begin - std::min(index, run.begin);
}

}  // namespace

void check_commands(Run& run) {
  if (run.begin < run.end) CommandCheck(run, command_begin(run)).work();
}

}  // namespace minutebook::verify
