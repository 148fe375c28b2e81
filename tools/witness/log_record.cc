#include "tools/witness/log_record.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "ledger/base/limits.h"
#include "ledger/crypto/digest.h"

namespace minutebook::witness {
namespace {

constexpr std::size_t max_remembered = 1'024;

std::filesystem::path stem_of(const std::filesystem::path& folder, std::string_view origin) {
  // Any origin makes a file name this way, and no two the same.
  return folder / crypto::hex_of(crypto::hash(crypto::Suite::standard, {as_bytes(origin)}));
}

tl::unexpected<Error> damaged(const std::filesystem::path& file, const Error& why) {
  return fail(Errc::corruption, file.string() + " is damaged: " + why.message.en,
              file.string() + " 已损坏：" + why.message.zh);
}

}  // namespace

std::filesystem::path history_file(const std::filesystem::path& folder, std::string_view origin) {
  return stem_of(folder, origin).string() + ".history";
}

Result<LogRecord> LogRecord::open(const std::filesystem::path& folder, Identity identity,
                                  FaultHook fault) {
  auto stem = stem_of(folder, identity.origin);
  LogRecord record(std::move(stem), std::move(identity), std::move(fault));
  MB_TRY_VOID(record.recover());
  return record;
}

Result<Held> LogRecord::open_held(std::string_view note) const {
  std::vector<tlog::VerifierKey> known = identity_.log_keys;
  known.push_back(identity_.witness_key);
  MB_TRY(opened, tlog::open_checkpoint(note, known));
  if (opened.checkpoint.origin != identity_.origin) {
    return fail(Errc::corruption, "it is of another log", "属于另一日志");
  }
  for (const tlog::NoteSignature& signature : opened.note.verified) {
    if (signature.key_name != identity_.witness_key.name() ||
        signature.key_id != identity_.witness_key.id()) {
      continue;
    }
    MB_TRY(cosignature, tlog::parse_cosignature(signature.bytes));
    return Held{std::move(opened.checkpoint), std::string(note), signature, cosignature.time};
  }
  return fail(Errc::corruption, "this witness has not signed it", "未经本见证签名");
}

Result<void> LogRecord::recover() {
  MB_TRY(note, read_file(file(".checkpoint"), limits::max_note_bytes));
  if (note) {
    auto held = open_held(*note);
    if (!held) return damaged(file(".checkpoint"), held.error());
    held_ = std::move(*held);
  }
  MB_TRY(line, last_line(file(".history"), limits::max_witness_entry_bytes));
  if (!line) return {};
  const auto entry = parse_entry(*line);
  if (!entry) return damaged(file(".history"), entry.error());
  const std::string& last = entry->reason == Reason::none ? entry->note : entry->held;
  if (last.empty()) return {};
  auto noted = open_held(last);
  if (!noted) return damaged(file(".history"), noted.error());
  const auto order = [](const Held& held) {
    return std::tuple(held.checkpoint.head.size, held.time);
  };
  if (held_ && order(*noted) <= order(*held_)) return {};
  MB_TRY_VOID(replace_file(file(".checkpoint"), last, fault_));
  held_ = std::move(*noted);
  return {};
}

Result<void> LogRecord::check_usable() const {
  if (!broken_) return {};
  return fail(Errc::io, "an earlier write failed: start the witness again",
              "此前写入失败：请重新启动见证程序");
}

Result<void> LogRecord::latched(Result<void> written) {
  if (!written) broken_ = true;
  return written;
}

Result<void> LogRecord::keep(const HistoryEntry& cosigned) {
  MB_TRY_VOID(check_usable());
  MB_TRY(held, open_held(cosigned.note));
  MB_TRY_VOID(latched(append_line(file(".history"), format(cosigned), fault_)));
  MB_TRY_VOID(latched(replace_file(file(".checkpoint"), cosigned.note, fault_)));
  held_ = std::move(held);
  return {};
}

Result<void> LogRecord::keep_refusal(const HistoryEntry& refused) {
  MB_TRY_VOID(check_usable());
  // Anybody can send an old checkpoint again: that must not make the history grow.
  std::string text = refused.note.substr(0, refused.note.find("\n\n"));
  if (std::find(refused_.begin(), refused_.end(), text) != refused_.end()) return {};
  MB_TRY_VOID(latched(append_line(file(".history"), format(refused), fault_)));
  if (refused_.size() >= max_remembered) refused_.clear();
  refused_.push_back(std::move(text));
  return {};
}

}  // namespace minutebook::witness
