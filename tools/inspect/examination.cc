#include "tools/inspect/examination.h"

#include <map>

#include "ledger/service/replay.h"
#include "ledger/store/blobs.h"

namespace minutebook::inspect {
namespace {

constexpr std::uint64_t progress_every = 4'096;

/// Documents as the ledger has them. Each is looked up once: matters cite the same ones often.
class StoredDocuments : public rules::Documents {
 public:
  explicit StoredDocuments(store::EventStore& store) : blobs_(store) {}

  bool has(const crypto::Digest& digest) const override {
    const auto known = known_.find(digest);
    if (known != known_.end()) return known->second;
    const auto there = blobs_.exists(digest);
    return known_.emplace(digest, there && *there).first->second;
  }

 private:
  store::BlobStore blobs_;
  mutable std::map<crypto::Digest, bool> known_;
};

/// Master data that says what was done at one moment. All other master data names its own days, or
/// is what a matter refers to: a matter may be older than the record of its venue.
bool is_of_a_moment(schema::EventBody::Which type) {
  using Body = schema::EventBody;
  switch (type) {
    case Body::ORGANIZATION_CHANGED:
    case Body::ORGANIZATION_MOVED:
    case Body::VENUE_CHANGED:
    case Body::PARTNER_CHANGED:
    case Body::REPORT_FILED:
    case Body::TARGET_LETTER_SIGNED:
    case Body::TARGET_ASSESSED:
    case Body::SERVICE_TERMS_PUBLISHED:
      return true;
    default:
      return false;
  }
}

/// What had occurred by then, and the master data to read it with.
bool is_wanted(const store::StoredEvent& event, const std::optional<Instant>& until) {
  const auto header = event.header();
  if (!until || header.getOccurredAt().getNs() <= until->ns) return true;
  const auto subject = Subject::parse(header.getStream().cStr());
  return subject && domain::is_master_data(subject->kind()) &&
         !is_of_a_moment(static_cast<schema::EventBody::Which>(header.getEventType()));
}

Json reason_json(const Bilingual& reason) { return {{"en", reason.en}, {"zh-CN", reason.zh}}; }

Json positions_json(const std::vector<Position>& positions) {
  Json list = Json::array();
  for (const Position position : positions) list.push_back(position.value);
  return list;
}

}  // namespace

std::unique_ptr<rules::Documents> stored_documents(store::EventStore& store) {
  return std::make_unique<StoredDocuments>(store);
}

Result<Examination> examine(service::Ledger& ledger, const ExaminationOptions& options) {
  Examination result;
  result.documents = stored_documents(ledger.store());
  result.examiner = std::make_unique<rules::Examiner>(rules::ExaminerOptions{
      .only = options.only, .documents = result.documents.get(), .on_change = options.on_change});
  const service::Reader reader(ledger);
  service::EventFilter filter;
  filter.to = options.as_of.position;
  if (options.as_of.recorded_at) {
    MB_TRY(last, reader.last_recorded_by(*options.as_of.recorded_at));
    if (!last) return result;
    filter.to = filter.to ? std::min(*filter.to, *last) : *last;
  }
  MB_TRY_VOID(reader.events(filter, [&](const store::StoredEvent& event) -> Result<bool> {
    if (!is_wanted(event, options.as_of.occurred_at)) return true;
    MB_TRY_VOID(service::guarded([&] { result.examiner->observe(event.view()); }));
    ++result.events;
    if (options.progress && result.events % progress_every == 0) {
      result.whole = options.progress(result.events);
    }
    return result.whole;
  }));
  return result;
}

Json verdict_json(const rules::Verdict& verdict, std::int16_t zone_offset_minutes) {
  Json json = {{"ruling", rules::name_of(verdict.ruling)},
               {"reason", reason_json(verdict.reason)},
               {"restsOn", positions_json(verdict.rests_on)}};
  if (verdict.due) json["due"] = format_time({*verdict.due, zone_offset_minutes});
  return json;
}

Json finding_json(const rules::Finding& finding, std::int16_t zone_offset_minutes) {
  Json json = {{"rule", finding.rule},
               {"subject", finding.subject.text()},
               {"status", rules::name_of(finding.status())},
               {"first", finding.first.value}};
  if (finding.last) json["last"] = finding.last->value;
  json["since"] = format_time({finding.since, zone_offset_minutes});
  json["reason"] = reason_json(finding.verdict.reason);
  json["restsOn"] = positions_json(finding.verdict.rests_on);
  if (finding.resolution) {
    json["resolution"] = {{"inspection", finding.resolution->inspection.text()},
                          {"position", finding.resolution->decided_at.value},
                          {"reason", finding.resolution->reason}};
  }
  return json;
}

Json open_item_json(const rules::OpenItem& item, std::int16_t zone_offset_minutes) {
  return {{"rule", item.rule},
          {"subject", item.subject.text()},
          {"due", format_time({item.due, zone_offset_minutes})},
          {"waitingFor", reason_json(item.verdict.reason)},
          {"restsOn", positions_json(item.verdict.rests_on)}};
}

Json change_json(const rules::RulingChange& change, std::int16_t zone_offset_minutes) {
  Json json = {{"rule", change.rule->id},
               {"at", format_time({change.at, zone_offset_minutes})},
               {"before", rules::name_of(change.before)}};
  json.update(verdict_json(change.verdict, zone_offset_minutes));
  return json;
}

}  // namespace minutebook::inspect
