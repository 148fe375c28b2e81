#include "tools/witness/witness.h"

#include <algorithm>
#include <map>
#include <utility>

namespace minutebook::witness {
namespace {

constexpr std::int64_t ns_per_second = 1'000'000'000;
/// The same checkpoint, asked for again this soon, gets the same cosignature: what anybody can send
/// again must not make the history grow.
constexpr tlog::PosixSeconds reuse_seconds = 10;

Answer refusal(unsigned status, std::string_view what, std::string_view sentence) {
  Answer answer;
  answer.status = status;
  answer.what = what;
  answer.body = std::string(sentence) + "\n";
  return answer;
}

Answer size_answer(std::string_view what, std::uint64_t held) {
  Answer answer;
  answer.status = 409;
  answer.what = what;
  answer.content_type = "text/x.tlog.size";
  answer.body = tlog::format_size_answer(held);
  return answer;
}

Answer cosigned(const tlog::NoteSignature& signature) {
  Answer answer;
  answer.status = 200;
  answer.what = "cosigned";
  answer.body = tlog::signature_line(signature);
  return answer;
}

/// The checkpoint's text with the log's own signatures alone: others may have added lines.
tlog::Note clean_note(const tlog::OpenedCheckpoint& opened) {
  return {opened.note.text, opened.note.verified};
}

/// The origin that an unverified note claims.
std::optional<std::string> claimed_origin(std::string_view bytes) {
  const auto note = tlog::parse_note(bytes);
  if (!note) return std::nullopt;
  auto checkpoint = tlog::parse_checkpoint(note->text);
  if (!checkpoint) return std::nullopt;
  return std::move(checkpoint->origin);
}

merkle::Suite suite_of(const tlog::VerifierKey& log) {
  return log.public_key().algorithm() == crypto::Algorithm::sm2 ? merkle::Suite::gm
                                                                : merkle::Suite::standard;
}

}  // namespace

Result<std::unique_ptr<Witness>> Witness::open(const WitnessPaths& paths, crypto::PrivateKey key,
                                               Clock& clock, WitnessOptions options) {
  MB_TRY(before, read_config(paths));
  MB_TRY(lock, FolderLock::acquire(paths.root));
  MB_TRY(config, read_config(paths));
  MB_TRY(signer, tlog::Signer::make(config.name, tlog::KeyRole::cosigner, std::move(key)));
  std::map<std::string, std::vector<tlog::VerifierKey>> keys;
  for (const tlog::VerifierKey& log : config.logs) keys[log.name()].push_back(log);
  auto witness =
      std::unique_ptr<Witness>(new Witness(std::move(lock), std::move(signer), clock, options));
  for (auto& [origin, log_keys] : keys) {
    MB_TRY(record,
           LogRecord::open(paths.logs(), {origin, log_keys, witness->verifier()}, options.fault));
    witness->logs_.push_back(std::make_unique<Log>(std::move(record), options.of_a_log));
  }
  return witness;
}

Witness::Log* Witness::find(std::string_view origin) {
  const auto found = std::find_if(logs_.begin(), logs_.end(), [&](const auto& log) {
    return log->record.identity().origin == origin;
  });
  return found == logs_.end() ? nullptr : found->get();
}

std::optional<tlog::Checkpoint> Witness::held(std::string_view origin) {
  Log* const log = find(origin);
  if (log == nullptr) return std::nullopt;
  const std::lock_guard lock(log->mutex);
  if (!log->record.held()) return std::nullopt;
  return log->record.held()->checkpoint;
}

bool Witness::may_ask() {
  const std::lock_guard lock(total_mutex_);
  return total_.take(clock_.now());
}

Answer Witness::add_checkpoint(std::string_view body) {
  if (!may_ask()) return refusal(429, "too many requests", "too many requests");
  auto request = tlog::parse_witness_request(body);
  if (!request) return refusal(400, "malformed", request.error().message.en);
  const auto origin = claimed_origin(request->checkpoint);
  if (!origin) return refusal(400, "malformed", "the checkpoint is malformed");
  Log* const log = find(*origin);
  if (log == nullptr) return refusal(404, "unknown log", "this witness does not know the log");
  const auto& keys = log->record.identity().log_keys;
  auto opened = tlog::open_checkpoint(request->checkpoint, keys);
  if (!opened) return refusal(403, "not signed", "no valid signature by a known key of the log");
  const Submission submission{std::move(*request), std::move(*opened), suite_of(keys.front())};
  Answer answer;
  {
    const std::lock_guard lock(log->mutex);
    answer = decide(*log, submission);
  }
  answer.origin = *origin;
  answer.size = submission.opened.checkpoint.head.size;
  return answer;
}

Answer Witness::decide(Log& log, const Submission& submission) {
  const merkle::TreeHead& head = submission.opened.checkpoint.head;
  const std::uint64_t old_size = submission.request.old_size;
  if (!log.limit.take(clock_.now())) {
    return refusal(429, "too many checkpoints", "too many checkpoints of this log");
  }
  if (old_size > head.size) {
    return refusal(400, "malformed", "the old size is larger than the checkpoint's");
  }
  const std::optional<Held>& held = log.record.held();
  const merkle::TreeHead known =
      held ? held->checkpoint.head : merkle::TreeHead{0, merkle::empty_root(submission.suite)};
  if (held && head.size == known.size && head.root != known.root) {
    return refuse(log, submission, Reason::fork);
  }
  if (head.size < known.size) return refuse(log, submission, Reason::older);
  if (old_size != known.size) return size_answer("another old size", known.size);
  const auto follows =
      merkle::verify_consistency(submission.suite, known, head, submission.request.hashes);
  if (follows) return cosign(log, submission);
  if (held && head.size > known.size) return refuse(log, submission, Reason::unproven);
  return refusal(422, "no proof", "the proof does not hold");
}

tlog::PosixSeconds Witness::time_after(const std::optional<Held>& held) {
  const auto now =
      static_cast<tlog::PosixSeconds>(std::max<std::int64_t>(0, clock_.now().ns / ns_per_second));
  return held ? std::max(now, held->time) : now;
}

Answer Witness::cosign(Log& log, const Submission& submission) {
  const std::optional<Held>& held = log.record.held();
  const tlog::Checkpoint& checkpoint = submission.opened.checkpoint;
  const tlog::PosixSeconds time = time_after(held);
  if (held && held->checkpoint == checkpoint && time - held->time < reuse_seconds) {
    return cosigned(held->cosignature);
  }
  const auto signature = signer_.cosign(checkpoint, time);
  if (!signature) return refusal(500, "cannot sign", "internal error");
  const std::array added = {*signature};
  const auto note = tlog::serialize(tlog::with_signatures(clean_note(submission.opened), added));
  if (!note) return refusal(400, "malformed", "the checkpoint is too long to be cosigned");
  const auto kept = log.record.keep({time, Reason::none, checkpoint, *note, {}});
  if (!kept) return refusal(500, "cannot persist", "internal error");
  return cosigned(*signature);
}

Answer Witness::refuse(Log& log, const Submission& submission, Reason reason) {
  const Held& held = *log.record.held();
  const auto note = tlog::serialize(clean_note(submission.opened));
  if (!note) return refusal(400, "malformed", "the checkpoint is malformed");
  const auto kept = log.record.keep_refusal(
      {time_after(held), reason, submission.opened.checkpoint, *note, held.note});
  if (!kept) return refusal(500, "cannot persist", "internal error");
  if (reason == Reason::unproven) return refusal(422, name_of(reason), "the proof does not hold");
  return size_answer(name_of(reason), held.checkpoint.head.size);
}

}  // namespace minutebook::witness
