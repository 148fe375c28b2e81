#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/text.h"

namespace minutebook::schema {

/// What is wrong with a JSON text, and where. Found by the guard and by the walk.
struct Fault {
  std::string path;
  Bilingual detail;
  std::optional<std::size_t> column;
};

using MaybeFault = std::optional<Fault>;

inline Fault fault(std::string en, std::string zh) {
  return Fault{{}, {std::move(en), std::move(zh)}, std::nullopt};
}

/// `inner` as seen from outside the field or item `step` ("choice", "[3]").
inline Fault within(std::string step, Fault inner) {
  if (!inner.path.empty() && inner.path.front() != '[') step += '.';
  inner.path.insert(0, step);
  return inner;
}

}  // namespace minutebook::schema
