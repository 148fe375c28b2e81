#include <algorithm>
#include <utility>

#include "ledger/tlog/lines.h"
#include "ledger/tlog/note.h"

namespace minutebook::tlog {
namespace {

constexpr What what{"list of keys", "密钥清单"};

bool is_by(const NoteSignature& signature, const VerifierKey& key) {
  return signature.key_id == key.id() && signature.key_name == key.name();
}

tl::unexpected<Error> refuse(const NoteSignature& signature, const char* en, const char* zh) {
  const std::string key = printable(describe(signature.key_name, signature.key_id));
  return fail(Errc::unauthorised, key + " " + en, key + " " + zh);
}

Result<void> check_distinct(std::span<const VerifierKey> keys) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    for (const VerifierKey& other : keys.subspan(i + 1)) {
      if (other.id() != keys[i].id() || other.name() != keys[i].name()) continue;
      const std::string key = printable(describe(other.name(), other.id()));
      return malformed(what, "two keys are called " + key, "有两个密钥同为 " + key);
    }
  }
  return {};
}

bool seen_in(const std::vector<NoteSignature>& signatures, const NoteSignature& signature) {
  return std::find(signatures.begin(), signatures.end(), signature) != signatures.end();
}

}  // namespace

Result<OpenedNote> open_note(std::string_view bytes, std::span<const VerifierKey> known) {
  MB_TRY_VOID(check_distinct(known));
  MB_TRY(note, parse_note(bytes));
  OpenedNote opened{std::move(note.text), {}, {}};
  for (NoteSignature& signature : note.signatures) {
    const auto key = std::find_if(known.begin(), known.end(),
                                  [&](const auto& each) { return is_by(signature, each); });
    if (key == known.end()) {
      if (!seen_in(opened.unknown, signature)) opened.unknown.push_back(std::move(signature));
      continue;
    }
    const bool again = std::any_of(opened.verified.begin(), opened.verified.end(),
                                   [&](const auto& each) { return is_by(each, *key); });
    if (again) return refuse(signature, "signed the note twice", "重复签名");
    if (!key->verify(opened.text, signature.bytes)) {
      return refuse(signature, "did not make this signature: it is not valid", "的签名无效");
    }
    opened.verified.push_back(std::move(signature));
  }
  if (opened.verified.empty()) {
    return fail(Errc::unauthorised, "no known key signed the note", "没有已知密钥的签名");
  }
  return opened;
}

}  // namespace minutebook::tlog
