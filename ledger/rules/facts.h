#pragma once

#include <string>
#include <string_view>

#include "ledger/base/text.h"
#include "ledger/domain/act.h"

/// Small questions about recorded facts that several rules ask.
namespace minutebook::rules {

/// Did `earlier` happen before `later`? Of two facts of one moment, the one recorded first did.
bool happened_before(const domain::Act& earlier, const domain::Act& later);

/// Nothing but white space: ASCII's, and the full-width space U+3000.
bool is_blank(std::string_view text);

/// What is wrong, item by item, as one clause in each language. A value.
class Faults {
 public:
  void add(std::string_view en, std::string_view zh);
  bool empty() const { return text_.en.empty(); }
  const std::string& en() const { return text_.en; }
  const std::string& zh() const { return text_.zh; }

 private:
  Bilingual text_;
};

}  // namespace minutebook::rules
