#include <array>

#include "projections/findings/findings.h"
#include "projections/register/register.h"
#include "projections/timeline/timeline.h"
#include "projections/view.h"

namespace minutebook::projections {

std::span<const View* const> all_views() {
  static const std::array all{&register_view(), &timeline_view(), &findings_view()};
  return all;
}

}  // namespace minutebook::projections
