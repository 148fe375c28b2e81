#pragma once

#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "ledger/service/submission.h"
#include "tools/minutebook/line_reader.h"

namespace minutebook::cli {

/// A line and what authenticate made of it.
struct PreparedLine {
  std::size_t source = 0;  ///< which input, as given to add()
  std::uint64_t number = 0;
  std::uint64_t bytes = 0;
  service::Prepared command;
};

/// Reads and verifies lines on several threads and gives them back in their order. add() and
/// take() are for one thread. A resource.
class Preparer {
 public:
  /// With one job everything is done by the calling thread. `keys` outlives the preparer.
  Preparer(std::size_t jobs, crypto::Suite suite, const service::KeyRing& keys);
  Preparer(const Preparer&) = delete;
  Preparer& operator=(const Preparer&) = delete;
  ~Preparer();

  /// Takes lines in. They are worked on a chunk at a time.
  void add(std::size_t source, Line line);
  /// Hands out the unfinished chunk for work as well.
  void flush();
  /// No room: take() before the next add().
  bool full() const;
  bool empty() const { return chunks_.empty(); }
  /// The oldest chunk, when it is ready.
  std::vector<PreparedLine> take();

 private:
  struct Item {
    std::size_t source = 0;
    Line line;
  };
  using Chunk = std::vector<Item>;
  using Task = std::packaged_task<std::vector<PreparedLine>()>;
  std::vector<PreparedLine> prepare(const Chunk& chunk) const;
  void work();

  std::size_t jobs_;
  crypto::Suite suite_;
  const service::KeyRing& keys_;
  Chunk filling_;
  std::size_t filling_bytes_ = 0;
  std::deque<std::future<std::vector<PreparedLine>>> chunks_;

  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Task> tasks_;  // guarded by mutex_
  bool ending_ = false;     // guarded by mutex_
  std::vector<std::thread> threads_;
};

}  // namespace minutebook::cli
