#include "ledger/rules/facts.h"

#include <utility>

namespace minutebook::rules {

bool happened_before(const domain::Act& earlier, const domain::Act& later) {
  return std::pair(earlier.occurred_at.instant, earlier.position) <
         std::pair(later.occurred_at.instant, later.position);
}

bool is_blank(std::string_view text) {
  constexpr std::string_view full_width_space = "\xe3\x80\x80";
  while (!text.empty()) {
    if (text.starts_with(full_width_space)) {
      text.remove_prefix(full_width_space.size());
    } else if (std::string_view(" \t\n\r\v\f").find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
    } else {
      return false;
    }
  }
  return true;
}

void Faults::add(std::string_view en, std::string_view zh) {
  if (!empty()) {
    text_.en += ", ";
    text_.zh += "、";
  }
  text_.en += en;
  text_.zh += zh;
}

}  // namespace minutebook::rules
