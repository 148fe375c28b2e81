#include "ledger/tlog/checkpoint.h"

#include <algorithm>
#include <utility>

#include "ledger/base/limits.h"
#include "ledger/crypto/base64.h"
#include "ledger/tlog/lines.h"

namespace minutebook::tlog {
namespace {

constexpr What what{"checkpoint", "检查点"};

bool is_by_log_of(const NoteSignature& signature, std::string_view origin,
                  std::span<const VerifierKey> keys) {
  return std::any_of(keys.begin(), keys.end(), [&](const VerifierKey& key) {
    return key.role() == KeyRole::log && key.name() == origin && key.id() == signature.key_id &&
           key.name() == signature.key_name;
  });
}

}  // namespace

Result<Checkpoint> parse_checkpoint(std::string_view note_text) {
  MB_TRY_VOID(check_size(what, note_text, limits::max_note_bytes));
  if (!is_note_text(note_text)) {
    return malformed(what, "not lines of UTF-8", "不是 UTF-8 文本行");
  }
  LineReader lines(note_text);
  const auto origin = lines.next();
  const auto size_line = lines.next();
  const auto root_line = lines.next();
  if (!origin || origin->empty() || origin->size() > limits::max_key_name_bytes) {
    return malformed(what, "the origin is not 1 to 255 bytes", "来源名称不是 1 至 255 字节");
  }
  const auto size = parse_decimal(size_line.value_or(""));
  if (!size || *size > merkle::max_tree_size) {
    return malformed(what, "impossible tree size", "树的大小无效");
  }
  const auto root = parse_hash(root_line.value_or(""));
  if (!root)
    return malformed(what, "the root is not 32 bytes in base64", "树根不是 32 字节的 base64");
  Checkpoint checkpoint{std::string(*origin), {*size, *root}, {}};
  while (const auto line = lines.next()) {
    if (line->empty()) return malformed(what, "an empty extension line", "扩展行为空");
    checkpoint.extensions.emplace_back(*line);
  }
  return checkpoint;
}

Result<std::string> serialize(const Checkpoint& checkpoint) {
  std::string text = checkpoint.origin + "\n" + std::to_string(checkpoint.head.size) + "\n" +
                     crypto::to_base64(checkpoint.head.root) + "\n";
  for (const std::string& line : checkpoint.extensions) text += line + "\n";
  MB_TRY(reread, parse_checkpoint(text));
  if (reread != checkpoint) return malformed(what, "would be read differently", "重读结果不同");
  return text;
}

crypto::Digest time_stamped_digest(std::string_view note_text) {
  return crypto::hash(crypto::Suite::standard, {as_bytes(note_text)});
}

Result<OpenedCheckpoint> open_checkpoint(std::string_view signed_note,
                                         std::span<const VerifierKey> known) {
  MB_TRY(note, open_note(signed_note, known));
  MB_TRY(checkpoint, parse_checkpoint(note.text));
  const bool by_log =
      std::any_of(note.verified.begin(), note.verified.end(),
                  [&](const auto& each) { return is_by_log_of(each, checkpoint.origin, known); });
  if (!by_log) {
    const std::string origin = printable(checkpoint.origin);
    return fail(Errc::unauthorised,
                "no known key of the ledger " + origin + " signed its checkpoint",
                "检查点没有账本 " + origin + " 的已知密钥签名");
  }
  return OpenedCheckpoint{std::move(checkpoint), std::move(note)};
}

}  // namespace minutebook::tlog
