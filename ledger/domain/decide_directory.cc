#include <algorithm>

#include "ledger/domain/credit_code.h"
#include "ledger/domain/decide_steps.h"
#include "ledger/domain/drafts.h"

/// Venues, bodies, partners, rulebooks, and corrections of any of them.
namespace minutebook::domain {
namespace {

using Command = schema::Command;

Refusal ends_before_it_begins() {
  return refuse("STEP-2", "`until` is the first day after the end and must be later than `from`",
                "until 为结束后的第一天，须晚于 from");
}

std::optional<Refusal> check_delegation(const DecisionContext& context, const Subject& venue,
                                        schema::OperationDelegation::Reader data) {
  const VenueRecord& record = *context.directory.venue(venue);
  const Subject to = subject_of(data.getTo());
  if (to == record.organization || !context.directory.is_at_or_below(to, record.organization)) {
    return refuse("ORG-1", "a venue is delegated to a union below " + record.organization.text(),
                  "只能委托 " + record.organization.text() + " 的下级工会运行",
                  {record.registered_at});
  }
  if (data.hasUntil() && to_day(data.getUntil()) <= to_day(data.getFrom())) {
    return ends_before_it_begins();
  }
  return std::nullopt;
}

std::optional<Refusal> check_seating(const BodyRecord& record, schema::BodyMember::Reader data) {
  const Subject person = subject_of(data.getPerson());
  const DayInterval days{to_day(data.getFrom()), std::nullopt};
  const bool presiding = data.getSeat() == schema::Seat::PRESIDING;
  for (const SeatRecord& seat : record.seats) {
    if (!seat.days.overlaps(days)) continue;
    if (seat.person == person) {
      return refuse("REF-2", person.text() + " holds a seat in this body already",
                    person.text() + " 已在该机构任职", {seat.seated_at});
    }
    if (presiding && seat.seat == schema::Seat::PRESIDING) {
      return refuse("STEP-2", seat.person.text() + " presides over this body until unseated",
                    seat.person.text() + " 仍主持该机构，须先离任", {seat.seated_at});
    }
  }
  return std::nullopt;
}

std::optional<Refusal> check_unseating(const BodyRecord& record,
                                       schema::BodyMemberDeparture::Reader data) {
  const Subject person = subject_of(data.getPerson());
  for (const SeatRecord& seat : record.seats) {
    if (seat.person != person || seat.days.until) continue;
    if (seat.days.from < to_day(data.getUntil())) return std::nullopt;
    return ends_before_it_begins();
  }
  return refuse("REF-3", person.text() + " holds no seat in this body",
                person.text() + " 未在该机构任职");
}

bool lists(const std::vector<Position>& positions, std::uint64_t position) {
  return std::ranges::binary_search(positions, Position{position});
}

}  // namespace

Decision decide_venue(const DecisionContext& context, Command::Reader command) {
  if (command.which() == Command::DELEGATE_OPERATION) {
    if (auto refusal = check_delegation(context, subject_of(command.getSubject()),
                                        command.getDelegateOperation())) {
      return *std::move(refusal);
    }
  }
  return emit_same(command);
}

Decision decide_body(const DecisionContext& context, Command::Reader command) {
  const BodyRecord* record = context.directory.body(subject_of(command.getSubject()));
  std::optional<Refusal> refusal;
  if (command.which() == Command::SEAT_BODY_MEMBER) {
    refusal = check_seating(*record, command.getSeatBodyMember());
  } else if (command.which() == Command::UNSEAT_BODY_MEMBER) {
    refusal = check_unseating(*record, command.getUnseatBodyMember());
  }
  if (refusal) return *std::move(refusal);
  return emit_same(command);
}

Decision decide_partner(const DecisionContext&, Command::Reader command) {
  const Subject subject = subject_of(command.getSubject());
  if (command.which() == Command::REGISTER_PARTNER && !is_credit_code(subject.id())) {
    const std::string code(subject.id());
    return refuse("PART-1",
                  code +
                      " is not a unified social credit code: 18 characters, the last of which "
                      "checks the others",
                  code + " 不是有效的统一社会信用代码：应为 18 位，末位为校验码");
  }
  return emit_same(command);
}

Decision decide_rulebook(const DecisionContext& context, Command::Reader command) {
  const auto data = command.getAdoptRulebook();
  const RulebookRecord* record = context.directory.rulebook(subject_of(command.getSubject()));
  const std::uint32_t next = record ? record->version + 1 : 1;
  if (data.getVersion() != next) {
    return refuse("STEP-2", "the next version of this rulebook is " + std::to_string(next),
                  "该制度规则的下一版本是第 " + std::to_string(next) + " 版",
                  record ? std::vector{record->adopted_at} : std::vector<Position>{});
  }
  if (record && record->organization != optional_subject(data.getOrganization())) {
    const auto& owner = record->organization;
    return refuse("STEP-2", "this rulebook is of " + (owner ? owner->text() : "the whole ledger"),
                  "该制度规则属于" + (owner ? " " + owner->text() : "整个账本"),
                  {record->adopted_at});
  }
  return emit_same(command);
}

Decision decide_correction(const DecisionContext& context, Command::Reader command) {
  const auto corrects = command.getRecordCorrection().getCorrects();
  const StreamRecord* stream = context.directory.stream(subject_of(command.getSubject()));
  if (stream != nullptr && lists(stream->positions, corrects)) return emit_same(command);
  const std::string position = std::to_string(corrects);
  return refuse("REF-5", "position " + position + " is not an event of this subject",
                "第 " + position + " 号不是该对象的事件");
}

}  // namespace minutebook::domain
