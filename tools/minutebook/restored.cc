#include "tools/minutebook/restored.h"

#include <nlohmann/json.hpp>

#include "ledger/base/rfc3339.h"
#include "ledger/service/backup_manifest.h"
#include "tools/minutebook/display.h"

namespace minutebook::cli {
namespace {

using Json = nlohmann::ordered_json;
using service::RestoredMark;

std::string time_text(Instant time) { return format_time({time, 0}); }

std::uint64_t signed_size(const RestoredMark& mark) {
  return mark.checkpoint ? mark.checkpoint->size : 0;
}

std::string sentence(const RestoredMark& mark, Language language) {
  std::string text = phrase("ui.restored.notice", language,
                            {time_text(mark.restored_at), std::to_string(mark.generation),
                             time_text(mark.made_at), grouped(mark.events)});
  if (mark.is_behind()) {
    return text + phrase("ui.restored.behind", language, {grouped(mark.published->size)});
  }
  return text + phrase("ui.restored.until", language, {grouped(signed_size(mark))});
}

Json json_of(const RestoredMark& mark) {
  return {{"notice", "restored"},
          {"restoredAt", time_text(mark.restored_at)},
          {"generation", mark.generation},
          {"madeAt", time_text(mark.made_at)},
          {"events", mark.events},
          {"behind", mark.is_behind()},
          {"detail",
           {{"en", sentence(mark, Language::en)}, {"zh-CN", sentence(mark, Language::zh_cn)}}}};
}

}  // namespace

void tell_of_restoring(Session& session) {
  if (session.settings.ledger.empty()) return;
  const auto mark = service::read_restored_mark(session.settings.ledger);
  if (!mark) {
    // What cannot be read at all is for the command itself to tell.
    const bool malformed = mark.error().code == Errc::invalid_input;
    if (malformed) static_cast<void>(session.fail(mark.error()));
    return;
  }
  if (!*mark || (*mark)->settled) return;
  session.say(session.json() ? json_of(**mark).dump() : sentence(**mark, session.language()));
}

void settle_by_witnesses(Session& session, const service::Ledger& ledger, std::uint64_t size) {
  const auto& root = ledger.paths().root;
  const auto mark = service::read_restored_mark(root);
  if (!mark || !*mark || size <= signed_size(**mark) || (*mark)->is_behind()) return;
  SystemClock clock;
  const auto settled = service::settle_restored_mark(root, {clock.now(), true});
  if (!settled) return session.say(in_language(settled.error().message, session.language()));
  if (*settled) session.say(session.text("ui.restored.settled", {grouped(size)}));
}

ExitStatus acknowledge_restoring(Session& session) {
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  SystemClock clock;
  const auto settled = service::settle_restored_mark(*directory, {clock.now(), false});
  if (!settled) return session.fail(settled.error());
  if (session.json()) {
    session.out.line(Json{{"acknowledged", *settled}}.dump());
  } else {
    session.out.line(
        session.text(*settled ? "ui.restored.acknowledged" : "ui.restored.nothing_to_do"));
  }
  return ExitStatus::done;
}

}  // namespace minutebook::cli
