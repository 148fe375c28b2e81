#pragma once

namespace minutebook::rules {

/// What rules about one matter have to know of others.
class Landscape {};

}  // namespace minutebook::rules
