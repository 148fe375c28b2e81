#include <array>

#include "tools/generate/breaches/planter.h"

namespace minutebook::generate {

std::span<const std::span<const Planter>> planters() {
  static const std::array groups{study_planters(),      vote_count_planters(), vote_planters(),
                                 meeting_planters(),    approval_planters(),   selection_planters(),
                                 award_planters(),      signing_planters(),    text_planters(),
                                 evaluation_planters(), interim_planters(),    report_planters(),
                                 recording_planters(),  pattern_planters()};
  return groups;
}

}  // namespace minutebook::generate
