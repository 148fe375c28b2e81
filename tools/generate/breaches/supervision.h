#pragma once

#include <span>
#include <string>

#include "tools/generate/breaches/case.h"
#include "tools/generate/generate.h"

namespace minutebook::generate {

/// Service terms and quarterly reports of a city whose matters are `cases`, and what is wrong with
/// some of them; returns the labels of venues and organizations, a line each.
std::string tell_labelled_supervision(Chapter& chapter, const City& city, const Options& options,
                                      std::span<const Case> cases);

}  // namespace minutebook::generate
