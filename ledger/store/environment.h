#pragma once

namespace rocksdb {
class Env;
}

namespace minutebook::store {

/// The file system under the store; tests put a faulty one here. Outlives the store.
struct Environment {
  rocksdb::Env* env = nullptr;
};

}  // namespace minutebook::store
