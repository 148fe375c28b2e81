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
