#include "tools/inspect/blame.h"

#include <unordered_map>

#include "ledger/domain/event_view.h"
#include "tools/inspect/event_json.h"

namespace minutebook::inspect {

Result<std::vector<Blame>> blame(const service::Ledger& ledger, const Subject& subject,
                                 const service::AsOf& as_of) {
  std::unordered_map<std::string, Blame> last;
  Json state;
  const auto step = [&](const Step& at) -> Result<bool> {
    Json after = parse_description(at.description());
    const auto header = at.event.header();
    for (Change& change : changes(state, after)) {
      if (!change.after) {
        last.erase(change.path);
        continue;
      }
      Blame entry{change.path,
                  std::move(*change.after),
                  at.event.position(),
                  domain::to_time(header.getOccurredAt()),
                  domain::to_time(header.getRecordedAt()).instant,
                  header.getActor().cStr(),
                  event_type_of(at.event)};
      last.insert_or_assign(change.path, std::move(entry));
    }
    state = std::move(after);
    return true;
  };
  MB_TRY_VOID(each_step(ledger, subject, as_of, step));
  std::vector<Blame> out;
  for (const Leaf& leaf : leaves(state)) out.push_back(last.at(leaf.path));
  return out;
}

}  // namespace minutebook::inspect
