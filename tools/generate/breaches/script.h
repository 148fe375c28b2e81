#pragma once

#include <deque>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "tools/generate/chapter.h"

/// A matter as a list of commands that can still be changed. Chapters only ever grow; a breach is
/// planted by taking a clean story and moving, changing, adding or leaving out some of it.
namespace minutebook::generate {

using Json = nlohmann::ordered_json;

/// One command before it is written.
struct Entry {
  std::string tag;  ///< how planters find it, such as "ballot:2"; each once in a script
  std::string type;
  std::string actor;
  std::string role;
  Minute at = 0;
  Json data;
  std::string subject = {};   ///< empty: the matter's
  std::string for_whom = {};  ///< of an irregular entry: whose act it was
  std::string reason = {};    ///< not empty: an irregular entry, and why it is entered
  Minute sent = 0;            ///< when it is sent, where that is later than `at`
};

/// The commands of one matter. References to entries stay valid until one is removed.
class Script {
 public:
  Entry& add(Entry entry) { return entries_.emplace_back(std::move(entry)); }
  /// The entry of that tag, which must be there.
  Entry& at(std::string_view tag);
  bool has(std::string_view tag) const;
  /// Is there an entry whose tag begins with `tag` and a colon?
  bool has_under(std::string_view tag) const;
  /// The entry, or all whose tags begin with `tag` and a colon; at least one must be there.
  void remove(std::string_view tag);
  std::deque<Entry>& entries() { return entries_; }

  /// Writes all commands, each in the name of `subject` where it has none of its own.
  void send(Chapter& chapter, const std::string& subject) const;

 private:
  std::deque<Entry> entries_;
};

}  // namespace minutebook::generate
