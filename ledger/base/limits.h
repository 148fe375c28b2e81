#pragma once

#include <cstddef>
#include <cstdint>

/// Every bound on outside input and on memory, with its unit in the name.
namespace minutebook::limits {

inline constexpr std::size_t max_subject_id_bytes = 64;
inline constexpr std::size_t max_local_id_bytes = 64;  // meetings, bids, contracts … in a subject
inline constexpr std::size_t max_text_bytes = 64 * 1024;       // any one text field of a command
inline constexpr std::size_t max_list_items = 2'000;           // any one list of a command
inline constexpr std::size_t max_json_depth = 24;              // nested objects and arrays
inline constexpr std::size_t max_json_object_fields = 64;      // of one JSON object
inline constexpr std::size_t max_command_bytes = 512 * 1024;   // one command, JSON or envelope
inline constexpr std::size_t max_line_bytes = 1024 * 1024;     // one line of a command file
inline constexpr std::size_t max_payload_bytes = 1024 * 1024;  // event body + command as sent
inline constexpr std::size_t max_header_bytes = 65'535;        // tlog-tiles bound of a log entry
inline constexpr std::size_t max_events_per_command = 64;
inline constexpr std::size_t max_envelope_signatures = 4;
inline constexpr std::size_t max_public_key_bytes = 256;

inline constexpr std::size_t max_key_name_bytes = 255;            // of a note key; also an origin
inline constexpr std::size_t max_note_bytes = 64 * 1024;          // a signed note, a checkpoint
inline constexpr std::size_t max_note_signatures = 100;           // as other programs have it
inline constexpr std::size_t max_tlog_proof_bytes = 192 * 1024;   // extra data, hashes, checkpoint
inline constexpr std::size_t max_tlog_policy_bytes = 256 * 1024;  // one policy file
inline constexpr std::size_t max_policy_items = 64;  // logs, witnesses, groups, of each
inline constexpr std::size_t max_entry_bundle_bytes = 256 * (max_header_bytes + 2);
inline constexpr std::size_t max_time_stamps = 16;              // of one checkpoint
inline constexpr std::size_t max_time_stamp_bytes = 64 * 1024;  // one token, certificates included
inline constexpr std::size_t max_certificates_bytes = 1024 * 1024;  // a PEM bundle of trust anchors
inline constexpr std::size_t max_time_stamp_authorities = 8;        // asked for one checkpoint
/// How far a time stamp may be before the newest event under it: two machines' clocks differ.
inline constexpr std::int64_t max_time_stamp_skew_seconds = 300;

inline constexpr std::size_t max_settings_bytes = 64 * 1024;  // settings.toml
inline constexpr std::size_t max_url_bytes = 2 * 1024;        // of another machine, in settings
inline constexpr std::int64_t max_time_stamp_wait_seconds = 60;

inline constexpr std::size_t max_http_target_bytes = 8 * 1024;   // path and query
inline constexpr std::size_t max_http_header_bytes = 16 * 1024;  // start line and all headers
inline constexpr std::size_t max_http_headers = 64;

inline constexpr std::size_t max_witness_logs = 1'024;               // that one witness knows
inline constexpr std::size_t max_witness_config_bytes = 512 * 1024;  // witness.toml
inline constexpr std::size_t max_witness_entry_bytes = 512 * 1024;   // one line of a history

inline constexpr std::uint64_t max_json_integer = (1ULL << 53) - 1;  // exact in a double

inline constexpr std::size_t max_rulebook_bytes = 256 * 1024;  // one rulebook file
inline constexpr std::size_t max_rulebook_faults = 100;        // told of one rulebook file
inline constexpr std::size_t max_rulebook_title_bytes = 300;
inline constexpr std::size_t max_rulebook_source_bytes = 1'000;  // of one parameter
inline constexpr std::size_t max_rulebook_list_items = 64;       // any one list of a rulebook
inline constexpr std::size_t max_rulebook_channel_bytes = 200;
inline constexpr std::int64_t max_rulebook_version = 1'000'000;
inline constexpr std::size_t max_approval_rows = 96;  // of one matrix
inline constexpr std::size_t max_approval_terms = 8;  // different terms in its rows
inline constexpr std::int64_t max_approval_yuan = 90'000'000'000'000;  // its fen fit a JSON integer

inline constexpr std::size_t max_filter_bytes = 4 * 1024;  // of a list
inline constexpr std::size_t max_filter_depth = 16;        // brackets and `not` within each other
inline constexpr std::size_t max_filter_comparisons = 64;
inline constexpr std::size_t max_filter_values = 256;      // of one `in`
inline constexpr std::size_t max_cursor_bytes = 4 * 1024;  // of a list's next page
inline constexpr std::uint64_t default_list_rows = 100;    // of one page
inline constexpr std::uint64_t max_list_rows = 10'000;
inline constexpr std::size_t max_scope_organizations = 1'000;  // that one reader answers for

inline constexpr std::size_t blob_chunk_bytes = 1024 * 1024;
inline constexpr std::uint64_t max_blob_bytes = 256ULL * 1024 * 1024;

inline constexpr std::size_t max_queued_commands = 8'192;  // back-pressure above this
inline constexpr std::size_t max_queued_bytes = 64 * 1024 * 1024;
inline constexpr std::size_t max_batch_commands = 2'048;  // one synced write
inline constexpr std::size_t max_batch_bytes = 8 * 1024 * 1024;

static_assert(max_command_bytes < max_line_bytes, "a command fits in a line");
static_assert(max_command_bytes * 2 <= max_payload_bytes, "a body and its command fit a payload");
static_assert(max_payload_bytes < max_batch_bytes, "a batch holds at least one event");
static_assert(max_http_target_bytes < max_http_header_bytes);
static_assert(4 * max_note_bytes < max_witness_entry_bytes, "two notes, in JSON, fit an entry");
static_assert(max_rulebook_bytes < max_command_bytes, "a rulebook fits in the command adopting it");
static_assert(max_approval_yuan * 100 <= static_cast<std::int64_t>(max_json_integer));
static_assert(max_time_stamp_authorities <= max_time_stamps, "each may give a token");
static_assert(max_batch_bytes <= max_queued_bytes);
static_assert(max_batch_commands <= max_queued_commands);
static_assert(max_blob_bytes % blob_chunk_bytes == 0);

}  // namespace minutebook::limits
