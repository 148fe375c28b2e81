#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"
#include "ledger/tlog/verifier_key.h"

/// Signed notes (C2SP signed-note): a text, an empty line, signature lines. Pure.
///
///   <text, each line ending in a newline>
///   <empty line>
///   — <key name> <base64 of key id ‖ signature>
///   …
namespace minutebook::tlog {

/// One signature line. The name and the id only say which key to try: they prove nothing.
struct NoteSignature {
  std::string key_name;
  KeyId key_id{};
  Bytes bytes;  ///< after the key id
  bool operator==(const NoteSignature&) const = default;
};

/// A text and its signatures, not verified.
struct Note {
  std::string text;  ///< with its last newline
  std::vector<NoteSignature> signatures;
  bool operator==(const Note&) const = default;
};

/// True for UTF-8 that ends in a newline and has no other control character below U+0020.
bool is_note_text(std::string_view text);

/// Reads a note of at most limits::max_note_bytes and limits::max_note_signatures.
/// Errc::invalid_input unless serialize() would give back the very same bytes.
Result<Note> parse_note(std::string_view bytes);

/// The note's bytes. Errc::invalid_input when they would not be read back: a text that is not a
/// note text, no signatures, a limit passed.
Result<std::string> serialize(const Note& note);

/// Signature lines alone, one or more: what a witness answers.
Result<std::vector<NoteSignature>> parse_signature_lines(std::string_view lines);
/// One line with its newline.
std::string signature_line(const NoteSignature& signature);

/// The note with `added` after its signatures, in place of those by the same keys.
Note with_signatures(Note note, std::span<const NoteSignature> added);

/// A note of which every signature by a known key was verified.
struct OpenedNote {
  std::string text;
  std::vector<NoteSignature> verified;  ///< one for each key, in the note's order
  std::vector<NoteSignature> unknown;   ///< by keys that are not known: to be ignored
};

/// Verifies a note. Errc::unauthorised when no known key signed it, when a signature by a known key
/// is not valid, or when a known key signed twice; Errc::invalid_input when two known keys share
/// name and id, or the note is malformed.
Result<OpenedNote> open_note(std::string_view bytes, std::span<const VerifierKey> known);

}  // namespace minutebook::tlog
