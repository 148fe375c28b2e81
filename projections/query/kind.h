#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "projections/table.h"

/// The lists that can be asked for.
namespace minutebook::projections {

/// A list: the rows of one table, and how they are asked for.
struct Kind {
  std::string_view name;  ///< as people write it
  std::string_view view;  ///< the file its table is in, and the name that SQL has for the file
  const Table* table = nullptr;
  std::string_view default_sort;  ///< a field, after '-' from the last to the first
  std::string_view shown = {};    ///< columns for a screen, with a space between each two
  /// The column of the organization that answers for a row.
  std::string_view organization = "organization";
  /// Its rows belong to nobody and are open to every reader: partners, rules.
  bool shared = false;
  /// Where `text ~` looks: in the words of the events of the subject in this column …
  std::string_view text_subject = {};
  /// … or of the event at the position in this column. Neither: there is no such search.
  std::string_view text_position = {};

  bool has_text() const { return !text_subject.empty() || !text_position.empty(); }
  /// The column of that name; null without one.
  const Column* column(std::string_view field) const;
  /// The columns that may be filtered on and sorted by, in their order.
  std::vector<const Column*> fields() const;
  /// "subject, state, value …" and "text" when there is a search.
  std::string field_names() const;
};

/// What people call a list: the label kind.NAME.
std::string kind_label(Language language, const Kind& kind);
/// What people call a column of it: the label column_of.KIND.FIELD, column.FIELD or field.FIELD.
/// The field itself when there is none.
std::string column_label(Language language, const Kind& kind, std::string_view field);
/// The label of a word in a column, or the word.
std::string word_label(Language language, const Column& column, std::string_view word);

/// The words that an enumeration has, in alphabetical order. Views of the label catalogue.
std::vector<std::string_view> words_of(std::string_view enumeration);

/// The one of `names` that somebody who wrote `name` most likely meant; empty when none is near.
std::string_view nearest(std::string_view name, std::span<const std::string_view> names);

}  // namespace minutebook::projections
