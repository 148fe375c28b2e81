// The rulebook reader: what it accepts keeps every bound and is as strict as itself; what it does
// not accept has faults in words, and not too many of them.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/rules/approval_matrix_check.h"
#include "ledger/rules/rulebook_file.h"

namespace {

using namespace minutebook;

void check_faults(const std::vector<rules::RulebookFault>& faults) {
  MB_CHECK(!faults.empty() && faults.size() <= limits::max_rulebook_faults);
  for (const auto& fault : faults) {
    const Bilingual words = in_words(fault);
    MB_CHECK(is_valid_utf8(words.en) && !words.en.empty());
    MB_CHECK(is_valid_utf8(words.zh) && !words.zh.empty());
    MB_CHECK(!has_control_characters(words.en) && !has_control_characters(words.zh));
  }
}

void check_file(const rules::RulebookFile& file) {
  MB_CHECK(!file.title.empty() && is_valid_utf8(file.title));
  MB_CHECK(file.version >= 1 && file.version <= limits::max_rulebook_version);
  const rules::Rulebook& content = file.content;
  for (const auto& spec : rules::number_specs()) {
    const auto value = content.number(spec.number);
    MB_CHECK(spec.minimum <= value && value <= spec.maximum);
  }
  for (const auto& spec : rules::fraction_specs()) {
    const rules::Share share = content.fraction(spec.fraction);
    MB_CHECK(share.denominator > 0 && share.numerator <= share.denominator);
  }
  for (const auto& matrix : content.matrices) {
    MB_CHECK(matrix.size() <= limits::max_approval_rows);
    MB_CHECK(rules::check_matrix(matrix).empty());
  }
  MB_CHECK(rules::laxer_in(content, content).empty());
  MB_CHECK(rules::laxer_in(stricter_of(content, rules::Rulebook()), content).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file =
      rules::parse_rulebook(std::string_view(reinterpret_cast<const char*>(data), size));
  file ? check_file(*file) : check_faults(file.error());
  return 0;
}
