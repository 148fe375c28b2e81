#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "tools/export/ocds/json.h"

/// Published OCDS data, read within limits.
namespace minutebook::ocds {

inline constexpr std::size_t max_source_bytes = 64 * 1024 * 1024;  // one file
inline constexpr std::size_t max_source_depth = 24;                // nested objects and arrays
inline constexpr std::size_t max_source_releases = 10'000;         // of one file
inline constexpr std::size_t max_source_list_items = 10'000;       // any one list
inline constexpr std::size_t max_ocid_bytes = 200;

/// One contracting process of a source, its releases merged.
struct PublishedProcess {
  std::string ocid;
  std::string pointer;  ///< of the compiled release, or of the last release that was merged
  Json merged;
};

/// Reads a release package, a record package, a release or a record (versions 1.0 and 1.1). Of a
/// record its compiled release counts; without one its embedded releases are merged. `name` is
/// that of the file. Errc::invalid_input names the place as a JSON pointer: not JSON, too deep, too
/// many releases, none at all, no ocid, linked releases.
Result<std::vector<PublishedProcess>> read_published(std::string_view bytes,
                                                     const std::string& name);

}  // namespace minutebook::ocds
