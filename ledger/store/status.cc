#include "ledger/store/status.h"

#include <string>

namespace minutebook::store {
namespace {

bool mentions(const rocksdb::Status& status, std::string_view text) {
  return status.ToString().find(text) != std::string::npos;
}

// A file that the database counts on and that is gone or shorter is damage, whatever RocksDB calls
// it.
bool is_damage(const rocksdb::Status& status) {
  return status.IsCorruption() || status.IsPathNotFound() || status.IsNotFound() ||
         mentions(status, "No such file") || mentions(status, "not an sstable") ||
         (status.IsInvalidArgument() && mentions(status, "Column family"));
}

}  // namespace

tl::unexpected<Error> failure(const rocksdb::Status& status, std::string_view doing_en,
                              std::string_view doing_zh) {
  const std::string en = std::string(doing_en) + ": ";
  const std::string zh = std::string(doing_zh) + "：";
  const std::string said = printable(status.ToString(), 400);
  if (status.IsNoSpace() || mentions(status, "No space left")) {
    return fail(Errc::no_space, en + "no space is left on the disk (" + said + ")",
                zh + "磁盘空间不足（" + said + "）");
  }
  if (mentions(status, "Permission denied") || mentions(status, "Read-only file system")) {
    return fail(Errc::io, en + "no permission for a file of the ledger (" + said + ")",
                zh + "没有访问账本文件的权限（" + said + "）");
  }
  if (is_damage(status)) {
    return fail(Errc::corruption, en + "the database is damaged (" + said + ")",
                zh + "数据库已损坏（" + said + "）");
  }
  return fail(Errc::io, en + said, zh + said);
}

}  // namespace minutebook::store
