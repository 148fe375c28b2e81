#include "tools/minutebook/preparer.h"

#include <utility>

#include "ledger/base/limits.h"
#include "tools/minutebook/progress.h"

namespace minutebook::cli {
namespace {

constexpr std::size_t chunk_lines = 128;
constexpr std::size_t chunk_bytes = 512 * 1024;
constexpr std::size_t chunks_ahead_per_job = 3;

service::Invalid too_long(const Line& line) {
  const std::string size = grouped(line.bytes);
  const std::string limit = grouped(limits::max_line_bytes);
  return {"",
          {"the line has " + size + " bytes; at most " + limit + " are read",
           "该行有 " + size + " 字节，最多读取 " + limit + " 字节"},
          "",
          std::nullopt};
}

}  // namespace

Preparer::Preparer(std::size_t jobs, crypto::Suite suite, const service::KeyRing& keys)
    : jobs_(jobs), suite_(suite), keys_(keys) {
  if (jobs_ == 1) return;
  for (std::size_t i = 0; i < jobs_; ++i) threads_.emplace_back([this] { work(); });
}

Preparer::~Preparer() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    tasks_.clear();
  }
  ready_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Preparer::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    ready_.wait(lock, [this] { return ending_ || !tasks_.empty(); });
    if (tasks_.empty()) return;
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
}

std::vector<PreparedLine> Preparer::prepare(const Chunk& chunk) const {
  std::vector<PreparedLine> out;
  out.reserve(chunk.size());
  for (const auto& [source, line] : chunk) {
    out.push_back({source, line.number, line.bytes,
                   line.too_long ? service::Prepared(too_long(line))
                                 : service::authenticate(line.text, suite_, keys_)});
  }
  return out;
}

void Preparer::add(std::size_t source, Line line) {
  filling_bytes_ += line.text.size();
  filling_.push_back({source, std::move(line)});
  if (filling_.size() >= chunk_lines || filling_bytes_ >= chunk_bytes) flush();
}

void Preparer::flush() {
  if (filling_.empty()) return;
  Task task([this, waiting = std::exchange(filling_, {})]() mutable {
    const Chunk chunk = std::move(waiting);  // freed here, not under the lock with its task
    return prepare(chunk);
  });
  filling_bytes_ = 0;
  chunks_.push_back(task.get_future());
  if (jobs_ == 1) {
    task();
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  ready_.notify_one();
}

bool Preparer::full() const { return chunks_.size() >= jobs_ * chunks_ahead_per_job; }

std::vector<PreparedLine> Preparer::take() {
  std::future<std::vector<PreparedLine>> oldest = std::move(chunks_.front());
  chunks_.pop_front();
  return oldest.get();
}

}  // namespace minutebook::cli
