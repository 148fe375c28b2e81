#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ledger/base/text.h"

/// The one catalogue of everything that people read, in English and Simplified Chinese:
/// labels.toml, built into the library. Keys:
///   event.BallotCast  command.CastBallot  field.choice  enum.Choice.for  subject.partnership
///   sentence.BallotCast   one sentence with {placeholders}: {actor}, {subject}, {role},
///                         {data.…} a field by its dotted path
///   ui.…                  the words of the tools themselves
/// A field that means something else in one struct has a key of its own: field.Proposal.scope.
namespace minutebook::schema {

struct Label {
  std::string_view key;
  std::string_view en;
  std::string_view zh;
};

/// All labels, sorted by key.
std::span<const Label> all_labels();

/// Empty when there is no such key. Lives for ever.
std::string_view find_label(Language language, std::string_view key);

/// As find_label, but the key itself when there is none: output goes on with a word untranslated.
std::string label(Language language, std::string_view key);

/// The label of a field: of its own struct when there is one, else the general one.
std::string field_label(Language language, std::string_view structure, std::string_view field);

/// "for" of "Choice" in words.
std::string enum_label(Language language, std::string_view enumeration, std::string_view enumerant);

}  // namespace minutebook::schema
