#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace minutebook::inspect {

using Json = nlohmann::ordered_json;

/// One field that differs between two states.
struct Change {
  std::string path;            ///< such as "meetings[M1].ballots[0].choice"
  std::optional<Json> before;  ///< absent: the field was not there
  std::optional<Json> after;   ///< absent: the field is gone
};

/// A field and its value, as far down as there are fields: a string, number or truth value, or an
/// empty object or list.
struct Leaf {
  std::string path;
  Json value;
};

/// Every leaf of a state, in the state's own order. A list's item is named by its id where all
/// items have one, and by its place (from 0) otherwise.
std::vector<Leaf> leaves(const Json& state);

/// What differs, leaf by leaf: first what changed or came, in the order of `after`, then what went.
std::vector<Change> changes(const Json& before, const Json& after);

}  // namespace minutebook::inspect
