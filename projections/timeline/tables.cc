#include "projections/timeline/tables.h"

#include <array>

namespace minutebook::projections::timeline {
namespace {

using enum ColumnType;

constexpr std::array event_columns{
    Column{"event", position, true},
    Column{"stream", subject, true},
    Column{"version", number},
    Column{"type", word, true, "Event"},
    Column{"organization", subject, true},
    Column{"actor", subject, true},
    Column{"role", word, true, "Role"},
    Column{"onBehalfOf", subject, true},
    Column{"occurredAt", moment, true},
    Column{"recordedAt", moment, true},
    Column{"irregular", flag, true},
    Column{"signed", flag, true},
    Column{"redacted", flag},
    Column{"command"},
};

constexpr std::array mention_columns{
    Column{"subject", subject, true},
    Column{"event", position, true},
    Column{"as", text, true},
    Column{"stream", subject, true},
    Column{"type", word, true, "Event"},
    Column{"organization", subject, true},
    Column{"occurredAt", moment, true},
};

constexpr std::array document_columns{
    Column{"digest", digest, true},
    Column{"event", position, true},
    Column{"stream", subject, true},
    Column{"type", word, true, "Event"},
    Column{"organization", subject, true},
    Column{"occurredAt", moment, true},
    Column{"title"},
    Column{"mediaType"},
};

constexpr std::array correction_columns{
    Column{"corrects", position, true},
    Column{"event", position, true},
    Column{"stream", subject, true},
    Column{"organization", subject, true},
    Column{"actor", subject, true},
    Column{"occurredAt", moment, true},
    Column{"field"},
    Column{"recorded"},
    Column{"correct"},
    Column{"reason"},
};

constexpr std::array refusal_columns{
    Column{"event", position, true},
    Column{"stream", subject, true},
    Column{"organization", subject, true},
    Column{"actor", subject, true},
    Column{"refusedCommand", text, true},
    Column{"rule", text, true},
    Column{"occurredAt", moment, true},
    Column{"reason"},
    Column{"reasonZh"},
};

constexpr std::array verification_columns{
    Column{"event", position, true}, Column{"level", text, true},
    Column{"from", position},        Column{"to", position},
    Column{"treeSize", number},      Column{"faults", number, true},
    Column{"fullRead", flag, true},  Column{"finishedAt", moment, true},
    Column{"rootHash", digest},      Column{"report", digest, true},
};

}  // namespace

const Table events{.name = "events", .columns = event_columns, .facts = true, .order = "event"};
const Table mentions{
    .name = "mentions", .columns = mention_columns, .facts = true, .order = "event"};
const Table documents{
    .name = "documents", .columns = document_columns, .facts = true, .order = "event"};
const Table corrections{
    .name = "corrections", .columns = correction_columns, .facts = true, .order = "event"};
const Table refusals{
    .name = "refusals", .columns = refusal_columns, .facts = true, .order = "event"};
const Table verifications{
    .name = "verifications", .columns = verification_columns, .facts = true, .order = "event"};

}  // namespace minutebook::projections::timeline
