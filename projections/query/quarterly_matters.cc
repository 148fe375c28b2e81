#include <array>

#include "projections/query/quarterly.h"

/// From the proposal to the award.
namespace minutebook::projections {
namespace {

using enum ColumnType;

constexpr std::array matter_columns{
    QuarterlyColumn{"matter", subject},
    QuarterlyColumn{"title"},
    QuarterlyColumn{"organization", subject},
    QuarterlyColumn{"venue", subject},
    QuarterlyColumn{"mode", word, "Mode"},
    QuarterlyColumn{"step", word, "Step"},
    QuarterlyColumn{"owner", subject},
    QuarterlyColumn{"proposedAt", moment},
    QuarterlyColumn{"estimatedValue", money, {}, Total::sum},
    QuarterlyColumn{"contracts", number, {}, Total::sum},
    QuarterlyColumn{"contractValue", money, {}, Total::sum},
    QuarterlyColumn{"irregularEntries", number, {}, Total::sum},
    QuarterlyColumn{"legalHold", flag},
};

constexpr std::array decision_columns{
    QuarterlyColumn{"matter", subject},
    QuarterlyColumn{"title"},
    QuarterlyColumn{"organization", subject},
    QuarterlyColumn{"body", subject},
    QuarterlyColumn{"meeting"},
    QuarterlyColumn{"heldAt", moment},
    QuarterlyColumn{"form", word, "MeetingForm"},
    QuarterlyColumn{"major", flag},
    QuarterlyColumn{"presiding", subject},
    QuarterlyColumn{"meetingState", word, "MeetingState"},
    QuarterlyColumn{"entitled", number},
    QuarterlyColumn{"present", number},
    QuarterlyColumn{"ayes", number, {}, Total::sum},
    QuarterlyColumn{"noes", number, {}, Total::sum},
    QuarterlyColumn{"abstentions", number, {}, Total::sum},
    QuarterlyColumn{"absent", number, {}, Total::sum},
    QuarterlyColumn{"recused", number, {}, Total::sum},
    QuarterlyColumn{"noBallot", number, {}, Total::sum},
};

constexpr std::array vote_columns{
    QuarterlyColumn{"matter", subject},
    QuarterlyColumn{"title"},
    QuarterlyColumn{"organization", subject},
    QuarterlyColumn{"body", subject},
    QuarterlyColumn{"meeting"},
    QuarterlyColumn{"resolvedAt", moment},
    QuarterlyColumn{"person", subject},
    QuarterlyColumn{"memberPosition", word, "MemberPosition"},
    QuarterlyColumn{"adopted", flag},
};

constexpr std::array approval_columns{
    QuarterlyColumn{"matter", subject},
    QuarterlyColumn{"title"},
    QuarterlyColumn{"organization", subject},
    QuarterlyColumn{"approval"},
    QuarterlyColumn{"authority", subject},
    QuarterlyColumn{"requestedAt", moment},
    QuarterlyColumn{"approvalState", word, "ApprovalOutcome"},
    QuarterlyColumn{"answeredAt", moment},
    QuarterlyColumn{"answeredBy", subject},
    QuarterlyColumn{"answer"},
};

constexpr std::array filing_columns{
    QuarterlyColumn{"matter", subject},        QuarterlyColumn{"title"},
    QuarterlyColumn{"organization", subject},  QuarterlyColumn{"filing"},
    QuarterlyColumn{"authority", subject},     QuarterlyColumn{"submittedAt", moment},
    QuarterlyColumn{"acknowledgedAt", moment}, QuarterlyColumn{"summary"},
};

constexpr std::array selection_columns{
    QuarterlyColumn{"matter", subject},
    QuarterlyColumn{"title"},
    QuarterlyColumn{"organization", subject},
    QuarterlyColumn{"method", word, "SelectionMethod"},
    QuarterlyColumn{"selectionState", word, "SelectionState"},
    QuarterlyColumn{"announcedAt", moment},
    QuarterlyColumn{"deadline", moment},
    QuarterlyColumn{"places", number, {}, Total::sum},
    QuarterlyColumn{"bids", number, {}, Total::sum},
    QuarterlyColumn{"openedAt", moment},
    QuarterlyColumn{"awardedAt", moment},
    QuarterlyColumn{"winners", number, {}, Total::sum},
    QuarterlyColumn{"publishedUntil", day},
};

}  // namespace

/// Those that are going on, and those of which something happened in the quarter.
const QuarterlyTable quarterly_matters{
    "matters", "register", matter_columns,
    "SELECT p.subject, p.title, p.organization, p.venue, p.mode, p.step, p.owner, p.proposedAt,"
    " p.estimatedValue, p.contracts, p.contractValue, p.irregularEntries, p.legalHold"
    " FROM partnerships p WHERE @p AND p.organization IN (SELECT subject FROM tree)"
    " AND (p.step NOT IN ('closed', 'withdrawn') OR p.subject IN"
    " (SELECT m.subject FROM milestones m WHERE m.quarter = ?8 AND @m))"
    " ORDER BY p.organization, p.subject"};

const QuarterlyTable quarterly_decisions{
    "decisions", "register", decision_columns,
    "SELECT m.subject, p.title, m.organization, m.body, m.meeting, m.heldAt, m.form, m.major,"
    " m.presiding, m.state, m.entitled, m.present, m.ayes, m.noes, m.abstentions, m.absent,"
    " m.recused, m.noBallot FROM meetings m LEFT JOIN partnerships p ON p.subject = m.subject"
    " AND @p WHERE @m AND m.heldAt >= ?3 AND m.heldAt < ?4"
    " AND m.organization IN (SELECT subject FROM tree) ORDER BY m.heldAt, m.subject, m.meeting"};

const QuarterlyTable quarterly_votes{
    "votes", "register", vote_columns,
    "SELECT v.subject, p.title, v.organization, v.body, v.meeting, v.resolvedAt, v.person,"
    " v.memberPosition, v.adopted FROM positions v LEFT JOIN partnerships p"
    " ON p.subject = v.subject AND @p WHERE @v AND v.resolvedAt >= ?3 AND v.resolvedAt < ?4"
    " AND v.organization IN (SELECT subject FROM tree)"
    " ORDER BY v.resolvedAt, v.subject, v.meeting, v.id"};

/// Asked for or answered in the quarter, or not answered yet.
const QuarterlyTable quarterly_approvals{
    "approvals", "register", approval_columns,
    "SELECT a.subject, p.title, a.organization, a.approval, a.authority, a.requestedAt, a.state,"
    " a.answeredAt, a.answeredBy, a.answer FROM approvals a LEFT JOIN partnerships p"
    " ON p.subject = a.subject AND @p WHERE @a AND (a.requestedAt >= ?3 OR a.answeredAt >= ?3"
    " OR a.state = 'pending') AND a.organization IN (SELECT subject FROM tree)"
    " ORDER BY a.requestedAt, a.subject, a.approval"};

const QuarterlyTable quarterly_filings{
    "filings", "register", filing_columns,
    "SELECT f.subject, p.title, f.organization, f.filing, f.authority, f.submittedAt,"
    " f.acknowledgedAt, f.summary FROM filings f LEFT JOIN partnerships p"
    " ON p.subject = f.subject AND @p WHERE @f AND (f.submittedAt >= ?3 OR f.acknowledgedAt >= ?3"
    " OR f.acknowledgedAt IS NULL) AND f.organization IN (SELECT subject FROM tree)"
    " ORDER BY f.submittedAt, f.subject, f.filing"};

const QuarterlyTable quarterly_selections{
    "selections", "register", selection_columns,
    "SELECT s.subject, p.title, s.organization, s.method, s.state, s.announcedAt, s.deadline,"
    " s.places, s.bids, s.openedAt, s.awardedAt, s.winners, s.publishedUntil FROM selections s"
    " LEFT JOIN partnerships p ON p.subject = s.subject AND @p WHERE @s AND (s.announcedAt >= ?3"
    " OR s.awardedAt >= ?3 OR s.awardedAt IS NULL)"
    " AND s.organization IN (SELECT subject FROM tree) ORDER BY s.announcedAt, s.subject"};

}  // namespace minutebook::projections
