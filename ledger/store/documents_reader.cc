#include "ledger/store/documents_reader.h"

#include "ledger/store/raw_scan.h"
#include "ledger/store/status.h"

namespace minutebook::store {

struct DocumentsDatabase {
  ~DocumentsDatabase() {
    if (!db) return;
    for (rocksdb::ColumnFamilyHandle* handle : handles) db->DestroyColumnFamilyHandle(handle);
    db->Close().PermitUncheckedError();
  }
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;  // the default one, then Family's
};

namespace {

constexpr int attempts_beside_a_writer = 5;

Result<std::shared_ptr<DocumentsDatabase>> open_documents(const EventStore::Impl& store) {
  rocksdb::Status status;
  for (int attempt = 0; attempt < attempts_beside_a_writer; ++attempt) {
    DatabaseOptions options = database_options(store.options);
    options.database.max_open_files = -1;  // files that the writer deletes stay readable
    auto documents = std::make_shared<DocumentsDatabase>();
    rocksdb::DB* db = nullptr;
    status = rocksdb::DB::OpenForReadOnly(options.database, store.directory.string(),
                                          options.families, &documents->handles, &db);
    documents->db.reset(db);
    if (status.ok()) return documents;
  }
  return failure(status, "cannot open the documents", "无法打开文件库");
}

}  // namespace

Result<void> check_files(const EventStore& store) {
  MB_TRY(reader, reader_of(*store.impl_, Family::blobs));
  static_cast<void>(reader);
  return {};
}

Result<FamilyReader> reader_of(const EventStore::Impl& store, Family family) {
  if (family != Family::blobs || !store.secondary) {
    return FamilyReader{nullptr, store.db.get(), store.family(family)};
  }
  const std::lock_guard guard(store.documents_mutex);
  if (!store.documents) {
    MB_TRY(opened, open_documents(store));
    store.documents = std::move(opened);
  }
  return FamilyReader{store.documents, store.documents->db.get(),
                      store.documents->handles[static_cast<std::size_t>(family) + 1]};
}

}  // namespace minutebook::store
