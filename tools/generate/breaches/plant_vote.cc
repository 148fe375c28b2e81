#include "tools/generate/breaches/planter.h"

namespace minutebook::generate {

std::span<const Planter> vote_planters() { return {}; }

}  // namespace minutebook::generate
