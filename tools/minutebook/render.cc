#include "tools/minutebook/render.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "ledger/base/rfc3339.h"
#include "ledger/schema/labels.h"
#include "ledger/schema/shape.h"
#include "tools/minutebook/display.h"
#include "tools/minutebook/moment.h"
#include "tools/minutebook/progress.h"
#include "tools/minutebook/words.h"

namespace minutebook::cli {
namespace {

constexpr std::size_t digest_hex_chars = 64;
constexpr std::size_t digest_chars_shown = 12;

using Enumerations = std::map<std::string, std::set<std::string_view>, std::less<>>;

void note_fields(const std::vector<schema::FieldShape>& fields, Enumerations& out) {
  for (const schema::FieldShape& field : fields) {
    if (!field.enumeration.empty()) out[field.name].insert(field.enumeration);
  }
}

/// Which enums a field of that name may hold, in any struct.
const Enumerations& enumerations() {
  static const Enumerations all = [] {
    Enumerations out;
    for (const schema::StructShape* shape : schema::all_shapes()) note_fields(shape->fields, out);
    // Enums that only states have.
    out["step"].insert("Step");
    out["outcome"].insert("ApprovalOutcome");
    out["state"].insert({"ContractState", "RectificationState"});
    return out;
  }();
  return all;
}

bool is_digest(std::string_view text) {
  return text.size() == digest_hex_chars &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string money(std::int64_t fen, Language language) {
  const std::string sign = fen < 0 ? "-" : "";
  const auto size = static_cast<std::uint64_t>(fen < 0 ? -fen : fen);
  std::string amount = sign + grouped(size / 100);
  if (size % 100 != 0) amount += fmt::format(".{:02}", size % 100);
  return phrase("ui.value.yuan", language, {amount});
}

}  // namespace

std::string Render::field(std::string_view name) const {
  const std::string_view of_states = schema::find_label(language_, "state." + std::string(name));
  return of_states.empty() ? word_or("field", name, language_) : std::string(of_states);
}

std::string Render::path(std::string_view path) const {
  std::string out;
  while (!path.empty()) {
    const std::size_t end = path.find_first_of(".[");
    const std::string_view name = path.substr(0, end);
    out += (out.empty() ? "" : " › ") + field(name);
    path.remove_prefix(name.size());
    if (path.starts_with('[')) {
      const std::size_t close = path.find(']');
      const std::string item(path.substr(1, close - 1));
      const bool place = item.find_first_not_of("0123456789") == std::string::npos;
      // People count from 1.
      out += " " + (place ? std::to_string(std::stoull(item) + 1) : item);
      path.remove_prefix(close + 1);
    }
    if (path.starts_with('.')) path.remove_prefix(1);
  }
  return out;
}

std::string Render::time(Instant time) const { return people_time(time, zone_); }

std::string Render::text_value(std::string_view field, const std::string& text) const {
  if (const auto found = enumerations().find(field); found != enumerations().end()) {
    for (const std::string_view enumeration : found->second) {
      const std::string key = "enum." + std::string(enumeration) + "." + text;
      const std::string_view label = schema::find_label(language_, key);
      if (!label.empty()) return std::string(label);
    }
  }
  if (field == "type") return word_or("event", text, language_);
  if (field == "command") return word_or("command", text, language_);
  if (const auto moment = parse_time(text)) return time(moment->instant);
  if (is_digest(text)) return text.substr(0, digest_chars_shown) + "…";
  if (text.find('/') != std::string::npos && Subject::parse(text)) return names_.of(text);
  return one_line(text);
}

std::string Render::number_value(std::string_view field, const Json& number) const {
  const auto amount = number.get<std::int64_t>();
  if (field.ends_with("Fen")) return money(amount, language_);
  if (field == "basisPoints" || field == "weight" || field == "share") {
    return fmt::format("{}.{:02} %", amount / 100, amount % 100);
  }
  if (field == "score") return fmt::format("{}.{:02}", amount / 100, amount % 100);
  return std::to_string(amount);
}

std::string Render::list_value(std::string_view field, const Json& list) const {
  std::string out;
  for (const Json& item : list) {
    if (!out.empty()) {
      out += word(item.is_object() ? "ui.list.objects" : "ui.list.separator", language_);
    }
    out += value(field, item);
  }
  return out.empty() ? word("ui.value.none", language_) : out;
}

std::string Render::object_value(const Json& object) const {
  if (object.contains("en") && object.contains("zh-CN")) {
    return one_line(object[name_of(language_)].get<std::string>());
  }
  // A document: its title says it all.
  if (object.contains("digest") && object.contains("title")) {
    return value("title", object["title"]) + " (" + value("digest", object["digest"]) + ")";
  }
  // An entry of a list such as attendance: who, and the word or two about them.
  if (object.size() <= 3 && object.begin().key() == "person") {
    std::string out;
    for (const auto& [key, member] : object.items()) {
      out += (out.empty() ? "" : " ") + value(key, member);
    }
    return out;
  }
  if (object.size() == 1) return value(object.begin().key(), object.begin().value());
  std::string out;
  for (const auto& [key, member] : object.items()) {
    // What did not happen goes without saying.
    if (key == "change" && member == Json(false)) continue;
    if (!out.empty()) out += word("ui.list.separator", language_);
    out += key == "act" ? act(member) : field(key) + " " + value(key, member);
  }
  return out;
}

std::string Render::value(std::string_view field, const Json& value) const {
  if (value.is_string()) return text_value(field, value.get<std::string>());
  if (value.is_number_integer()) return number_value(field, value);
  if (value.is_boolean()) {
    return word(value.get<bool>() ? "ui.value.yes" : "ui.value.no", language_);
  }
  if (value.is_array()) return list_value(field, value);
  return value.is_object() ? object_value(value) : word("ui.value.none", language_);
}

std::string Render::act(const Json& act) const {
  std::string out = "#" + act.value("position", Json(0)).dump();
  if (act.contains("occurredAt")) out += " · " + value("occurredAt", act["occurredAt"]);
  if (act.contains("actor")) out += " · " + value("actor", act["actor"]);
  if (act.contains("onBehalfOf")) {
    out += " " + phrase("ui.act.on_behalf_of", language_, {value("actor", act["onBehalfOf"])});
  }
  if (act.contains("irregular") && act["irregular"].is_boolean() && act["irregular"].get<bool>()) {
    out += " " + word("ui.act.irregular", language_);
  }
  return out;
}

std::string Render::placeholder(std::string_view name, const Json& event) const {
  const Json* at = &event;
  std::string_view last = name;
  for (std::string_view rest = name; !rest.empty();) {
    last = rest.substr(0, rest.find('.'));
    const auto found = at->is_object() ? at->find(std::string(last)) : at->end();
    if (!at->is_object() || found == at->end()) return word("ui.value.none", language_);
    at = &*found;
    rest.remove_prefix(std::min(rest.size(), last.size() + 1));
  }
  return value(last, *at);
}

std::string Render::sentence(const Json& event) const {
  const std::string type = event.value("type", "");
  const std::string_view form = schema::find_label(language_, "sentence." + type);
  if (form.empty()) return word_or("event", type, language_);
  std::string out;
  for (std::size_t at = 0; at < form.size();) {
    const std::size_t end = form[at] == '{' ? form.find('}', at) : std::string_view::npos;
    if (end != std::string_view::npos) {
      out += placeholder(form.substr(at + 1, end - at - 1), event);
      at = end + 1;
    } else {
      out += form[at++];
    }
  }
  return out;
}

}  // namespace minutebook::cli
