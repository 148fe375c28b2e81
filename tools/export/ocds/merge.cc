#include "tools/export/ocds/merge.h"

#include <algorithm>

namespace minutebook::ocds {
namespace {

bool has_ids(const Json& list) {
  return list.is_array() && !list.empty() && std::all_of(list.begin(), list.end(), [](auto& item) {
           return item.is_object() && item.contains("id");
         });
}

const Json* item_of(const Json& list, const Json& id) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const Json& item) { return item.at("id") == id; });
  return found == list.end() ? nullptr : &*found;
}

Json changed_items(const Json& before, const Json& after) {
  Json out = Json::array();
  for (const Json& item : after) {
    const Json* const known = has_ids(before) ? item_of(before, item.at("id")) : nullptr;
    if (known == nullptr || *known != item) out.push_back(item);
  }
  return out;
}

void merge_list(Json& list, const Json& items) {
  for (const Json& item : items) {
    const auto same = std::find_if(list.begin(), list.end(), [&](const Json& known) {
      return known.at("id") == item.at("id");
    });
    if (same == list.end()) {
      list.push_back(item);
    } else {
      merge(*same, item);
    }
  }
}

}  // namespace

Json changes_of(const Json& before, const Json& after) {
  Json out = Json::object();
  for (const auto& [name, value] : after.items()) {
    const auto known = before.find(name);
    if (known != before.end() && *known == value) continue;
    if (known != before.end() && has_ids(value)) {
      out[name] = changed_items(*known, value);
    } else if (known != before.end() && value.is_object() && !value.contains("id")) {
      out[name] = changes_of(*known, value);
    } else {
      out[name] = value;
    }
  }
  return out;
}

void merge(Json& compiled, const Json& release) {
  for (const auto& [name, value] : release.items()) {
    if (value.is_null()) {
      compiled.erase(name);
    } else if (value.is_object() && compiled.contains(name) && compiled[name].is_object()) {
      merge(compiled[name], value);
    } else if (has_ids(value) && compiled.contains(name) && has_ids(compiled[name])) {
      merge_list(compiled[name], value);
    } else {
      compiled[name] = value;
    }
  }
}

}  // namespace minutebook::ocds
