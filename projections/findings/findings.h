#pragma once

#include "projections/view.h"

namespace minutebook::projections {

/// What the rules find, and what falls due: rules::Examiner, kept in step with the log.
///
/// For every position K and every time T that is not before the last event's, the rows known at K
/// and so at T are what rules::Examiner finds at T after the events up to K (but for REC-3, see
/// `citations`). Rows may lie in the future: deadlines pass without any writer. Quarterly reports
/// fall due for ever; they are told until the end of the second year after that of the last event,
/// and after that stay as they are then.
///
/// Of times before the last event, the rows say what was so then by the events of the matter that
/// had been recorded in their order; an event that occurred before others of its matter counts from
/// the latest of these on.
const View& findings_view();

}  // namespace minutebook::projections
