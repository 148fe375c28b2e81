#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"
#include "ledger/crypto/digest.h"

/// The value of one event in the family `events`:
///
///   u32 header length (little-endian, a multiple of 8)
///   u32 payload length (little-endian, a multiple of 8; 0 once the payload is redacted)
///   header     Cap'n Proto, canonical, one segment, without framing
///   salt       32 bytes
///   payload    Cap'n Proto, canonical, one segment, without framing
///
/// Every part starts at a multiple of 8, so that it can be read where it lies.
namespace minutebook::store {

inline constexpr std::size_t record_prefix_bytes = 8;

/// The parts of a record; borrows the value.
struct RecordParts {
  ByteSpan header;
  ByteSpan salt;
  ByteSpan payload;
};

/// Appends the two lengths. The parts keep the limits and are multiples of 8.
void append_record_prefix(std::string& out, const RecordParts& parts);
/// Appends the whole framed record.
void append_record(std::string& out, const RecordParts& parts);

/// Splits a value; anything but the exact grammar is Errc::corruption. Never reads beyond it.
Result<RecordParts> split_record(ByteSpan value);

}  // namespace minutebook::store
