#include "tools/export/ocds/cursor.h"

#include <cmath>
#include <utility>

#include "ledger/base/limits.h"

namespace minutebook::ocds {

Cursor Cursor::object(std::string_view name) const {
  const Json* value = field(name);
  if (value != nullptr && !value->is_object()) {
    fault(name, "is not an object", "不是对象");
    value = nullptr;
  }
  return {value, pointer_to(name), *faults_};
}

std::vector<Cursor> Cursor::items(std::string_view name) const {
  std::vector<Cursor> out;
  const Json* const list = field(name);
  if (list == nullptr) return out;
  if (!list->is_array()) {
    fault(name, "is not a list", "不是列表");
    return out;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string pointer = pointer_to(name) + "/" + std::to_string(i);
    const Json& item = (*list)[i];
    if (item.is_object()) {
      out.emplace_back(&item, pointer, *faults_);
    } else {
      faults_->push_back({pointer, {"is not an object", "不是对象"}});
    }
  }
  return out;
}

std::string Cursor::text(std::string_view name) const {
  const Json* const value = field(name);
  if (value == nullptr) return {};
  if (value->is_string()) return value->get<std::string>();
  if (value->is_number_integer()) return value->dump();
  fault(name, "is not text", "不是文本");
  return {};
}

std::optional<ZonedTime> Cursor::time(std::string_view name) const {
  const std::string written = text(name);
  if (written.empty()) return std::nullopt;
  const auto time = parse_time(written);
  if (time) return *time;
  fault(name, "is not a time: " + time.error().message.en, "不是时间：" + time.error().message.zh);
  return std::nullopt;
}

std::optional<std::int64_t> Cursor::fen(std::string_view name) const {
  const Cursor value = object(name);
  const Json* const amount = value.field("amount");
  if (amount == nullptr || value.text("currency") != "CNY") return std::nullopt;
  constexpr double fen_per_yuan = 100;
  if (!amount->is_number()) {
    value.fault("amount", "is not a number", "不是数");
    return std::nullopt;
  }
  const double exact = amount->get<double>() * fen_per_yuan;
  if (!(exact >= 0 && exact <= static_cast<double>(limits::max_json_integer))) {
    value.fault("amount", "is not an amount from 0 on that a ledger can hold",
                "不是账本可记载的非负金额");
    return std::nullopt;
  }
  return std::llround(exact);
}

Json Cursor::pick(std::initializer_list<const char*> names) const {
  Json out = Json::object();
  for (const char* const name : names) {
    if (const Json* const value = field(name)) out[name] = *value;
  }
  return out;
}

void Cursor::fault(std::string_view name, std::string en, std::string zh) const {
  faults_->push_back({pointer_to(name), {std::move(en), std::move(zh)}});
}

const Json* Cursor::field(std::string_view name) const {
  if (value_ == nullptr) return nullptr;
  const auto found = value_->find(name);
  return found == value_->end() || found->is_null() ? nullptr : &*found;
}

std::string Cursor::pointer_to(std::string_view name) const {
  return pointer_ + "/" + std::string(name);
}

}  // namespace minutebook::ocds
