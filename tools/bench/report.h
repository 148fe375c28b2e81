#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace minutebook::bench {

/// One batch size of `bench append`: medians over the rounds.
struct AppendRow {
  std::size_t batch = 0;  ///< commands in one synced write
  std::uint64_t events = 0;
  double ledger_per_second = 0;
  double bare_per_second = 0;
  double ratio = 0;  ///< median of the rounds' own ratios
};

struct AppendReport {
  std::vector<AppendRow> rows;
  unsigned rounds = 0;
  double payload_bytes = 0;  ///< of an event, on average
  double stored_bytes = 0;   ///< keys and values of an event in all families, before compression
  double disk_bytes = 0;     ///< of an event in all families, compacted
  std::uint64_t memory_growth = 0;  ///< bytes: peak resident while appending, above before
};

struct ScanReport {
  std::uint64_t events = 0;
  unsigned rounds = 0;
  double ledger_per_second = 0;  ///< read, decode, evolve all streams
  double read_per_second = 0;    ///< read and decode
  double bare_per_second = 0;    ///< iterate over the same keys and values
  double ratio = 0;              ///< ledger to bare, median of the rounds' own
};

struct VerifyReport {
  std::uint64_t events = 0;
  unsigned rounds = 0;
  unsigned threads = 0;
  double verified_per_second = 0;   ///< `verify --level tree` over everything
  double hashed_per_second = 0;     ///< the same bytes scanned and hashed by bare RocksDB
  double ratio = 0;                 ///< verified to hashed, median of the rounds' own
  double stored_bytes = 0;          ///< read, of an event
  std::uint64_t memory_growth = 0;  ///< bytes: peak resident while verifying, above before
};

/// One size of ledger of `bench proof`: medians over the rounds.
struct ProofRow {
  std::uint64_t events = 0;
  double inclusion_us = 0;    ///< microseconds for one proof
  double consistency_us = 0;  ///< the same
  double since_ms = 0;        ///< milliseconds to verify what is new
};

struct ProofReport {
  std::vector<ProofRow> rows;
  unsigned rounds = 0;
  std::uint64_t new_events = 0;
  // The last row to the first, medians of the rounds' own.
  double inclusion_ratio = 0;
  double consistency_ratio = 0;
  double since_ratio = 0;
};

struct RulesReport {
  std::uint64_t matters = 0;
  std::uint64_t events = 0;
  unsigned rounds = 0;
  double replayed_per_second = 0;     ///< events, without rules
  double examined_per_second = 0;     ///< events, with every rule after every event of a matter
  double microseconds_per_event = 0;  ///< that the rules add
  std::uint64_t findings = 0;
  std::uint64_t differences = 0;  ///< of rulings that came event by event from those from scratch
};

/// A view: how fast it is built, and beside what a bare replay reaches in the same run.
struct ViewRow {
  std::string view;
  double per_second = 0;  ///< events
  double ratio = 0;       ///< to reading, decoding and evolving the same log
  double bytes = 0;       ///< of an event
};

/// Pages of one list asked by one field.
struct ListTime {
  std::string kind;
  std::string field;
  std::string asked;  ///< "now", "asOf", "city"
  double median_ms = 0;
  double p99_ms = 0;
};

/// One size of ledger of `bench projections`.
struct ProjectionsRow {
  std::uint64_t partnerships = 0;
  std::uint64_t events = 0;
  std::vector<ViewRow> views;
  double together_per_second = 0;  ///< events, all views at once, a thread each
  double state_median_ms = 0;      ///< the state of a matter at a random moment
  double state_p99_ms = 0;
  std::vector<ListTime> lists;
  std::uint64_t pages = 0;  ///< asked for, in all
  double list_p99_ms = 0;   ///< over all pages
};

struct ProjectionsReport {
  std::vector<ProjectionsRow> rows;
};

std::string to_json(const ProjectionsReport& report);
std::string to_json(const AppendReport& report);
std::string to_json(const ScanReport& report);
std::string to_json(const RulesReport& report);
std::string to_json(const VerifyReport& report);
std::string to_json(const ProofReport& report);

double median(std::vector<double> values);

}  // namespace minutebook::bench
