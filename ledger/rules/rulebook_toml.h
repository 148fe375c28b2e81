#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/rules/rulebook_file.h"

/// Typed reading of a rulebook's TOML: every getter notes what is wrong and gives nothing then.
namespace minutebook::rules {

/// A value of the file and what it is called.
struct Entry {
  std::string key;
  const toml::node& node;
  std::uint32_t line() const { return node.source().begin.line; }
};

/// Which names a list may hold: the position of a name is the ordinal of its meaning; empty names
/// are left out.
using Names = std::vector<std::string>;

class TomlReader {
 public:
  void fault(std::uint32_t line, const std::string& key, std::string en, std::string zh);
  void fault(const Entry& entry, std::string en, std::string zh) {
    fault(entry.line(), entry.key, std::move(en), std::move(zh));
  }
  void unknown_key(const Entry& entry, const std::vector<std::string>& known);

  /// Calls `visit` for each entry of a table; a fault when it is none.
  void each(const Entry& table, const std::function<void(const Entry&, std::string_view)>& visit);
  /// The value of a parameter, written plainly or as { value = …, source = "…" }; notes the source.
  std::optional<Entry> parameter(const Entry& entry);

  std::optional<std::int64_t> whole(const Entry& entry, std::int64_t minimum, std::int64_t maximum);
  /// Between 0 and 1: a decimal of at most six places, or text such as "2/3".
  std::optional<Share> share(const Entry& entry);
  /// 1 to `max_bytes` bytes without control characters.
  std::optional<std::string> text(const Entry& entry, std::size_t max_bytes);
  std::optional<Day> day(const Entry& entry);
  /// The ordinal of a name.
  std::optional<std::size_t> one_of(const Entry& entry, const Names& names);
  /// The ordinals in a list of names, each once; a list without any is a fault.
  std::optional<std::vector<std::size_t>> some_of(const Entry& entry, const Names& names);
  std::optional<std::vector<std::string>> texts(const Entry& entry, std::size_t max_items,
                                                std::size_t max_bytes);

  std::map<std::string, std::string, std::less<>>& sources() { return sources_; }
  std::size_t fault_count() const { return faults_.size(); }
  /// In the order of lines.
  std::vector<RulebookFault> take_faults() &&;

 private:
  void wrong_type(const Entry& entry, std::string_view en, std::string_view zh);
  std::optional<Share> share_of_text(const Entry& entry, const std::string& text);
  const toml::array* items(const Entry& entry, std::size_t max_items);

  std::vector<RulebookFault> faults_;
  std::map<std::string, std::string, std::less<>> sources_;
};

template <typename Enum>
EnumSet<Enum> set_of(const std::vector<std::size_t>& ordinals) {
  EnumSet<Enum> out;
  for (const std::size_t ordinal : ordinals) out.insert(static_cast<Enum>(ordinal));
  return out;
}

Names level_names();
Names mode_names();

/// Reads the rows of `[[approval]]` and checks them together.
void read_approval(TomlReader& reader, const Entry& approval, Rulebook& content);

}  // namespace minutebook::rules
