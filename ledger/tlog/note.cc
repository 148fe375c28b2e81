#include "ledger/tlog/note.h"

#include <algorithm>

#include "ledger/base/limits.h"
#include "ledger/crypto/base64.h"
#include "ledger/tlog/lines.h"

namespace minutebook::tlog {
namespace {

constexpr What what{"note", "签名文本"};
constexpr std::string_view dash = "\u2014 ";  // em dash, space

Result<NoteSignature> parse_signature(std::string_view line) {
  const std::size_t space = line.find(' ', std::min(dash.size(), line.size()));
  if (!line.starts_with(dash) || space == line.npos) {
    return malformed(what, "not a signature line: " + printable(line),
                     "不是签名行：" + printable(line));
  }
  const std::string_view name = line.substr(dash.size(), space - dash.size());
  if (!is_key_name(name)) {
    return malformed(what, "impossible key name: " + printable(name),
                     "密钥名称无效：" + printable(name));
  }
  const auto bytes = parse_base64(line.substr(space + 1));
  NoteSignature signature{std::string(name), {}, {}};
  const std::size_t id_bytes = signature.key_id.size();
  if (!bytes || bytes->size() <= id_bytes) {
    return malformed(what, "no signature in base64: " + printable(line),
                     "没有 base64 签名：" + printable(line));
  }
  std::copy_n(bytes->begin(), id_bytes, signature.key_id.begin());
  signature.bytes.assign(bytes->begin() + static_cast<std::ptrdiff_t>(id_bytes), bytes->end());
  return signature;
}

bool same_key(const NoteSignature& left, const NoteSignature& right) {
  return left.key_id == right.key_id && left.key_name == right.key_name;
}

}  // namespace

bool is_note_text(std::string_view text) {
  const auto forbidden = [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\n'; };
  return text.ends_with('\n') && std::none_of(text.begin(), text.end(), forbidden) &&
         is_valid_utf8(text);
}

Result<std::vector<NoteSignature>> parse_signature_lines(std::string_view lines) {
  MB_TRY_VOID(check_size(what, lines, limits::max_note_bytes));
  if (!is_note_text(lines)) {
    return malformed(what, "the signatures are not lines of UTF-8", "签名不是 UTF-8 文本行");
  }
  if (std::count(lines.begin(), lines.end(), '\n') >
      static_cast<std::ptrdiff_t>(limits::max_note_signatures)) {
    return malformed(what, "more than 100 signatures", "签名超过 100 个");
  }
  std::vector<NoteSignature> signatures;
  LineReader reader(lines);
  while (const auto line = reader.next()) {
    MB_TRY(signature, parse_signature(*line));
    signatures.push_back(std::move(signature));
  }
  return signatures;
}

Result<Note> parse_note(std::string_view bytes) {
  MB_TRY_VOID(check_size(what, bytes, limits::max_note_bytes));
  if (!is_note_text(bytes)) {
    return malformed(what, "not UTF-8, a control character, or no newline at the end",
                     "不是 UTF-8、含控制字符或末尾没有换行");
  }
  const std::size_t blank = bytes.rfind("\n\n");
  if (blank == bytes.npos || blank + 2 == bytes.size()) {
    return malformed(what, "no signatures after an empty line", "空行之后没有签名");
  }
  MB_TRY(signatures, parse_signature_lines(bytes.substr(blank + 2)));
  return Note{std::string(bytes.substr(0, blank + 1)), std::move(signatures)};
}

std::string signature_line(const NoteSignature& signature) {
  const Bytes bytes = joined(signature.key_id, signature.bytes);
  return std::string(dash) + signature.key_name + " " + crypto::to_base64(bytes) + "\n";
}

Result<std::string> serialize(const Note& note) {
  std::string bytes = note.text + "\n";
  for (const NoteSignature& signature : note.signatures) bytes += signature_line(signature);
  MB_TRY(reread, parse_note(bytes));
  if (reread != note) return malformed(what, "would be read differently", "重读结果不同");
  return bytes;
}

Note with_signatures(Note note, std::span<const NoteSignature> added) {
  for (const NoteSignature& signature : added) {
    std::erase_if(note.signatures, [&](const auto& each) { return same_key(each, signature); });
    note.signatures.push_back(signature);
  }
  return note;
}

}  // namespace minutebook::tlog
