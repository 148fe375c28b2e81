#include "ledger/domain/programme.h"

#include <algorithm>

namespace minutebook::domain {
namespace {

using Body = schema::EventBody;

ProgrammeItem* item_of(Programme& programme, capnp::Text::Reader id) {
  const auto found = std::find_if(programme.items.begin(), programme.items.end(),
                                  [&](const ProgrammeItem& item) { return id == item.id.c_str(); });
  return found == programme.items.end() ? nullptr : &*found;
}

void open(Programme& programme, Act act, schema::Programme::Reader data) {
  programme.openings.push_back({std::move(act), text_of(data.getTitle()), data.getKind(),
                                subject_of(data.getOrganization()), to_day(data.getFrom()),
                                optional_day(data.hasUntil(), data.getUntil()),
                                text_of(data.getTarget())});
}

void list_item(Programme& programme, Act act, schema::ProgrammeItem::Reader data) {
  programme.items.push_back({std::move(act),
                             text_of(data.getItem()),
                             subject_of(data.getConcerns()),
                             text_of(data.getProblem()),
                             text_of(data.getPlan()),
                             optional_subject(data.getOwner()),
                             optional_day(data.hasDueBy(), data.getDueBy()),
                             {},
                             {}});
}

void record_measure(Programme& programme, Act act, schema::Measure::Reader data) {
  if (ProgrammeItem* item = item_of(programme, data.getItem())) {
    item->measures.push_back({std::move(act), text_of(data.getText()),
                              optional_document(data.hasDocument(), data.getDocument())});
  }
}

void close_item(Programme& programme, Act act, schema::ProgrammeItemClosing::Reader data) {
  if (ProgrammeItem* item = item_of(programme, data.getItem())) {
    item->closings.push_back(
        {std::move(act), text_of(data.getOutcome()), documents_of(data.getEvidence())});
  }
}

}  // namespace

const ProgrammeItem* Programme::item(std::string_view id) const {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const ProgrammeItem& i) { return i.id == id; });
  return found == items.end() ? nullptr : &*found;
}

bool Programme::has_event(Position position) const {
  return std::ranges::binary_search(positions, position);
}

void evolve_programme(Programme& programme, const EventView& event) {
  programme.positions.push_back(event.position());
  if (!event.has_body()) return;
  const auto body = event.body();
  Act act = act_of(event);
  switch (body.which()) {
    case Body::PROGRAMME_OPENED:
      return open(programme, std::move(act), body.getProgrammeOpened());
    case Body::PROGRAMME_ITEM_LISTED:
      return list_item(programme, std::move(act), body.getProgrammeItemListed());
    case Body::MEASURE_RECORDED:
      return record_measure(programme, std::move(act), body.getMeasureRecorded());
    case Body::PROGRAMME_ITEM_CLOSED:
      return close_item(programme, std::move(act), body.getProgrammeItemClosed());
    case Body::PROGRAMME_CLOSED:
      programme.closings.push_back(
          {std::move(act), text_of(body.getProgrammeClosed().getSummary())});
      return;
    case Body::DOCUMENT_ATTACHED:
      programme.documents.push_back(
          attached_document_of(std::move(act), body.getDocumentAttached()));
      return;
    case Body::CORRECTION_RECORDED:
      programme.corrections.push_back(correction_of(std::move(act), body.getCorrectionRecorded()));
      return;
    case Body::COMMAND_REFUSED:
      programme.refusals.push_back(refused_command_of(std::move(act), body.getCommandRefused()));
      return;
    default:
      return;
  }
}

}  // namespace minutebook::domain
