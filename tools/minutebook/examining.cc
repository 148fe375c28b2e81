#include "tools/minutebook/examining.h"

#include "ledger/service/replay.h"
#include "tools/minutebook/interrupt.h"
#include "tools/minutebook/moment.h"
#include "tools/minutebook/rule_text.h"
#include "tools/minutebook/table.h"

namespace minutebook::cli {
namespace {

constexpr std::size_t positions_shown = 8;

}  // namespace

Result<QuestionMoment> moment_of_question(View& view, const std::string& at,
                                          const std::string& known_at) {
  QuestionMoment question;
  MB_TRY(moment, as_of(view.ledger(), at, known_at));
  question.as_of = moment;
  if (moment.occurred_at) {
    question.now = *moment.occurred_at;
  } else if (moment.position) {
    MB_TRY(event, view.reader().event(*moment.position));
    question.now = Instant{event.header().getRecordedAt().getNs()};
  } else if (moment.recorded_at) {
    question.now = *moment.recorded_at;
  } else {
    question.now = SystemClock().now();
  }
  return question;
}

Result<inspect::Examination> examine_with_progress(Session& session, View& view,
                                                   inspect::ExaminationOptions options) {
  const std::uint64_t head = view.ledger().store().head().value;
  const std::uint64_t total = options.as_of.position ? options.as_of.position->value + 1 : head;
  Progress progress(session.progress_style(), session.text("ui.rules.progress"), total);
  options.progress = [&](std::uint64_t events) {
    progress.update(events, events);
    return !interrupted();
  };
  auto examination = inspect::examine(view.ledger(), options);
  progress.clear();
  return examination;
}

Result<inspect::Examination> examine_rulebooks(View& view) {
  inspect::Examination result;
  result.examiner = std::make_unique<rules::Examiner>();
  const store::EventStore& store = view.ledger().store();
  MB_TRY_VOID(service::each_directory_event(
      store, store.head(), [&](const store::StoredEvent& event) -> Result<bool> {
        MB_TRY_VOID(service::guarded([&] { result.examiner->observe(event.view()); }));
        ++result.events;
        return true;
      }));
  return result;
}

std::string ruling_text(const Session& session, rules::Ruling ruling) {
  const std::string text = session.text("ui.ruling." + std::string(rules::name_of(ruling)));
  const Palette palette = session.palette();
  switch (ruling) {
    case rules::Ruling::breach:
      return palette.bad(text);
    case rules::Ruling::pass:
      return palette.good(text);
    case rules::Ruling::not_applicable:
      return palette.faint(text);
    default:
      return palette.mark(text);
  }
}

std::string positions_text(const std::vector<Position>& positions) {
  std::string text;
  for (std::size_t i = 0; i < positions.size() && i < positions_shown; ++i) {
    text += (i == 0 ? "#" : " #") + std::to_string(positions[i].value);
  }
  if (positions.size() > positions_shown) text += " …";
  return text;
}

ExitStatus print_verdicts(Session& session, const View& view, const Verdicts& verdicts) {
  Table table({{session.text("ui.column.rule")},
               {session.text("ui.column.ruling")},
               {session.text("ui.column.rests_on")},
               {session.text("ui.column.reason")}});
  bool broken = false;
  for (const auto& [rule, verdict] : verdicts) {
    broken = broken || verdict.ruling == rules::Ruling::breach;
    if (session.json()) {
      Json json = {{"rule", rule->id}};
      json.update(inspect::verdict_json(verdict, view.zone()));
      session.out.line(json.dump());
      continue;
    }
    table.add({std::string(rule->id), ruling_text(session, verdict.ruling),
               positions_text(verdict.rests_on),
               title_of(*rule, session.language()) + session.text("ui.show.colon") +
                   in_language(verdict.reason, session.language())});
  }
  if (!session.json()) table.print(session.out, session.palette(), session.columns());
  return broken ? ExitStatus::fault : ExitStatus::done;
}

}  // namespace minutebook::cli
