#include <array>

#include "projections/query/quarterly.h"

/// What the supervision keeps: programmes, reports, target letters, findings, what falls due.
namespace minutebook::projections {
namespace {

using enum ColumnType;

constexpr std::array item_columns{
    QuarterlyColumn{"programme"},
    QuarterlyColumn{"organization", subject},
    QuarterlyColumn{"item"},
    QuarterlyColumn{"concerns", subject},
    QuarterlyColumn{"owner", subject},
    QuarterlyColumn{"dueBy", day},
    QuarterlyColumn{"overdue", flag},
    QuarterlyColumn{"closedAt", moment},
    QuarterlyColumn{"measures", number, {}, Total::sum},
    QuarterlyColumn{"problem"},
    QuarterlyColumn{"plan"},
};

constexpr std::array report_columns{
    QuarterlyColumn{"organization", subject},
    QuarterlyColumn{"level", word, "OrganizationLevel"},
    QuarterlyColumn{"filed", number, {}, Total::sum},
    QuarterlyColumn{"filedAt", moment},
    QuarterlyColumn{"recipient", subject},
};

constexpr std::array letter_columns{
    QuarterlyColumn{"organization", subject},
    QuarterlyColumn{"letter"},
    QuarterlyColumn{"letterYear"},
    QuarterlyColumn{"responsible", subject},
    QuarterlyColumn{"signedAt", moment},
    QuarterlyColumn{"targets", number, {}, Total::sum},
    QuarterlyColumn{"met", number, {}, Total::sum},
    QuarterlyColumn{"assessedAt", moment},
};

constexpr std::array finding_columns{
    QuarterlyColumn{"subject", subject},
    QuarterlyColumn{"rule"},
    QuarterlyColumn{"organization", subject},
    QuarterlyColumn{"findingStatus", word, "FindingStatus"},
    QuarterlyColumn{"since", moment},
    QuarterlyColumn{"reason"},
};

constexpr std::array worklist_columns{
    QuarterlyColumn{"due", moment},    QuarterlyColumn{"subject", subject},
    QuarterlyColumn{"rule"},           QuarterlyColumn{"organization", subject},
    QuarterlyColumn{"owner", subject}, QuarterlyColumn{"waitingFor"},
};

}  // namespace

const QuarterlyTable quarterly_items{
    "items", "register", item_columns,
    "SELECT p.title, i.organization, i.item, i.concerns, i.owner, i.dueBy,"
    " i.closed = 0 AND i.dueBy < ?6, i.closedAt, i.measures, i.problem, i.plan"
    " FROM programmeItems i LEFT JOIN programmes p ON p.subject = i.subject AND @p WHERE @i"
    " AND (i.closed = 0 OR i.closedAt >= ?3) AND i.organization IN (SELECT subject FROM tree)"
    " ORDER BY i.organization, i.dueBy, i.subject, i.item"};

/// A report on a quarter is filed after it: whatever is known counts.
const QuarterlyTable quarterly_reports{
    "reports", "register", report_columns,
    "SELECT o.subject, o.level, count(r.report), min(r.filedAt), r.recipient FROM tree"
    " JOIN places o ON o.subject = tree.subject LEFT JOIN reports r ON r.subject = o.subject"
    " AND r.kind = 'quarterly' AND r.year = ?9 AND r.quarterOfYear = ?8 % 4 + 1"
    " AND r.knownFrom <= ?1 AND ?1 < r.knownUntil AND r.validUntil = 9223372036854775807"
    " GROUP BY o.subject ORDER BY o.subject"};

const QuarterlyTable quarterly_letters{
    "letters", "register", letter_columns,
    "SELECT l.organization, l.letter, CAST(l.year AS TEXT), l.responsible, l.signedAt, l.targets, "
    "l.met,"
    " l.assessedAt FROM targetLetters l WHERE @l AND l.year = ?9"
    " AND l.organization IN (SELECT subject FROM tree) ORDER BY l.organization, l.letter"};

/// Open, or since the quarter began.
const QuarterlyTable quarterly_findings{
    "findings", "findings", finding_columns,
    "SELECT f.subject, f.rule, f.organization, f.status, f.since,"
    " CASE ?10 WHEN 'zh' THEN f.reasonZh ELSE f.reason END FROM findings f WHERE @f"
    " AND (f.status = 'open' OR f.since >= ?3) AND f.organization IN (SELECT subject FROM tree)"
    " ORDER BY f.organization, f.subject, f.rule, f.number"};

const QuarterlyTable quarterly_worklist{
    "worklist", "findings", worklist_columns,
    "SELECT w.due, w.subject, w.rule, w.organization, w.owner,"
    " CASE ?10 WHEN 'zh' THEN w.waitingForZh ELSE w.waitingFor END FROM worklist w WHERE @w"
    " AND w.organization IN (SELECT subject FROM tree) ORDER BY w.due, w.subject, w.rule"};

}  // namespace minutebook::projections
