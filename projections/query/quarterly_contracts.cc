#include <array>

#include "projections/query/quarterly.h"

/// From the contract to its evaluation.
namespace minutebook::projections {
namespace {

using enum ColumnType;

constexpr std::array contract_columns{
    QuarterlyColumn{"matter", subject},
    QuarterlyColumn{"title"},
    QuarterlyColumn{"contract"},
    QuarterlyColumn{"organization", subject},
    QuarterlyColumn{"venue", subject},
    QuarterlyColumn{"partner", subject},
    QuarterlyColumn{"mode", word, "Mode"},
    QuarterlyColumn{"contractState", word, "ContractState"},
    QuarterlyColumn{"concludedAt", moment},
    QuarterlyColumn{"start", day},
    QuarterlyColumn{"end", day},
    QuarterlyColumn{"renewals", number},
    QuarterlyColumn{"chainStart", day},
    QuarterlyColumn{"value", money, {}, Total::sum},
    QuarterlyColumn{"signedValue", money, {}, Total::sum},
    QuarterlyColumn{"runningValue", money, {}, Total::sum},
    QuarterlyColumn{"endingValue", money, {}, Total::sum},
    QuarterlyColumn{"pastEnd", flag},
};

constexpr std::array evaluation_columns{
    QuarterlyColumn{"matter", subject},
    QuarterlyColumn{"title"},
    QuarterlyColumn{"organization", subject},
    QuarterlyColumn{"venue", subject},
    QuarterlyColumn{"contract"},
    QuarterlyColumn{"partner", subject},
    QuarterlyColumn{"evaluationKind", word, "EvaluationKind"},
    QuarterlyColumn{"verdict", word, "Verdict"},
    QuarterlyColumn{"evaluatedAt", moment},
    QuarterlyColumn{"evaluator", subject},
    QuarterlyColumn{"respondents", number, {}, Total::sum},
    QuarterlyColumn{"satisfaction", share, {}, Total::mean_by_respondents},
    QuarterlyColumn{"comment"},
};

constexpr std::array venue_columns{
    QuarterlyColumn{"venue", subject},
    QuarterlyColumn{"organization", subject},
    QuarterlyColumn{"evaluations", number, {}, Total::sum},
    QuarterlyColumn{"passed", number, {}, Total::sum},
    QuarterlyColumn{"failed", number, {}, Total::sum},
    QuarterlyColumn{"respondents", number, {}, Total::sum},
    QuarterlyColumn{"satisfaction", share, {}, Total::mean_by_respondents},
};

constexpr std::array rectification_columns{
    QuarterlyColumn{"matter", subject},
    QuarterlyColumn{"title"},
    QuarterlyColumn{"organization", subject},
    QuarterlyColumn{"contract"},
    QuarterlyColumn{"partner", subject},
    QuarterlyColumn{"rectificationState", word, "RectificationState"},
    QuarterlyColumn{"orderedAt", moment},
    QuarterlyColumn{"dueBy", day},
    QuarterlyColumn{"reportedAt", moment},
    QuarterlyColumn{"verifiedAt", moment},
    QuarterlyColumn{"overdue", flag},
    QuarterlyColumn{"problems"},
};

}  // namespace

/// Running, or concluded or ended in the quarter.
const QuarterlyTable quarterly_contracts{
    "contracts", "register", contract_columns,
    "SELECT c.subject, p.title, c.contract, c.organization, c.venue, c.partner, c.mode, c.state,"
    " c.concludedAt, c.start, c.\"end\", c.renewals, c.chainStart, c.value,"
    " CASE WHEN c.concludedAt >= ?3 THEN c.value END,"
    " CASE WHEN c.state = 'running' THEN c.value END,"
    " CASE WHEN c.state = 'running' AND c.\"end\" >= ?6 AND c.\"end\" < ?7 THEN c.value END,"
    " c.state = 'running' AND c.\"end\" < ?6"
    " FROM contracts c LEFT JOIN partnerships p ON p.subject = c.subject AND @p WHERE @c"
    " AND (c.state = 'running' OR c.concludedAt >= ?3 OR c.endedAt >= ?3)"
    " AND c.organization IN (SELECT subject FROM tree)"
    " ORDER BY c.organization, c.\"end\", c.subject, c.contract"};

const QuarterlyTable quarterly_evaluations{
    "evaluations", "register", evaluation_columns,
    "SELECT e.subject, p.title, e.organization, e.venue, e.contract, e.partner, e.kind, e.verdict,"
    " e.evaluatedAt, e.evaluator, e.respondents, e.satisfaction, e.comment FROM evaluations e"
    " LEFT JOIN partnerships p ON p.subject = e.subject AND @p WHERE @e AND e.evaluatedAt >= ?3"
    " AND e.evaluatedAt < ?4 AND e.organization IN (SELECT subject FROM tree)"
    " ORDER BY e.evaluatedAt, e.subject, e.evaluation"};

const QuarterlyTable quarterly_venues{
    "venues", "register", venue_columns,
    "SELECT e.venue, e.organization, count(*), sum(e.verdict = 'passed'),"
    " sum(e.verdict = 'failed'), sum(e.respondents) FILTER (WHERE e.satisfaction IS NOT NULL),"
    " sum(e.satisfaction * e.respondents) * 1.0 / nullif(sum(e.respondents)"
    " FILTER (WHERE e.satisfaction IS NOT NULL), 0) FROM evaluations e WHERE @e"
    " AND e.evaluatedAt >= ?3 AND e.evaluatedAt < ?4"
    " AND e.organization IN (SELECT subject FROM tree)"
    " GROUP BY e.organization, e.venue ORDER BY e.organization, e.venue"};

/// Ordered or found effective in the quarter, or not effective yet.
const QuarterlyTable quarterly_rectifications{
    "rectifications", "register", rectification_columns,
    "SELECT r.subject, p.title, r.organization, r.contract, r.partner, r.state, r.orderedAt,"
    " r.dueBy, r.reportedAt, r.verifiedAt, r.state <> 'effective' AND r.dueBy < ?6, r.problems"
    " FROM rectifications r LEFT JOIN partnerships p ON p.subject = r.subject AND @p WHERE @r"
    " AND (r.orderedAt >= ?3 OR r.verifiedAt >= ?3 OR r.state <> 'effective')"
    " AND r.organization IN (SELECT subject FROM tree)"
    " ORDER BY r.orderedAt, r.subject, r.rectification"};

}  // namespace minutebook::projections
