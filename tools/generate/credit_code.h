#pragma once

#include <cstdint>
#include <string>

namespace minutebook::generate {

/// A unified social credit code (GB 32100) with valid check characters, made from `number`. Its
/// division code, 999999, belongs to no place, so the code belongs to nobody.
std::string credit_code(std::uint64_t number);

}  // namespace minutebook::generate
