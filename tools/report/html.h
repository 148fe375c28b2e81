#pragma once

#include <string>
#include <string_view>

namespace minutebook::report {

/// `text` as HTML, in an element or in a quoted attribute.
std::string escaped(std::string_view text);

}  // namespace minutebook::report
