#pragma once

#include <atomic>
#include <chrono>
#include <thread>

#include "tools/minutebook/interrupt.h"

namespace minutebook::cli {

/// Passes SIGINT on to threads that know no signals, as long as it lives.
class StopOnInterrupt {
 public:
  StopOnInterrupt()
      : watcher_([this] {
          while (!ended_.load()) {
            if (interrupted()) stop_.store(true);
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
          }
        }) {}
  StopOnInterrupt(const StopOnInterrupt&) = delete;
  StopOnInterrupt& operator=(const StopOnInterrupt&) = delete;
  ~StopOnInterrupt() {
    ended_.store(true);
    watcher_.join();
  }
  const std::atomic<bool>& flag() const { return stop_; }

 private:
  std::atomic<bool> stop_{false};
  std::atomic<bool> ended_{false};
  std::thread watcher_;
};

}  // namespace minutebook::cli
