#pragma once

#include <filesystem>
#include <optional>

/// RocksDB reads a table's properties before it has checked their checksum, and where it was built
/// with its assertions, as Debian builds it, a damaged byte there ends the whole process. So they
/// are looked at before a database is opened.
namespace minutebook::store {

/// Are the properties of the table in `file` such that RocksDB reads or refuses them? True also of
/// whatever it finds damaged by itself, and of a file that is still being written.
bool properties_can_be_read(const std::filesystem::path& file);

/// The first table in the database's directory of which that is not true.
std::optional<std::filesystem::path> find_damaged_table(const std::filesystem::path& database);

}  // namespace minutebook::store
