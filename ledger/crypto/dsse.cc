#include "ledger/crypto/dsse.h"

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "ledger/base/limits.h"
#include "ledger/crypto/base64.h"

namespace minutebook::crypto {
namespace {

using Json = nlohmann::json;

/// Reads an envelope from parser events, so that nothing but the expected shape is ever built.
/// Every method answers whether to go on; the first fault is kept.
class EnvelopeReader final : public Json::json_sax_t {
 public:
  Result<Envelope> finish() && {
    if (error_) return tl::unexpected(*std::move(error_));
    return std::move(envelope_);
  }

  bool null() override { return wrong_type(); }
  bool boolean(bool) override { return wrong_type(); }
  bool number_integer(number_integer_t) override { return wrong_type(); }
  bool number_unsigned(number_unsigned_t) override { return wrong_type(); }
  bool number_float(number_float_t, const string_t&) override { return wrong_type(); }
  bool binary(binary_t&) override { return wrong_type(); }

  bool string(string_t& text) override {
    if (place_ == Place::envelope && key_ == "payloadType") return take_payload_type(text);
    if (place_ == Place::envelope && key_ == "payload") return decode(text, envelope_.payload);
    if (place_ == Place::signature && key_ == "keyid") return take_key_id(text);
    if (place_ == Place::signature) return decode(text, envelope_.signatures.back().bytes);
    return wrong_type();
  }

  bool start_object(std::size_t) override {
    if (place_ == Place::outside) {
      place_ = Place::envelope;
      return true;
    }
    if (place_ != Place::signatures) return wrong_type();
    if (envelope_.signatures.size() == limits::max_envelope_signatures) {
      const std::string most = std::to_string(limits::max_envelope_signatures);
      return refuse("more than " + most + " signatures", "签名超过 " + most + " 个");
    }
    place_ = Place::signature;
    envelope_.signatures.emplace_back();
    seen_in_signature_.clear();
    key_.clear();
    return true;
  }

  bool key(string_t& name) override {
    const bool inside = place_ == Place::signature;
    auto& seen = inside ? seen_in_signature_ : seen_;
    key_ = printable(name);
    const bool known = inside ? name == "keyid" || name == "sig"
                              : name == "payloadType" || name == "payload" || name == "signatures";
    if (!known) return refuse("unknown field", "未知字段");
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
      return refuse("given twice", "重复出现");
    }
    seen.push_back(name);
    return true;
  }

  bool end_object() override {
    if (place_ == Place::envelope) {
      key_.clear();
      return require(seen_, {"payloadType", "payload", "signatures"});
    }
    key_.clear();
    if (!require(seen_in_signature_, {"keyid", "sig"})) return false;
    place_ = Place::signatures;
    return true;
  }

  bool start_array(std::size_t) override {
    if (place_ != Place::envelope || key_ != "signatures") return wrong_type();
    place_ = Place::signatures;
    return true;
  }

  bool end_array() override {
    place_ = Place::envelope;
    key_ = "signatures";
    return !envelope_.signatures.empty() || refuse("no signature", "没有签名");
  }

  bool parse_error(std::size_t at, const std::string&, const Json::exception&) override {
    const std::string offset = std::to_string(at);
    error_ = Error{Errc::invalid_input,
                   {"not an envelope: malformed JSON at byte " + offset,
                    "不是签名信封：第 " + offset + " 字节处 JSON 格式错误"}};
    return false;
  }

 private:
  enum class Place { outside, envelope, signatures, signature };

  std::string path() const {
    if (place_ == Place::signatures) return "signatures";
    if (place_ != Place::signature) return key_;
    const std::string element =
        "signatures[" + std::to_string(envelope_.signatures.size() - 1) + "]";
    return key_.empty() ? element : element + "." + key_;
  }

  bool refuse(const std::string& en, const std::string& zh) {
    const std::string where = path();
    const std::string en_where = where.empty() ? "envelope" : where;
    const std::string zh_where = where.empty() ? "签名信封" : where;
    error_ = Error{Errc::invalid_input, {en_where + ": " + en, zh_where + "：" + zh}};
    return false;
  }

  bool wrong_type() {
    if (place_ == Place::outside) return refuse("must be a JSON object", "必须是 JSON 对象");
    if (place_ == Place::envelope && key_ == "signatures") {
      return refuse("must be a list", "必须是列表");
    }
    if (place_ == Place::signatures) {
      return refuse("must be a list of objects", "必须是对象列表");
    }
    return refuse("must be a text", "必须是文本");
  }

  bool require(const std::vector<std::string>& seen, std::initializer_list<const char*> fields) {
    for (const char* const field : fields) {
      if (std::find(seen.begin(), seen.end(), field) != seen.end()) continue;
      key_ = field;
      return refuse("missing", "缺少该字段");
    }
    return true;
  }

  bool is_name(const std::string& text, std::size_t max_bytes) {
    if (!text.empty() && text.size() <= max_bytes && !has_control_characters(text) &&
        text.find_first_of("\t\n") == std::string::npos) {
      return true;
    }
    const std::string most = std::to_string(max_bytes);
    return refuse("must be 1 to " + most + " bytes without control characters",
                  "须为 1 至 " + most + " 字节且不含控制字符");
  }

  bool take_payload_type(std::string& text) {
    if (!is_name(text, max_payload_type_bytes)) return false;
    envelope_.payload_type = std::move(text);
    return true;
  }

  bool take_key_id(std::string& text) {
    if (!is_name(text, max_key_id_bytes)) return false;
    for (const Signature& other : envelope_.signatures) {
      if (other.key_id == text) return refuse("a second signature by one key", "同一密钥重复签名");
    }
    envelope_.signatures.back().key_id = std::move(text);
    return true;
  }

  bool decode(const std::string& text, Bytes& into) {
    auto bytes = from_base64(text);
    if (!bytes) return refuse(bytes.error().message.en, bytes.error().message.zh);
    into = *std::move(bytes);
    return true;
  }

  Envelope envelope_;
  Place place_ = Place::outside;
  std::string key_;  // of the field being read; empty between fields of a signature
  std::vector<std::string> seen_;
  std::vector<std::string> seen_in_signature_;
  std::optional<Error> error_;
};

std::string quoted(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Length of the JSON string (with its quotes) at the start of `json`.
std::size_t string_length(std::string_view json) {
  std::size_t at = 1;
  while (at < json.size() && json[at] != '"') at += json[at] == '\\' ? 2 : 1;
  return std::min(at + 1, json.size());
}

bool is_key(std::string_view after_string) {
  const std::size_t next = after_string.find_first_not_of(" \t\r\n");
  return next != std::string_view::npos && after_string[next] == ':';
}

}  // namespace

bool looks_like_envelope(std::string_view json) {
  static constexpr std::string_view wanted = "\"payloadType\"";
  if (json.find(wanted) == std::string_view::npos) return false;
  const std::size_t start = json.find_first_not_of(" \t\r\n");
  if (json[start] != '{') return false;
  std::size_t depth = 0;
  for (std::size_t at = start; at < json.size();) {
    const char c = json[at];
    if (c == '"') {
      const std::size_t length = string_length(json.substr(at));
      const bool found = depth == 1 && json.substr(at, length) == wanted;
      at += length;
      if (found && is_key(json.substr(at))) return true;
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return false;
    ++at;
  }
  return false;
}

Result<Envelope> parse_envelope(std::string_view json) {
  if (json.size() > limits::max_command_bytes) {
    const std::string most = std::to_string(limits::max_command_bytes);
    return fail(Errc::invalid_input, "the envelope is longer than " + most + " bytes",
                "签名信封超过 " + most + " 字节");
  }
  // The parser would take a zero byte for the end of the text, and skip a byte order mark.
  if (json.find('\0') != std::string_view::npos || json.starts_with("\xEF\xBB\xBF")) {
    return fail(Errc::invalid_input, "not an envelope: a zero byte or byte order mark",
                "不是签名信封：含零字节或字节顺序标记");
  }
  try {
    EnvelopeReader reader;
    Json::sax_parse(json.begin(), json.end(), &reader);
    return std::move(reader).finish();
  } catch (const std::exception& error) {
    const std::string why = printable(error.what());
    return fail(Errc::invalid_input, "not an envelope: " + why, "不是签名信封：" + why);
  }
}

std::string serialize(const Envelope& envelope) {
  std::string json = "{\"payloadType\":" + quoted(envelope.payload_type) + ",\"payload\":\"" +
                     to_base64(envelope.payload) + "\",\"signatures\":[";
  for (const Signature& signature : envelope.signatures) {
    if (json.back() != '[') json += ",";
    json += "{\"keyid\":" + quoted(signature.key_id) + ",\"sig\":\"" + to_base64(signature.bytes) +
            "\"}";
  }
  return json + "]}";
}

}  // namespace minutebook::crypto
