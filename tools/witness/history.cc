#include "tools/witness/history.h"

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>

#include "ledger/base/limits.h"
#include "ledger/base/rfc3339.h"
#include "ledger/crypto/base64.h"
#include "ledger/tlog/note.h"

namespace minutebook::witness {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t ns_per_second = 1'000'000'000;
constexpr std::array<std::pair<Reason, std::string_view>, 4> reasons = {
    {{Reason::none, "none"},
     {Reason::fork, "fork"},
     {Reason::unproven, "unproven"},
     {Reason::older, "older"}}};

tl::unexpected<Error> malformed() {
  return fail(Errc::invalid_input, "malformed entry of a witness's history",
              "见证历史条目格式有误");
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<Reason> parse_reason(const std::string& did, const std::string& name) {
  if (did == "cosigned") return Reason::none;
  for (const auto& [reason, text] : reasons) {
    if (did == "refused" && name == text && reason != Reason::none) return reason;
  }
  return malformed();
}

}  // namespace

std::string_view name_of(Reason reason) {
  for (const auto& [each, text] : reasons) {
    if (each == reason) return text;
  }
  return "none";
}

Result<HistoryEntry> parse_entry(std::string_view line) {
  if (line.size() > limits::max_witness_entry_bytes) return malformed();
  const Json object = Json::parse(line, nullptr, false);
  if (!object.is_object()) return malformed();
  HistoryEntry entry;
  const auto time = parse_time(text_of(object, "time"));
  if (!time || time->instant.ns < 0) return malformed();
  entry.time = static_cast<tlog::PosixSeconds>(time->instant.ns / ns_per_second);
  MB_TRY(reason, parse_reason(text_of(object, "did"), text_of(object, "reason")));
  entry.reason = reason;
  entry.note = text_of(object, "note");
  entry.held = text_of(object, "held");
  const auto note = tlog::parse_note(entry.note);
  if (!note) return malformed();
  auto checkpoint = tlog::parse_checkpoint(note->text);
  if (!checkpoint) return malformed();
  entry.checkpoint = std::move(*checkpoint);
  if (format(entry) != line) return malformed();
  return entry;
}

std::string format(const HistoryEntry& entry) {
  const bool cosigned = entry.reason == Reason::none;
  Json object;
  object["time"] = format_time({Instant{static_cast<std::int64_t>(entry.time) * ns_per_second}, 0});
  object["did"] = cosigned ? "cosigned" : "refused";
  if (!cosigned) object["reason"] = name_of(entry.reason);
  object["origin"] = entry.checkpoint.origin;
  object["size"] = entry.checkpoint.head.size;
  object["root"] = crypto::to_base64(entry.checkpoint.head.root);
  object["note"] = entry.note;
  if (!cosigned) object["held"] = entry.held;
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<void> each_entry(const std::filesystem::path& file,
                        const std::function<Result<bool>(const HistoryEntry&)>& f) {
  std::ifstream in(file, std::ios::binary);
  if (!in && !std::filesystem::exists(file)) return {};
  std::string line;
  for (std::uint64_t number = 1; std::getline(in, line) && !in.eof(); ++number) {
    const auto entry = parse_entry(line);
    if (!entry) {
      const std::string at = std::to_string(number);
      return fail(Errc::corruption, file.string() + ": line " + at + " is damaged",
                  file.string() + "：第 " + at + " 行已损坏");
    }
    MB_TRY(go_on, f(*entry));
    if (!go_on) return {};
  }
  if (in.bad() || !(in.eof() || in.good())) {
    return fail(Errc::io, "cannot read " + file.string(), "无法读取 " + file.string());
  }
  return {};
}

}  // namespace minutebook::witness
