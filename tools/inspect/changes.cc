#include "tools/inspect/changes.h"

#include <set>
#include <unordered_map>
#include <unordered_set>

namespace minutebook::inspect {
namespace {

/// The ids of a list's items when each has one of its own, otherwise empty.
std::vector<std::string> names_of(const Json& list) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const Json& item : list) {
    const auto id = item.is_object() ? item.find("id") : item.end();
    if (!item.is_object() || id == item.end() || !id->is_string()) return {};
    names.push_back(id->get<std::string>());
    if (!seen.insert(names.back()).second) return {};
  }
  return names;
}

void collect(const Json& value, const std::string& path, std::vector<Leaf>& out) {
  if (value.is_object() && !value.empty()) {
    for (const auto& [key, member] : value.items()) {
      collect(member, path.empty() ? key : path + "." + key, out);
    }
  } else if (value.is_array() && !value.empty()) {
    const std::vector<std::string> names = names_of(value);
    for (std::size_t i = 0; i < value.size(); ++i) {
      const std::string name = names.empty() ? std::to_string(i) : names[i];
      collect(value[i], path + "[" + name + "]", out);
    }
  } else {
    out.push_back({path, value});
  }
}

}  // namespace

std::vector<Leaf> leaves(const Json& state) {
  std::vector<Leaf> out;
  if (!state.is_null()) collect(state, "", out);
  return out;
}

std::vector<Change> changes(const Json& before, const Json& after) {
  const std::vector<Leaf> old_leaves = leaves(before);
  std::unordered_map<std::string, const Json*> old_values;
  for (const Leaf& leaf : old_leaves) old_values.emplace(leaf.path, &leaf.value);

  std::vector<Change> out;
  std::unordered_set<std::string> kept;
  for (Leaf& leaf : leaves(after)) {
    kept.insert(leaf.path);
    const auto old = old_values.find(leaf.path);
    if (old == old_values.end()) {
      out.push_back({std::move(leaf.path), std::nullopt, std::move(leaf.value)});
    } else if (*old->second != leaf.value) {
      out.push_back({std::move(leaf.path), *old->second, std::move(leaf.value)});
    }
  }
  for (const Leaf& leaf : old_leaves) {
    if (!kept.contains(leaf.path)) out.push_back({leaf.path, leaf.value, std::nullopt});
  }
  return out;
}

}  // namespace minutebook::inspect
