#include "ledger/tlog/note.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "ledger/base/limits.h"
#include "ledger/tlog/signer.h"
#include "tests/tlog/sample.h"
#include "tests/tlog/vectors.h"

namespace minutebook::tlog {
namespace {

const std::string both = vectors::text + "\n" + vectors::first_line + vectors::second_line;

VerifierKey key(const std::string& text) { return VerifierKey::parse(text).value(); }
const std::vector<VerifierKey>& first_known() {
  static const std::vector<VerifierKey> keys{key(vectors::first_key)};
  return keys;
}

Errc error_of(const std::string& bytes) {
  const auto opened = open_note(bytes, first_known());
  EXPECT_FALSE(opened.has_value()) << bytes;
  return opened ? Errc::cancelled : opened.error().code;
}

TEST(Note, OfOtherProgramsIsReadAndWrittenBack) {
  const auto note = parse_note(both);
  ASSERT_TRUE(note.has_value()) << note.error().message.en;
  EXPECT_EQ(note->text, vectors::text);
  ASSERT_EQ(note->signatures.size(), 2U);
  EXPECT_EQ(note->signatures[0].key_name, "PeterNeumann");
  EXPECT_EQ(note->signatures[0].key_id, (KeyId{0xc7, 0x4f, 0x20, 0xa3}));
  EXPECT_EQ(note->signatures[1].bytes.size(), 64U);
  EXPECT_EQ(serialize(*note).value(), both);
}

TEST(Note, IsOpenedByEachKeyThatSignedIt) {
  const auto one = open_note(both, first_known()).value();
  EXPECT_EQ(one.text, vectors::text);
  ASSERT_EQ(one.verified.size(), 1U);
  EXPECT_EQ(one.verified[0].key_name, "PeterNeumann");
  ASSERT_EQ(one.unknown.size(), 1U);
  EXPECT_EQ(one.unknown[0].key_name, "EnochRoot");

  const std::vector<VerifierKey> known{key(vectors::first_key), key(vectors::second_key)};
  const auto two = open_note(both, known).value();
  EXPECT_EQ(two.verified.size(), 2U);
  EXPECT_TRUE(two.unknown.empty());
}

TEST(Note, WithoutAKnownSignerIsUnauthorised) {
  EXPECT_EQ(open_note(both, {}).error().code, Errc::unauthorised);
  EXPECT_EQ(error_of(vectors::text + "\n" + vectors::second_line), Errc::unauthorised);
}

TEST(Note, SharingOnlyTheNameOrTheIdOfAKeyIsNotByThatKey) {
  std::string other_name = vectors::first_line;
  other_name.replace(other_name.find("PeterNeumann"), 12, "PeterNeumanN");
  EXPECT_EQ(error_of(vectors::text + "\n" + other_name), Errc::unauthorised);
  std::string other_id = vectors::first_line;
  other_id.replace(other_id.find("x08g"), 4, "xxxx");
  const auto opened =
      open_note(vectors::text + "\n" + vectors::first_line + other_id, first_known());
  ASSERT_TRUE(opened.has_value()) << opened.error().message.en;
  EXPECT_EQ(opened->unknown.size(), 1U);
}

TEST(Note, WithABadSignatureOfAKnownKeyIsRefusedWhole) {
  for (const std::size_t at : {21U, 40U, 80U}) {
    std::string line = vectors::first_line;
    line[line.find("x08g") + at] ^= 1;  // stays in the base64 alphabet or is malformed
    const auto opened = open_note(both + line, first_known());
    EXPECT_FALSE(opened.has_value());
  }
  std::string text = both;
  text[0] = 'i';
  EXPECT_EQ(error_of(text), Errc::unauthorised);
}

TEST(Note, SignedTwiceByAKnownKeyIsRefusedAndByAnUnknownOneIsNot) {
  const auto twice =
      open_note(vectors::text + "\n" + vectors::first_line + vectors::first_line, first_known());
  ASSERT_FALSE(twice.has_value());
  EXPECT_NE(twice.error().message.en.find("twice"), std::string::npos);
  const auto unknown = open_note(both + vectors::second_line, first_known());
  ASSERT_TRUE(unknown.has_value());
  EXPECT_EQ(unknown->unknown.size(), 1U);
}

TEST(Note, IsNotOpenedWithTwoKnownKeysOfOneNameAndId) {
  const std::vector<VerifierKey> known{key(vectors::first_key), key(vectors::first_key)};
  EXPECT_EQ(open_note(both, known).error().code, Errc::invalid_input);
}

TEST(Note, ThatIsMalformedIsRefused) {
  const std::string& text = vectors::text;
  const std::string& line = vectors::first_line;
  const std::string base64 = line.substr(line.find("x08g"));
  for (const std::string& bad : {std::string(),
                                 std::string("\n"),
                                 std::string("\n\n"),
                                 text,
                                 text + "\n",
                                 text + "\n" + line.substr(0, line.size() - 1),
                                 "\x01" + text + "\n" + line,
                                 "\xff" + text + "\n" + line,
                                 text + "\r\n\n" + line,
                                 text + "\t\n\n" + line,
                                 text + "\n— Bad Name " + base64,
                                 text + "\n— " + base64,
                                 text + "\n—  " + base64,
                                 text + "\n- PeterNeumann " + base64,
                                 text + "\n—PeterNeumann " + base64,
                                 text + "\n— Peter+Neumann " + base64,
                                 text + "\n— PeterNeumann\u00A0x " + base64,
                                 text + "\n" + line + "Unexpected line.\n",
                                 text + "\n— PeterNeumann \n",
                                 text + "\n— PeterNeumann\n",
                                 text + "\n— PeterNeumann x08gow==\n",
                                 text + "\n— PeterNeumann x08go_ZJ\n",
                                 text + "\n— PeterNeumann x08go-ZJ\n",
                                 text + "\n— PeterNeumann x08goAB=\n",
                                 text + "\n— PeterNeumann x08goAA= \n",
                                 text + "\n— PeterNeumann x08goAA\n",
                                 text + "\n\n" + line + "\n"}) {
    EXPECT_EQ(error_of(bad), Errc::invalid_input) << printable(bad);
  }
}

TEST(Note, MayHaveEmptyLinesInItsText) {
  const Signer signer = ed25519_signer("example.com/a", KeyRole::log, 1);
  for (const std::string& text : {std::string("a\n\nb\n"), std::string("\n"), std::string("\n\n"),
                                  std::string("a\n\n"), std::string("— a AAAA\n\nx\n")}) {
    const auto bytes = serialize(Note{text, {signer.sign(text).value()}}).value();
    const auto opened = open_note(bytes, std::vector{signer.verifier()});
    ASSERT_TRUE(opened.has_value()) << printable(text);
    EXPECT_EQ(opened->text, text);
  }
}

TEST(Note, IsRefusedPastItsLimitsBeforeItIsRead) {
  std::string many = vectors::text + "\n";
  for (std::size_t i = 0; i < limits::max_note_signatures; ++i) many += vectors::second_line;
  EXPECT_EQ(parse_note(many)->signatures.size(), limits::max_note_signatures);
  EXPECT_FALSE(parse_note(many + vectors::second_line).has_value());

  const std::string huge(std::size_t{1} << 27, '\xff');
  const auto refused = parse_note(huge);
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().message.en.find("more than 65536"), std::string::npos);
  EXPECT_NE(parse_signature_lines(huge).error().message.en.find("more than"), std::string::npos);
}

TEST(Note, IsNotWrittenWhenItWouldNotBeReadBack) {
  const NoteSignature good{"a", {1, 2, 3, 4}, {5}};
  EXPECT_TRUE(serialize(Note{"x\n", {good}}).has_value());
  EXPECT_FALSE(serialize(Note{"x\n", {}}).has_value());
  EXPECT_FALSE(serialize(Note{"x", {good}}).has_value());
  EXPECT_FALSE(serialize(Note{"", {good}}).has_value());
  EXPECT_FALSE(serialize(Note{"x\n", {{"a b", {}, {5}}}}).has_value());
  EXPECT_FALSE(serialize(Note{"x\n", {{"a", {}, {}}}}).has_value());
  EXPECT_FALSE(serialize(Note{"x\n", {{"a\n\n— b", {}, {5}}}}).has_value());
}

TEST(Note, TakesNewSignaturesInPlaceOfOldOnesByTheSameKey) {
  const auto note = parse_note(both).value();
  NoteSignature renewed = note.signatures[0];
  renewed.bytes = {1, 2, 3};
  const NoteSignature added{"example.com/w", {9, 9, 9, 9}, {7}};
  const auto result = with_signatures(note, std::vector{renewed, added});
  EXPECT_EQ(result.signatures, (std::vector{note.signatures[1], renewed, added}));
}

TEST(SignatureLines, AreReadOnTheirOwn) {
  const auto lines = parse_signature_lines(vectors::first_line + vectors::second_line).value();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(signature_line(lines[0]) + signature_line(lines[1]),
            vectors::first_line + vectors::second_line);
  EXPECT_FALSE(parse_signature_lines("").has_value());
  EXPECT_FALSE(parse_signature_lines("\n").has_value());
  EXPECT_FALSE(parse_signature_lines(vectors::first_line + "\n").has_value());
}

RC_GTEST_PROP(Note, IsReadAsItWasWritten, (const std::vector<std::vector<std::uint8_t>>& bytes)) {
  Note note{"some text\n\nmore\n", {{"first", {1, 2, 3, 4}, {0}}}};
  for (const auto& each : bytes) {
    if (!each.empty() && note.signatures.size() < limits::max_note_signatures) {
      note.signatures.push_back({"key/" + std::to_string(each.size()), {1, 2, 3, 4}, each});
    }
  }
  RC_ASSERT(parse_note(serialize(note).value()).value() == note);
}

}  // namespace
}  // namespace minutebook::tlog
