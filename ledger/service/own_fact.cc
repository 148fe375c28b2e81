#include "ledger/service/own_fact.h"

#include <utility>
#include <variant>

#include "ledger/schema/convert.h"
#include "ledger/schema/json.h"
#include "ledger/service/fresh_id.h"
#include "ledger/service/internal_submission.h"

namespace minutebook::service {

Error not_recorded(const Outcome& outcome) {
  if (const auto* refused = std::get_if<Refused>(&outcome)) {
    return {Errc::conflict,
            {refused->rule + ": " + refused->detail.en, refused->rule + "：" + refused->detail.zh}};
  }
  if (const auto* invalid = std::get_if<Invalid>(&outcome)) {
    return {Errc::invalid_input,
            {invalid->path + ": " + invalid->detail.en, invalid->path + "：" + invalid->detail.zh}};
  }
  if (const auto* failed = std::get_if<Failed>(&outcome)) return failed->error;
  return {Errc::io, {"the fact was not recorded", "该事实未能记录"}};
}

OwnFact::OwnFact(const Ledger& ledger, Clock& clock, Random& random) {
  const std::string own = "ledger/" + ledger.info().id.text();
  auto command = message_.initRoot<schema::Command>();
  schema::write_uuid(command.initCommandId(), fresh_id<CommandId>(random));
  command.setSubject(own);
  command.setActor(own);
  command.setRole(schema::Role::LEDGER);
  schema::write_time(command.initOccurredAt(), {clock.now(), ledger.info().zone_offset_minutes});
}

Result<Position> record_own_fact(Ledger& ledger, OwnFact& fact, Clock& clock, Random& random,
                                 const WriterOptions& options) {
  MB_TRY(submission,
         internal_submission(schema::to_json(fact.command().asReader()), ledger.info().suite));
  MB_TRY(writer, Writer::start(ledger, clock, random, options));
  const Outcome outcome = writer->submit(Prepared(std::move(submission))).get();
  MB_TRY_VOID(writer->close());
  const auto* accepted = std::get_if<Accepted>(&outcome);
  if (accepted) return accepted->positions.front();
  return tl::unexpected<Error>(not_recorded(outcome));
}

}  // namespace minutebook::service
