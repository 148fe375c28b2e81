#pragma once

#include <cstdint>
#include <optional>

#include "ledger/verify/run.h"

/// What must hold for one event, and from one event to the next.
namespace minutebook::verify {

/// Sums of fingerprints of index entries, one for each index.
struct IndexSums {
  std::uint64_t streams = 0;
  std::uint64_t categories = 0;
  std::uint64_t commands = 0;
  bool operator==(const IndexSums&) const = default;
};

// The fingerprint of one index entry, from an event or from the index itself.
std::uint64_t stream_print(const Fingerprint& fingerprint, std::string_view stream,
                           std::uint64_t version, std::uint64_t position);
std::uint64_t category_print(const Fingerprint& fingerprint, SubjectKind kind,
                             std::uint64_t position);
std::uint64_t command_print(const Fingerprint& fingerprint, const CommandId& id,
                            std::uint64_t first, std::uint64_t count);

/// What the next event is held against.
struct Neighbour {
  Instant recorded_at;
  CommandId command;
  std::uint16_t index = 0;
  std::uint16_t count = 0;
};

/// Checks one header by itself and adds its index entries to `sums`. Nothing when the header makes
/// no sense; the fault is reported. Allocates only for a fault.
std::optional<Neighbour> check_header(Run& run, const store::StoredEvent& event, IndexSums& sums);
/// `after` stands at `position`, `before` just before it.
void check_neighbours(Run& run, const Neighbour& before, const Neighbour& after,
                      std::uint64_t position);
/// The last event of the log ends its command.
void check_last(Run& run, const Neighbour& last, std::uint64_t position);

/// The level payload: commitment, meaning, documents cited; redacted ones are noted in `run`.
void check_payload(Run& run, const store::StoredEvent& event);

/// Do the bytes of the body say something that the rules of the schema allow? Only then may it be
/// given to evolve().
bool body_is_sound(const store::StoredEvent& event);

/// The kind of the subject of that name, or nothing for a malformed one. Allocates nothing.
std::optional<SubjectKind> kind_of_subject(std::string_view text);

}  // namespace minutebook::verify
