#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "ledger/base/text.h"
#include "tools/minutebook/names.h"

namespace minutebook::cli {

using Json = nlohmann::ordered_json;

/// Turns values of events and states into words: enums and fields by their labels, subjects by
/// their titles, times in the ledger's zone, fen as yuan. Borrows the names.
class Render {
 public:
  Render(Language language, const Names& names, std::int16_t zone_offset_minutes)
      : language_(language), names_(names), zone_(zone_offset_minutes) {}

  Language language() const { return language_; }
  const Names& names() const { return names_; }

  std::string field(std::string_view name) const;
  /// Words of a field path: "meetings[M1].ballots[0].choice" → "meetings [M1] › ballots [0] …".
  std::string path(std::string_view path) const;
  /// The value of a field; lists joined, objects as "field: value" pairs.
  std::string value(std::string_view field, const Json& value) const;
  /// When, who and which event: "#57 · 2021-01-12 09:41 · party-group member 3".
  std::string act(const Json& act) const;
  std::string time(Instant time) const;

  /// What an event says, from its label sentence.TYPE. `event` is the JSON of inspect::event_json.
  std::string sentence(const Json& event) const;

 private:
  std::string text_value(std::string_view field, const std::string& text) const;
  std::string number_value(std::string_view field, const Json& number) const;
  std::string list_value(std::string_view field, const Json& list) const;
  std::string object_value(const Json& object) const;
  std::string placeholder(std::string_view name, const Json& event) const;

  Language language_;
  const Names& names_;
  std::int16_t zone_;
};

}  // namespace minutebook::cli
