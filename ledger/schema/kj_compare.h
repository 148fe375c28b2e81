#pragma once

// Included by the compiler's command line before everything else when clang compiles against
// Cap'n Proto (see CMakeLists.txt). Cap'n Proto 0.9 leaves `"text" == kj::StringPtr` to C++20's
// reversed comparison, which since clang 16 (P2468R2) is not tried when there is an operator!=.

#include <kj/string.h>

namespace kj {

inline bool operator==(const char* a, const StringPtr& b) { return b == StringPtr(a); }
inline bool operator!=(const char* a, const StringPtr& b) { return b != StringPtr(a); }
inline bool operator==(const char* a, const String& b) { return b == StringPtr(a); }
inline bool operator!=(const char* a, const String& b) { return b != StringPtr(a); }

}  // namespace kj
