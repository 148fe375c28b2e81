#include "ledger/service/decision_record.h"

#include "ledger/schema/reflect.h"

namespace minutebook::service {

domain::EventDraft refusal_draft(schema::Command::Reader command, const domain::Refusal& refusal) {
  domain::EventDraft draft;
  draft.message = std::make_unique<capnp::MallocMessageBuilder>();
  draft.type = schema::EventBody::COMMAND_REFUSED;
  auto body = draft.message->initRoot<schema::Payload>().initBody().initCommandRefused();
  body.setCommand(std::string(schema::traits_of(command.which()).name));
  body.setRule(refusal.rule);
  body.setDetailEn(refusal.detail.en);
  body.setDetailZh(refusal.detail.zh);
  auto list = body.initRestsOn(static_cast<unsigned>(refusal.rests_on.size()));
  for (unsigned i = 0; i < list.size(); ++i) list.set(i, refusal.rests_on[i].value);
  return draft;
}

std::uint32_t rulebook_version(const domain::Directory& directory, Instant occurred) {
  const Day day = directory.day_of(occurred);
  const domain::RulebookEdition* in_force = nullptr;
  for (const auto& [subject, rulebook] : directory.rulebooks()) {
    for (const domain::RulebookEdition& edition : rulebook.editions) {
      if (edition.effective_from > day) continue;
      if (!in_force || std::pair(edition.effective_from, edition.adopted_at) >
                           std::pair(in_force->effective_from, in_force->adopted_at)) {
        in_force = &edition;
      }
    }
  }
  return in_force ? in_force->version : 0;
}

}  // namespace minutebook::service
