#include "tools/report/parts.h"
#include "tools/report/words.h"

namespace minutebook::report {
namespace {

using projections::QuarterQuestion;

/// What makes the same report again: byte for byte, as long as the checkpoint is the same.
std::string command_of(const QuarterQuestion& question, const Provenance& provenance) {
  return "minutebook report quarterly --organization " + question.organization.text() +
         " --quarter " + projections::format_quarter(question.quarter) + provenance.options;
}

}  // namespace

Sheet about_sheet(const KeyFigures& figures, const QuarterQuestion& question,
                  const Provenance& provenance) {
  const Language language = question.language;
  Sheet sheet;
  sheet.name = "about";
  sheet.title = phrase(language, "sheet.about");
  sheet.note = phrase(language, "note.about");
  sheet.filtered = false;
  sheet.columns = {{"item", phrase(language, "column.item_of_about")},
                   {"value", phrase(language, "column.text_of_about")}};
  const auto add = [&](const char* name, std::string value) {
    sheet.rows.push_back({{phrase(language, std::string("about.") + name), std::move(value)}});
  };
  const auto time = [&](Instant instant) {
    return format_time(
        {Instant{instant.ns / 1'000'000'000 * 1'000'000'000}, question.zone_offset_minutes});
  };
  add("ledger", provenance.ledger_name);
  add("ledger_id", provenance.ledger_id);
  add("organization", figures.tree.front().name + " (" + question.organization.text() + ")");
  add("below", std::to_string(figures.tree.size() - 1));
  add("quarter", projections::format_quarter(question.quarter));
  add("period", format_day(question.quarter.first_day()) + " – " +
                    format_day({question.quarter.end().days - 1}));
  if (!provenance.whole) add("not_over", phrase(language, "about.not_over_text"));
  add("valid", time(question.valid));
  add("position", std::to_string(question.known.value));
  add("recorded", time(provenance.recorded_at));
  if (provenance.checkpoint) {
    add("checkpoint_size", std::to_string(provenance.checkpoint->size));
    add("checkpoint_root", provenance.checkpoint->root);
  } else {
    add("checkpoint_size", phrase(language, "about.no_checkpoint"));
  }
  add("program", provenance.program);
  add("verify", "minutebook verify --to " + std::to_string(question.known.value));
  add("again", command_of(question, provenance));
  add("how", phrase(language, "about.how_text"));
  return sheet;
}

}  // namespace minutebook::report
