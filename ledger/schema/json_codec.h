#pragma once

#include <capnp/compat/json.h>

namespace minutebook::schema {

/// Cap'n Proto's JSON codec with our handlers: times and dates as RFC 3339, ids as UUIDs, lists of
/// digests as hexadecimal, 64-bit numbers as numbers. Built once and never changed, so that any
/// thread may use it. Its functions throw kj::Exception.
const capnp::JsonCodec& json_codec();

}  // namespace minutebook::schema
