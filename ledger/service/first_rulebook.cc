#include "ledger/service/first_rulebook.h"

#include <algorithm>
#include <variant>

#include "ledger/schema/convert.h"
#include "ledger/schema/json.h"
#include "ledger/service/fresh_id.h"
#include "ledger/service/own_fact.h"

namespace minutebook::service {

Result<void> check_first_rulebook(const FirstRulebook& rulebook) {
  if (rulebook.file.organization) {
    return fail(Errc::invalid_input,
                "a ledger is made with a rulebook for the whole of it: leave `organization` out",
                "建立账本时的制度规则适用于整个账本：请不写 organization");
  }
  if (rulebook.file.version == 1) return {};
  return fail(
      Errc::invalid_input,
      "the first edition of a rulebook is version 1, not " + std::to_string(rulebook.file.version),
      "制度规则的第一版应为 version = 1，而非 " + std::to_string(rulebook.file.version));
}

Result<Position> adopt_first_rulebook(Ledger& ledger, const FirstRulebook& rulebook, Clock& clock,
                                      Random& random, const WriterOptions& options) {
  MB_TRY_VOID(check_first_rulebook(rulebook));
  const LedgerInfo& info = ledger.info();
  capnp::MallocMessageBuilder message;
  auto command = message.initRoot<schema::Command>();
  schema::write_uuid(command.initCommandId(), fresh_id<CommandId>(random));
  command.setSubject(rulebook.subject.text());
  command.setActor(info.founder.text());
  command.setRole(schema::Role::FOUNDER);
  const Instant first = start_of(rulebook.file.effective_from, info.zone_offset_minutes);
  schema::write_time(command.initOccurredAt(),
                     {std::min(clock.now(), first), info.zone_offset_minutes});
  auto data = command.initAdoptRulebook();
  data.setTitle(rulebook.file.title);
  data.setVersion(rulebook.file.version);
  data.initEffectiveFrom().setDays(rulebook.file.effective_from.days);
  data.setText(rulebook.text);
  const std::string json = schema::to_json(command.asReader());
  MB_TRY(writer, Writer::start(ledger, clock, random, options));
  const Outcome outcome = writer->submit(authenticate(json, info.suite, writer->keys())).get();
  MB_TRY_VOID(writer->close());
  if (const auto* accepted = std::get_if<Accepted>(&outcome)) return accepted->positions.front();
  return tl::unexpected<Error>(not_recorded(outcome));
}

}  // namespace minutebook::service
