#include "ledger/domain/decide_steps.h"
#include "ledger/domain/drafts.h"

namespace minutebook::domain {
namespace {

using Command = schema::Command;

std::string_view view(capnp::Text::Reader text) { return {text.begin(), text.size()}; }

std::optional<Refusal> check_opening(schema::Programme::Reader data) {
  if (!data.hasUntil() || to_day(data.getFrom()) < to_day(data.getUntil())) return std::nullopt;
  return refuse("STEP-2", "`until` is the first day after the end and must be later than `from`",
                "until 为结束后的第一天，须晚于 from");
}

std::optional<Refusal> check_new_item(const Programme& programme, std::string_view id) {
  const ProgrammeItem* item = programme.item(id);
  if (item == nullptr) return std::nullopt;
  const std::string name(id);
  return refuse("REF-2", "there is an item \"" + name + "\" already", "已有清单项“" + name + "”",
                {item->act.position});
}

std::optional<Refusal> check_open_item(const Programme& programme, std::string_view id) {
  const ProgrammeItem* item = programme.item(id);
  const std::string name(id);
  if (item == nullptr) {
    return refuse("REF-3", "this programme has no item \"" + name + "\"",
                  "本行动没有清单项“" + name + "”");
  }
  if (!item->closed()) return std::nullopt;
  return refuse("STEP-2", "the item \"" + name + "\" is closed", "清单项“" + name + "”已销号",
                {item->closings.back().act.position});
}

std::optional<Refusal> check_all_items_closed(const Programme& programme) {
  for (const ProgrammeItem& item : programme.items) {
    if (item.closed()) continue;
    return refuse("STEP-2", "the item \"" + item.id + "\" is still open",
                  "清单项“" + item.id + "”尚未销号", {item.act.position});
  }
  return std::nullopt;
}

std::optional<Refusal> check_correction(const Programme& programme, std::uint64_t position) {
  if (programme.has_event(Position{position})) return std::nullopt;
  const std::string number = std::to_string(position);
  return refuse("REF-5", "position " + number + " is not an event of this programme",
                "第 " + number + " 号不是本行动的事件");
}

std::optional<Refusal> check_not_closed(const Programme& programme) {
  if (!programme.closed()) return std::nullopt;
  return refuse("STEP-1", "the programme is closed", "该专项行动已经结束",
                {programme.closings.back().act.position});
}

std::optional<Refusal> check(const Programme& programme, Command::Reader command) {
  switch (command.which()) {
    case Command::OPEN_PROGRAMME:
      return check_opening(command.getOpenProgramme());
    case Command::RECORD_CORRECTION:
      return check_correction(programme, command.getRecordCorrection().getCorrects());
    case Command::ATTACH_DOCUMENT:
      return std::nullopt;
    default:
      break;
  }
  if (auto refusal = check_not_closed(programme)) return refusal;
  switch (command.which()) {
    case Command::LIST_PROGRAMME_ITEM:
      return check_new_item(programme, view(command.getListProgrammeItem().getItem()));
    case Command::RECORD_MEASURE:
      return check_open_item(programme, view(command.getRecordMeasure().getItem()));
    case Command::CLOSE_PROGRAMME_ITEM:
      return check_open_item(programme, view(command.getCloseProgrammeItem().getItem()));
    case Command::CLOSE_PROGRAMME:
      return check_all_items_closed(programme);
    default:
      return std::nullopt;
  }
}

}  // namespace

Decision decide_programme(const DecisionContext& context, Command::Reader command) {
  const auto& programme = std::get<Programme>(context.aggregate.state);
  if (auto refusal = check(programme, command)) return *std::move(refusal);
  return emit_same(command);
}

}  // namespace minutebook::domain
