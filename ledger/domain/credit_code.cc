#include "ledger/domain/credit_code.h"

namespace minutebook::domain {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::size_t modulus = alphabet.size();
constexpr std::size_t base_characters = 17;
static_assert(modulus == 31);

}  // namespace

std::optional<char> check_character(std::string_view base) {
  if (base.size() != base_characters) return std::nullopt;
  std::size_t sum = 0;
  std::size_t weight = 1;  // 3^i modulo 31
  for (const char c : base) {
    const std::size_t value = alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    sum += value * weight;
    weight = weight * 3 % modulus;
  }
  return alphabet[(modulus - sum % modulus) % modulus];
}

bool is_credit_code(std::string_view code) {
  return code.size() == base_characters + 1 &&
         check_character(code.substr(0, base_characters)) == code.back();
}

}  // namespace minutebook::domain
