#include "tools/export/ocds/releases.h"

#include <algorithm>
#include <set>
#include <utility>

#include "ledger/domain/decide.h"
#include "tools/export/ocds/merge.h"
#include "tools/export/ocds/process.h"
#include "tools/export/ocds/stage.h"

namespace minutebook::ocds {
namespace {

constexpr std::size_t ledger_id_characters = 8;  // of the ocid; a publisher has few ledgers
constexpr std::string_view prefix_beginning = "ocds-";
constexpr std::size_t prefix_characters = prefix_beginning.size() + 6;

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// Goes through a matter's events and makes a release of each group.
class Walk {
 public:
  Walk(const service::Ledger& ledger, const Subject& matter, const domain::Directory& directory,
       const ReleaseOptions& options)
      : ledger_(ledger.info()),
        directory_(directory),
        options_(options),
        aggregate_(domain::empty_aggregate(matter)) {}

  /// Positions that were ordered to be redacted: those events are not told, whether their bytes
  /// are gone already or not.
  void leave_out(std::set<Position> positions) { redacted_ = std::move(positions); }

  void take(const store::StoredEvent& event) {
    if (redacted_.contains(event.position())) return;
    const auto header = event.header();
    const Stage stage = stage_of(static_cast<schema::EventBody::Which>(header.getEventType()));
    const Day day = directory_.day_of(Instant{header.getOccurredAt().getNs()});
    if (stage != Stage::none && (stage != stage_ || day != day_)) {
      close();
      stage_ = stage;
      day_ = day;
    }
    domain::evolve(aggregate_, event.view());
    last_ = event.position();
    recorded_at_ = Instant{header.getRecordedAt().getNs()};
  }

  std::optional<Process> finish() {
    close();
    if (process_.releases.empty()) return std::nullopt;
    process_.compiled = std::move(known_);
    Json head = Json::object();
    head["ocid"] = process_.ocid;
    head["id"] = process_.ocid + "-compiled-" + std::to_string(last_release_.value);
    head["date"] = process_.releases.back().at("date");
    head["tag"] = Json::array({"compiled"});
    head.update(process_.compiled);
    process_.compiled = std::move(head);
    return std::move(process_);
  }

 private:
  const domain::Partnership& matter() const {
    return std::get<domain::Partnership>(aggregate_.state);
  }

  void close() {
    if (stage_ == Stage::none || matter().proposal() == nullptr) return;
    if (process_.ocid.empty()) {
      process_.ocid = imported_ocid(matter());
      if (process_.ocid.empty()) {
        process_.ocid = ocid_of(options_.ocid_prefix, ledger_.id, aggregate_.subject);
      }
    }
    Json now = process_of(matter(), directory_, process_.ocid);
    Json changes = changes_of(known_, now);
    if (changes.empty()) return;
    const char* const tag = tag_of(stage_, seen_);
    seen_.insert(stage_);
    Json release = Json::object();
    release["ocid"] = process_.ocid;
    release["id"] = process_.ocid + "-" + std::to_string(last_.value);
    release["date"] = format_time({recorded_at_, ledger_.zone_offset_minutes});
    release["tag"] = Json::array({tag});
    release["initiationType"] = now.at("initiationType");
    release["language"] = now.at("language");
    release.update(changes);
    process_.releases.push_back(std::move(release));
    last_release_ = last_;
    known_ = std::move(now);
  }

  const service::LedgerInfo& ledger_;
  const domain::Directory& directory_;
  const ReleaseOptions& options_;
  domain::Aggregate aggregate_;
  Process process_;
  Json known_ = Json::object();  ///< the process as of the last release
  std::set<Position> redacted_;
  std::set<Stage> seen_;
  Stage stage_ = Stage::none;
  Day day_;
  Position last_;
  Position last_release_;
  Instant recorded_at_;
};

/// Of the whole log, whatever moment is told: what is redacted now is not published as of then.
Result<std::set<Position>> redacted_positions(const service::Ledger& ledger,
                                              const Subject& matter) {
  std::set<Position> out;
  service::EventFilter filter;
  filter.stream = matter;
  filter.type = "RedactionOrdered";
  MB_TRY_VOID(
      service::Reader(ledger).events(filter, [&](const store::StoredEvent& event) -> Result<bool> {
        if (!event.view().has_body()) return true;
        const auto order = event.view().body().getRedactionOrdered();
        for (const Position each : domain::positions_of(order.getPositions())) out.insert(each);
        return true;
      }));
  return out;
}

}  // namespace

std::string ocid_of(std::string_view prefix, const LedgerId& ledger, const Subject& matter) {
  return std::string(prefix) + "-" + ledger.text().substr(0, ledger_id_characters) + "-" +
         std::string(matter.id());
}

bool is_ocid_prefix(std::string_view prefix) {
  return prefix.size() == prefix_characters && prefix.starts_with(prefix_beginning) &&
         std::all_of(prefix.begin() + prefix_beginning.size(), prefix.end(), is_plain);
}

Result<std::optional<Process>> releases_of(const service::Ledger& ledger, const Subject& matter,
                                           const domain::Directory& directory,
                                           const ReleaseOptions& options) {
  Walk walk(ledger, matter, directory, options);
  MB_TRY(redacted, redacted_positions(ledger, matter));
  walk.leave_out(std::move(redacted));
  service::EventFilter filter;
  filter.stream = matter;
  filter.to = options.to;
  filter.until = options.occurred_by;
  MB_TRY_VOID(
      service::Reader(ledger).events(filter, [&](const store::StoredEvent& event) -> Result<bool> {
        walk.take(event);
        return true;
      }));
  return walk.finish();
}

Result<std::vector<Subject>> matters_of(const service::Ledger& ledger,
                                        const domain::Directory& directory,
                                        const std::optional<Subject>& organization,
                                        const std::optional<Position>& to) {
  std::vector<Subject> out;
  service::EventFilter filter;
  filter.type = "PartnershipProposed";
  filter.to = to;
  MB_TRY_VOID(
      service::Reader(ledger).events(filter, [&](const store::StoredEvent& event) -> Result<bool> {
        if (!event.view().has_body()) return true;
        const auto venue =
            domain::subject_of(event.view().body().getPartnershipProposed().getVenue());
        const auto owner = directory.organization_of(venue);
        const bool wanted =
            !organization || (owner && directory.is_at_or_below(*owner, *organization));
        if (wanted) out.push_back(Subject::from_stored(event.header().getStream().cStr()));
        return true;
      }));
  return out;
}

}  // namespace minutebook::ocds
