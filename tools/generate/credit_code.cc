#include "tools/generate/credit_code.h"

#include <string_view>

namespace minutebook::generate {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Check character of the eight digits of an organization code (GB 11714).
char organization_check(std::string_view digits) {
  constexpr int weights[] = {3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < 8; ++i) sum += weights[i] * (digits[i] - '0');
  const int check = 11 - sum % 11;
  return check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
}

char code_check(std::string_view code) {
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (const char character : code) {
    sum += weight * alphabet.find(character);
    weight = weight * 3 % 31;
  }
  return alphabet[(31 - sum % 31) % 31];
}

}  // namespace

std::string credit_code(std::uint64_t number) {
  constexpr std::string_view kinds[] = {"91", "51", "52"};
  std::string digits(8, '0');
  std::uint64_t rest = number / 3;
  for (std::size_t i = 8; i-- > 0; rest /= 10) digits[i] = static_cast<char>('0' + rest % 10);
  std::string code(kinds[number % 3]);
  code += "999999";
  code += digits;
  code += organization_check(digits);
  return code + code_check(code);
}

}  // namespace minutebook::generate
