#include "tools/export/ocds/json.h"

#include <algorithm>
#include <utility>

#include "ledger/base/check.h"

namespace minutebook::ocds {
namespace {

constexpr std::int64_t fen_per_yuan = 100;

/// A fact's act says who recorded it and where in the log; of that only the date is published.
Json without_acts(const Json& value) {
  if (value.is_array()) {
    Json out = Json::array();
    for (const Json& item : value) out.push_back(without_acts(item));
    return out;
  }
  if (!value.is_object()) return value;
  Json out = Json::object();
  for (const auto& [name, item] : value.items()) {
    if (name == "act") {
      out["date"] = item.at("occurredAt");
    } else {
      out[name] = without_acts(item);
    }
  }
  return out;
}

}  // namespace

Json money(std::int64_t fen) {
  Json out = Json::object();
  if (fen % fen_per_yuan == 0) {
    out["amount"] = fen / fen_per_yuan;
  } else {
    out["amount"] = static_cast<double>(fen) / static_cast<double>(fen_per_yuan);
  }
  out["currency"] = "CNY";
  return out;
}

std::string start_of_day(Day day, std::int16_t zone_offset_minutes) {
  return format_time({start_of(day, zone_offset_minutes), zone_offset_minutes});
}

void put(Json& object, const char* name, std::string_view text) {
  if (!text.empty()) object[name] = text;
}

Json document_of(const domain::Document& document, std::string_view type, const ZonedTime& date) {
  const std::string digest = crypto::hex_of(document.digest);
  Json out = Json::object();
  out["id"] = digest;
  put(out, "documentType", type);
  put(out, "title", document.title);
  out["datePublished"] = format_time(date);
  put(out, "format", document.media_type);
  out["digest"] = digest;
  return out;
}

void add_document(Json& list, Json document) {
  const bool known = std::any_of(list.begin(), list.end(), [&](const Json& each) {
    return each.at("id") == document.at("id");
  });
  if (!known) list.push_back(std::move(document));
}

void put_list(Json& object, const char* name, Json list) {
  if (!list.empty()) object[name] = std::move(list);
}

Json plain_fact(const std::string& description) {
  const Json value = Json::parse(description, nullptr, false);
  MB_CHECK(!value.is_discarded());
  return without_acts(value);
}

}  // namespace minutebook::ocds
