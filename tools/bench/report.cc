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

}  // namespace minutebook::bench
