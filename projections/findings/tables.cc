#include "projections/findings/tables.h"

#include <array>

namespace minutebook::projections::findings {
namespace {

using enum ColumnType;

constexpr std::array finding_columns{
    Column{"subject", subject, true},
    Column{"rule", text, true},
    Column{"number", number},
    Column{"organization", subject, true},
    Column{"status", word, true, "FindingStatus"},
    Column{"since", moment, true},
    Column{"first", position},
    Column{"last", position},
    Column{"reason"},
    Column{"reasonZh"},
    Column{"restsOn"},
    Column{"inspection", subject, true},
    Column{"decidedAt", position},
    Column{"decision"},
};

constexpr std::array worklist_columns{
    Column{"subject", subject, true},
    Column{"rule", text, true},
    Column{"organization", subject, true},
    Column{"owner", subject, true},
    Column{"due", moment, true},
    Column{"waitingFor"},
    Column{"waitingForZh"},
    Column{"restsOn"},
};

constexpr std::array citation_columns{
    Column{"subject", subject, true},
    Column{"event", position},
    Column{"digest", digest, true},
    Column{"organization", subject, true},
    Column{"title"},
    Column{"first", position},
    Column{"since", moment},
};

}  // namespace

const Table findings{.name = "findings",
                     .columns = finding_columns,
                     .key_columns = 3,
                     .order = "since",
                     .ahead = true};
// What falls due lies ahead of what it is true of.
const Table worklist{.name = "worklist",
                     .columns = worklist_columns,
                     .key_columns = 2,
                     .order = "due",
                     .order_is_act = false,
                     .ahead = true};
const Table citations{
    .name = "citations", .columns = citation_columns, .key_columns = 3, .ahead = true};

const std::string_view kept_tables =
    "CREATE TABLE examinations(matter TEXT PRIMARY KEY, standings TEXT NOT NULL);\n"
    "CREATE TABLE facts(matter TEXT PRIMARY KEY, facts TEXT NOT NULL);\n"
    "CREATE TABLE concerned(subject TEXT, matter TEXT, PRIMARY KEY(subject, matter))"
    " WITHOUT ROWID;\n"
    "CREATE TABLE decisions(position INTEGER PRIMARY KEY, decision TEXT NOT NULL);\n"
    "CREATE TABLE marks(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;\n";

}  // namespace minutebook::projections::findings
