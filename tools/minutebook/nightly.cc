#include "tools/minutebook/nightly.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "ledger/base/rfc3339.h"
#include "ledger/schema/convert.h"
#include "ledger/service/durable_file.h"
#include "ledger/service/lag.h"
#include "ledger/service/own_fact.h"
#include "ledger/service/settings.h"
#include "ledger/verify/verify.h"
#include "tools/minutebook/input_file.h"
#include "tools/minutebook/nightly_notice.h"
#include "tools/minutebook/passphrase.h"
#include "tools/minutebook/stop_on_interrupt.h"
#include "tools/minutebook/time_stamping.h"
#include "tools/minutebook/verify_report.h"
#include "tools/minutebook/witnessing.h"

namespace minutebook::cli {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t max_state_bytes = 4096;

std::string dumped(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// Where the rolling reading goes on. Only a plan: a wrong one costs reading twice, never a fault
/// unseen, because the incremental part does not rely on it.
std::uint64_t read_plan(const std::filesystem::path& file, std::uint64_t head) {
  const auto text = service::read_small_file(file, max_state_bytes);
  if (!text || !*text) return 0;
  const Json json = Json::parse(**text, nullptr, false);
  if (!json.is_object() || !json.contains("next") || !json["next"].is_number_unsigned()) return 0;
  const auto next = json["next"].get<std::uint64_t>();
  return next < head ? next : 0;
}

struct Night {
  verify::Report fresh;    ///< what is new
  verify::Report rolling;  ///< the part of everything whose turn it is
  std::uint64_t next = 0;  ///< where the rolling reading goes on; 0: it went round
  std::string digest;      ///< of the report as written

  bool holds() const { return fresh.holds() && rolling.holds(); }
  std::uint64_t faults() const { return fresh.fault_count + rolling.fault_count; }
};

class Nightly {
 public:
  Nightly(Session& session, const NightlyOptions& options, std::filesystem::path directory)
      : session_(session), options_(options), paths_{std::move(directory)} {}

  Result<Night> check() {
    MB_TRY(ledger,
           service::Ledger::open(paths_.root, service::OpenMode::read, "minutebook verify"));
    std::optional<tlog::Policy> policy;
    if (!options_.policy.empty()) {
      MB_TRY(read, read_policy(options_.policy));
      policy.emplace(std::move(read));
    }
    Night night;
    verify::Options fresh = common(policy);
    fresh.level = verify::Level::signatures;
    fresh.since_verified = true;
    MB_TRY(found, verify::verify(ledger, fresh, clock_));
    night.fresh = std::move(found);
    if (night.fresh.holds()) MB_TRY_VOID(verify::remember(ledger, night.fresh));
    const std::uint64_t head = night.fresh.head;
    const std::uint64_t first = read_plan(plan(), head);
    const std::uint64_t part = (head + options_.days - 1) / options_.days;
    const std::uint64_t last = std::min(head, first + std::max<std::uint64_t>(part, 1)) - 1;
    verify::Options rolling = common(policy);
    rolling.level = verify::Level::payload;
    rolling.from = Position{first};
    rolling.to = Position{last};
    MB_TRY(read, verify::verify(ledger, rolling, clock_));
    night.rolling = std::move(read);
    night.next = last + 1 < head ? last + 1 : 0;
    return night;
  }

  /// The report as JSON and as two pages; sets its digest.
  Result<void> write_reports(Night& night) const {
    const Instant at = night.fresh.started;
    const std::string day = format_day(day_of(at, 0));
    const Json both = {{"new", report_json(night.fresh, true)},
                       {"rolling", report_json(night.rolling, true)}};
    const std::string json = dumped(both);
    night.digest = crypto::hex_of(crypto::hash(night.fresh.suite, {as_bytes(json)}));
    const std::string stem = (paths_.reports() / ("nightly-" + day)).string();
    MB_TRY_VOID(service::replace_durably(stem + ".json", json));
    MB_TRY_VOID(service::replace_durably(stem + ".html", report_html(night.fresh)));
    MB_TRY_VOID(service::replace_durably(stem + "-rolling.html", report_html(night.rolling)));
    return service::replace_durably(plan(), dumped({{"next", night.next}}));
  }

  /// IntegrityVerified in the ledger's own stream. A ledger that does not hold is not written to:
  /// its state is evidence.
  Result<void> record(const Night& night) {
    if (!night.holds()) return {};
    MB_TRY(ledger,
           service::Ledger::open(paths_.root, service::OpenMode::write, "minutebook verify"));
    MB_TRY(secret, ledger_passphrase(session_, paths_, options_.passphrase_file));
    service::OwnFact fact(ledger, clock_, random_);
    fill(fact.command().initRecordVerification(), night, ledger.info().zone_offset_minutes);
    service::WriterOptions writing;
    writing.key_passphrase = secret;
    MB_TRY(position, service::record_own_fact(ledger, fact, clock_, random_, writing));
    static_cast<void>(position);
    ask_outsiders(session_, ledger);
    return ledger.close();
  }

  /// How far witnesses and authorities are behind now, as far as there are any.
  Result<void> measure_lag(Notice& notice) {
    MB_TRY(ledger,
           service::Ledger::open(paths_.root, service::OpenMode::read, "minutebook verify"));
    MB_TRY(lag, lag_of(ledger, options_.policy));
    const Instant now = clock_.now();
    if (lag) notice.unwitnessed = {lag->witnessed_size, lag->events, lag->seconds(now)};
    const auto anchors = time_stamp_anchors(paths_, options_.tsa_ca);
    if (anchors && !*anchors) return tl::unexpected<Error>(anchors->error());
    MB_TRY(settings, service::read_settings(paths_));
    if (!anchors && settings.time_stamps.urls.empty()) return {};
    MB_TRY(stamped, service::newest_time_stamp(ledger, anchors ? **anchors : std::string()));
    notice.stamped_size = stamped.size;
    if (stamped.time) notice.stamp_seconds = (now.ns - stamped.time->ns) / 1'000'000'000;
    return {};
  }

  std::filesystem::path metrics() const {
    return options_.metrics.empty() ? paths_.reports() / "nightly.prom"
                                    : std::filesystem::path(options_.metrics);
  }

 private:
  std::filesystem::path plan() const { return paths_.reports() / "nightly-plan.json"; }

  verify::Options common(const std::optional<tlog::Policy>& policy) const {
    verify::Options options;
    options.threads = options_.threads;
    options.max_bytes_per_second = options_.max_mib_per_second << 20U;
    options.policy = policy ? &*policy : nullptr;
    options.time_stamp_anchors = time_stamp_anchors(paths_, options_.tsa_ca);
    options.stop = &stop_.flag();
    return options;
  }

  static void fill(schema::IntegrityVerification::Builder data, const Night& night,
                   std::int16_t zone) {
    const verify::Report& fresh = night.fresh;
    data.setLevel(std::string(verify::name_of(fresh.level)));
    data.setFrom(fresh.range ? fresh.range->first.value : fresh.tree_size);
    data.setTo(fresh.range ? std::min(fresh.range->last.value + 1, fresh.tree_size)
                           : fresh.tree_size);
    data.setTreeSize(fresh.tree_size);
    data.setRootHash({fresh.root.data(), fresh.root.size()});
    data.setFaults(static_cast<std::uint32_t>(night.faults()));
    const crypto::Digest digest = crypto::parse_digest(night.digest).value_or(crypto::Digest{});
    data.setReportDigest({digest.data(), digest.size()});
    schema::write_time(data.initStartedAt(), {fresh.started, zone});
    schema::write_time(data.initFinishedAt(), {night.rolling.finished, zone});
    data.setFullRead(night.next == 0);
    data.setSoftware(std::string("minutebook ") + MINUTEBOOK_VERSION);
  }

  Session& session_;
  const NightlyOptions& options_;
  service::LedgerPaths paths_;
  SystemClock clock_;
  SystemRandom random_;
  StopOnInterrupt stop_;
};

Notice notice_of(const Night& night) {
  Notice notice;
  notice.ledger = night.fresh.name;
  notice.holds = night.holds();
  notice.faults = night.faults();
  notice.head = night.fresh.head;
  notice.tree_size = night.fresh.tree_size;
  notice.finished = night.rolling.finished;
  notice.seconds = static_cast<double>(night.rolling.finished.ns - night.fresh.started.ns) / 1e9;
  notice.full_read = night.next == 0;
  notice.report_digest = night.digest;
  for (const verify::Report* report : {&night.fresh, &night.rolling}) {
    for (const verify::Fault& fault : report->faults) {
      if (notice.first_faults.size() < max_noticed_faults) {
        notice.first_faults.push_back(fault_line(fault));
      }
    }
  }
  return notice;
}

void print(Session& session, const Night& night, const Notice& notice) {
  if (session.json()) {
    const Json out = {{"holds", night.holds()},
                      {"new", report_json(night.fresh, true)},
                      {"rolling", report_json(night.rolling, true)},
                      {"reportDigest", night.digest}};
    session.out.line(out.dump(-1, ' ', false, Json::error_handler_t::replace));
    return;
  }
  for (const std::string& line : notice.first_faults) session.out.line(line);
  session.out.line(session.text(night.holds() ? "ui.verify.held" : "ui.verify.failed"));
}

}  // namespace

ExitStatus run_nightly(Session& session, const NightlyOptions& options) {
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  Nightly nightly(session, options, *directory);
  auto night = nightly.check();
  if (!night) {
    Notice notice = unfinished_notice(directory->string(), night.error().message.en);
    static_cast<void>(tell(notice, options.syslog, options.webhook));
    static_cast<void>(service::replace_durably(nightly.metrics(), metrics_text(notice)));
    return session.fail(night.error());
  }
  ExitStatus status = night->holds() ? ExitStatus::done : ExitStatus::fault;
  const auto must = [&](const Result<void>& done) {
    if (done) return;
    static_cast<void>(session.fail(done.error()));
    status = ExitStatus::fault;
  };
  must(nightly.write_reports(*night));
  Notice notice = notice_of(*night);
  must(nightly.record(*night));
  must(nightly.measure_lag(notice));
  must(service::replace_durably(nightly.metrics(), metrics_text(notice)));
  if (!notice.holds) must(tell(notice, options.syslog, options.webhook));
  print(session, *night, notice);
  return status;
}

}  // namespace minutebook::cli
