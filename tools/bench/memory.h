#pragma once

#include <cstdint>

namespace minutebook::bench {

/// Starts a new peak for peak_resident_bytes(), where the kernel allows it.
void reset_peak();
/// VmHWM and VmRSS of /proc/self/status; 0 where there is none.
std::uint64_t peak_resident_bytes();
std::uint64_t resident_bytes();

}  // namespace minutebook::bench
