#include "ledger/verify/checkpoint_scan.h"

#include "ledger/base/limits.h"
#include "ledger/store/keys.h"
#include "ledger/tlog/checkpoint.h"
#include "ledger/verify/time_stamp_check.h"

namespace minutebook::verify {
namespace {

std::string checkpoint_place(std::uint64_t size) { return "checkpoint:" + std::to_string(size); }

/// The key after the last checkpoint of `size` and its time stamps.
std::string end_key(std::uint64_t size) {
  return size == ~std::uint64_t{0} ? std::string() : store::checkpoint_key(size + 1);
}

bool is_witness(const Run& run, const tlog::NoteSignature& signature) {
  for (const tlog::VerifierKey& key : run.witnesses) {
    if (key.name() == signature.key_name && key.id() == signature.key_id) return true;
  }
  return false;
}

void check_cosignatures(Run& run, std::uint64_t size, const std::string& note,
                        std::vector<tlog::VerifierKey> known) {
  if (run.witnesses.empty()) return;
  known.insert(known.end(), run.witnesses.begin(), run.witnesses.end());
  const auto opened = tlog::open_note(note, known);
  if (!opened) {
    run.fault(Level::tree, "cosignature", checkpoint_place(size), "valid cosignatures",
              opened.error().message.en);
    return;
  }
  for (const tlog::NoteSignature& signature : opened->verified) {
    if (is_witness(run, signature)) run.totals.add(Tally::cosignatures);
  }
}

}  // namespace

ReadCheckpoint check_note(Run& run, std::uint64_t size, std::string note) {
  run.totals.add(Tally::checkpoints);
  ReadCheckpoint read{size, std::move(note), {}};
  const std::string place = checkpoint_place(size);
  const auto parsed = tlog::parse_note(read.note);
  const auto claimed = parsed ? tlog::parse_checkpoint(parsed->text)
                              : Result<tlog::Checkpoint>(tl::unexpected(parsed.error()));
  if (!claimed) {
    run.fault(Level::tree, "checkpoint-note", place, "a checkpoint", claimed.error().message.en);
    return read;
  }
  if (claimed->head.size != size) {
    run.fault(Level::tree, "checkpoint-note", place, std::to_string(size),
              std::to_string(claimed->head.size));
    return read;
  }
  read.root = claimed->head.root;
  if (run.keys.empty()) return read;  // a fault of its own
  const auto known = keys_at(run.keys, size);
  const auto opened = tlog::open_checkpoint(read.note, known);
  if (!opened) {
    run.fault(Level::tree, "checkpoint-signature", place, "a signature by the ledger's key",
              opened.error().message.en);
    return read;
  }
  check_cosignatures(run, size, read.note, known);
  return read;
}

CheckpointScan::CheckpointScan(Run& run, std::uint64_t first, std::uint64_t last)
    : run_(run),
      scan_(run.store, store::Family::checkpoints, store::checkpoint_key(first), end_key(last)) {}

std::optional<ReadCheckpoint> CheckpointScan::next() {
  while (true) {
    const auto entry = scan_.next();
    if (!entry) {
      const std::string after = last_size_ ? std::to_string(*last_size_) : "the beginning";
      run_.fault(Level::tree, "checkpoint-note", "checkpoints", "readable after " + after,
                 entry.error().message.en);
      continue;
    }
    if (!*entry) return std::nullopt;
    const auto key = store::parse_checkpoint_key((*entry)->key);
    if (!key) {
      run_.fault(Level::tree, "checkpoint-note", "checkpoints", "a size for a key",
                 to_hex((*entry)->key));
      continue;
    }
    if (key->time_stamp) {
      take_time_stamp(key->size, *key->time_stamp, (*entry)->value);
      continue;
    }
    std::string note(as_text((*entry)->value));
    take_note(key->size, note);
    return check_note(run_, key->size, std::move(note));
  }
}

void CheckpointScan::take_note(std::uint64_t size, const std::string& note) {
  last_size_ = size;
  time_stamps_ = 0;
  stamped_.reset();
  if (const auto parsed = tlog::parse_note(note)) {
    stamped_ = tlog::time_stamped_digest(parsed->text);
  }
}

void CheckpointScan::take_time_stamp(std::uint64_t size, std::uint8_t number, ByteSpan token) {
  const bool in_place = last_size_ == size && number == time_stamps_ &&
                        number < limits::max_time_stamps && !token.empty() &&
                        token.size() <= limits::max_time_stamp_bytes;
  if (!in_place) {
    run_.fault(Level::tree, "time-stamp", checkpoint_place(size),
               "number " + std::to_string(time_stamps_), "number " + std::to_string(number));
  } else if (stamped_) {  // a note that cannot be read is a fault of its own
    check_time_stamp(run_, size, *stamped_, token);
  }
  ++time_stamps_;
}

}  // namespace minutebook::verify
