#include "tools/bench/report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace minutebook::bench {

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

std::string to_json(const AppendReport& report) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const AppendRow& row : report.rows) {
    rows.push_back({{"batch", row.batch},
                    {"events", row.events},
                    {"ledgerPerSecond", row.ledger_per_second},
                    {"rocksdbPerSecond", row.bare_per_second},
                    {"ratio", row.ratio}});
  }
  const nlohmann::ordered_json json{{"benchmark", "append"},
                                    {"rounds", report.rounds},
                                    {"rows", rows},
                                    {"payloadBytesPerEvent", report.payload_bytes},
                                    {"storedBytesPerEvent", report.stored_bytes},
                                    {"diskBytesPerEvent", report.disk_bytes},
                                    {"memoryGrowthBytes", report.memory_growth}};
  return json.dump();
}

std::string to_json(const ScanReport& report) {
  const nlohmann::ordered_json json{{"benchmark", "scan"},
                                    {"rounds", report.rounds},
                                    {"events", report.events},
                                    {"ledgerPerSecond", report.ledger_per_second},
                                    {"readPerSecond", report.read_per_second},
                                    {"rocksdbPerSecond", report.bare_per_second},
                                    {"ratio", report.ratio}};
  return json.dump();
}

std::string to_json(const RulesReport& report) {
  const nlohmann::ordered_json json{{"benchmark", "rules"},
                                    {"rounds", report.rounds},
                                    {"matters", report.matters},
                                    {"events", report.events},
                                    {"replayedPerSecond", report.replayed_per_second},
                                    {"examinedPerSecond", report.examined_per_second},
                                    {"microsecondsPerEvent", report.microseconds_per_event},
                                    {"findings", report.findings},
                                    {"differencesFromScratch", report.differences}};
  return json.dump();
}

std::string to_json(const ProjectionsReport& report) {
  nlohmann::ordered_json json{{"benchmark", "projections"}, {"rows", nlohmann::json::array()}};
  for (const ProjectionsRow& row : report.rows) {
    nlohmann::ordered_json out{{"partnerships", row.partnerships},
                               {"events", row.events},
                               {"togetherPerSecond", row.together_per_second},
                               {"stateMedianMs", row.state_median_ms},
                               {"stateP99Ms", row.state_p99_ms},
                               {"pages", row.pages},
                               {"listP99Ms", row.list_p99_ms},
                               {"views", nlohmann::json::array()},
                               {"lists", nlohmann::json::array()}};
    for (const ViewRow& view : row.views) {
      out["views"].push_back({{"view", view.view},
                              {"perSecond", view.per_second},
                              {"ratioToReplay", view.ratio},
                              {"bytesPerEvent", view.bytes}});
    }
    for (const ListTime& list : row.lists) {
      out["lists"].push_back({{"kind", list.kind},
                              {"field", list.field},
                              {"asked", list.asked},
                              {"medianMs", list.median_ms},
                              {"p99Ms", list.p99_ms}});
    }
    json["rows"].push_back(std::move(out));
  }
  return json.dump();
}

std::string to_json(const VerifyReport& report) {
  const nlohmann::ordered_json json{{"benchmark", "verify"},
                                    {"rounds", report.rounds},
                                    {"events", report.events},
                                    {"threads", report.threads},
                                    {"verifiedPerSecond", report.verified_per_second},
                                    {"hashedPerSecond", report.hashed_per_second},
                                    {"ratio", report.ratio},
                                    {"storedBytesPerEvent", report.stored_bytes},
                                    {"memoryGrowthBytes", report.memory_growth}};
  return json.dump();
}

std::string to_json(const ProofReport& report) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const ProofRow& row : report.rows) {
    rows.push_back({{"events", row.events},
                    {"inclusionMicroseconds", row.inclusion_us},
                    {"consistencyMicroseconds", row.consistency_us},
                    {"sinceVerifiedMilliseconds", row.since_ms}});
  }
  const nlohmann::ordered_json json{{"benchmark", "proof"},
                                    {"rounds", report.rounds},
                                    {"newEvents", report.new_events},
                                    {"rows", rows},
                                    {"inclusionRatio", report.inclusion_ratio},
                                    {"consistencyRatio", report.consistency_ratio},
                                    {"sinceVerifiedRatio", report.since_ratio}};
  return json.dump();
}

}  // namespace minutebook::bench
