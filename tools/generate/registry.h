#pragma once

#include "tools/generate/city.h"

/// Master data as commands.
namespace minutebook::generate {

/// The root, its officers, and the end of the founder's powers. To be sent first.
void register_national(Chapter& chapter);
/// A province with its persons and its body. To be sent before its cities.
void register_province(Chapter& chapter, const Union& province, Minute moment);
/// All that is in the city, and what changes in its bodies later.
void register_city(Chapter& chapter, const City& city);

}  // namespace minutebook::generate
