#pragma once

#include <string>

#include "tools/generate/breaches/case.h"

namespace minutebook::generate {

/// One line of the labels, with its newline.
std::string label_line(const std::string& subject, const Label& label);

}  // namespace minutebook::generate
