#include "tools/bench/memory.h"

#include <fstream>
#include <string>

namespace minutebook::bench {
namespace {

std::uint64_t status_bytes(const std::string& field) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::uint64_t kibibytes = 0;
    if (word == field && status >> kibibytes) return kibibytes * 1024;
  }
  return 0;
}

}  // namespace

void reset_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }
std::uint64_t peak_resident_bytes() { return status_bytes("VmHWM:"); }
std::uint64_t resident_bytes() { return status_bytes("VmRSS:"); }

}  // namespace minutebook::bench
