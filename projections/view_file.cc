#include "projections/view_file.h"

#include "ledger/crypto/digest.h"

namespace minutebook::projections {
namespace {

Result<std::string> meta(const Database& database, std::string_view key) {
  MB_TRY(query, database.prepare("SELECT value FROM meta WHERE key = ?1"));
  query.start_with(key);
  MB_TRY(found, query.step());
  if (!found) {
    const std::string file = database.file().filename().string();
    return fail(Errc::corruption, file + " is no file of read models", file + " 不是读模型文件");
  }
  return std::string(query.text(0));
}

Result<void> put_meta(const Database& database, std::string_view key, std::string_view value) {
  MB_TRY(put, database.prepare("INSERT INTO meta(key, value) VALUES(?1, ?2)"
                               " ON CONFLICT(key) DO UPDATE SET value = excluded.value"));
  return put.run_with(key, value);
}

Result<std::int64_t> number(const Database& database, std::string_view key) {
  MB_TRY(text, meta(database, key));
  std::int64_t value = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9' || value > INT64_MAX / 100) {
      return fail(Errc::corruption, "a file of read models is damaged: " + std::string(key),
                  "读模型文件已损坏：" + std::string(key));
    }
    value = value * 10 + (digit - '0');
  }
  return value;
}

void add_framed(crypto::Hasher& hasher, char tag, std::string_view bytes) {
  std::string frame(1, tag);
  frame += std::to_string(bytes.size()) + ':';
  hasher.update(as_bytes(frame));
  hasher.update(as_bytes(bytes));
}

}  // namespace

std::string create_meta() {
  return "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) STRICT;\n";
}

Result<void> write_identity(const Database& database, const ViewIdentity& identity) {
  MB_TRY_VOID(put_meta(database, "view", identity.name));
  MB_TRY_VOID(put_meta(database, "version", std::to_string(identity.version)));
  MB_TRY_VOID(put_meta(database, "schema", identity.schema));
  return put_meta(database, "ledger", identity.ledger);
}

Result<void> write_cursor(const Database& database, const ViewCursor& cursor) {
  MB_TRY_VOID(put_meta(database, "next", std::to_string(cursor.next.value)));
  return put_meta(database, "lastLeaf", cursor.last_leaf);
}

Result<ViewIdentity> read_identity(const Database& database) {
  ViewIdentity identity;
  MB_TRY(name, meta(database, "view"));
  MB_TRY(version, number(database, "version"));
  MB_TRY(schema, meta(database, "schema"));
  MB_TRY(ledger, meta(database, "ledger"));
  return ViewIdentity{name, version, schema, ledger};
}

Result<ViewCursor> read_cursor(const Database& database) {
  MB_TRY(next, number(database, "next"));
  MB_TRY(leaf, meta(database, "lastLeaf"));
  return ViewCursor{Position{static_cast<std::uint64_t>(next)}, leaf};
}

Result<crypto::Digest> digest_of(const Database& database, const Table& table) {
  MB_TRY(rows, database.prepare("SELECT * FROM " + std::string(table.name) + " ORDER BY id"));
  crypto::Hasher hasher(crypto::Suite::standard);
  while (true) {
    MB_TRY(more, rows.step());
    if (!more) break;
    for (int column = 0; column < rows.column_count(); ++column) {
      if (rows.is_null(column)) {
        add_framed(hasher, 'n', {});
      } else {
        add_framed(hasher, 'v', rows.text(column));
      }
    }
  }
  return hasher.finish();
}

}  // namespace minutebook::projections
