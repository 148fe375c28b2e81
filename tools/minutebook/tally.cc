#include "tools/minutebook/tally.h"

#include <variant>

namespace minutebook::cli {
namespace {

constexpr std::chrono::milliseconds flush_interval{20};
// In the order of service::Outcome.
constexpr std::array<const char*, std::variant_size_v<service::Outcome>> count_keys = {
    "ui.submit.accepted",     "ui.submit.refused", "ui.submit.conflict", "ui.submit.invalid",
    "ui.submit.unauthorised", "ui.submit.skipped", "ui.submit.failed"};

}  // namespace

void Tally::add(const service::Outcome& outcome, const Place& place, std::uint64_t bytes) {
  const bool skipped = std::holds_alternative<service::Skipped>(outcome);
  const std::string line = skipped ? std::string() : to_json(outcome, place, dry_run_);
  const std::lock_guard lock(mutex_);
  ++counts_.at(outcome.index());
  if (const auto* accepted = std::get_if<service::Accepted>(&outcome)) {
    repeated_ += accepted->repeated ? 1 : 0;
  } else if (!skipped && !first_) {
    first_ = First{place, reason_of(outcome), exit_status_of(outcome)};
  }
  if (!skipped) {
    session_.out.line(line);
    ++decided_;
    bytes_ += bytes;
  }
  // A receipt is worth nothing in a buffer; under load many go out in one write.
  const Time now = std::chrono::steady_clock::now();
  if (now - last_flush_ < flush_interval) return;
  last_flush_ = now;
  static_cast<void>(session_.out.flush());
}

Result<void> Tally::flush() {
  const std::lock_guard lock(mutex_);
  return session_.out.flush();
}

std::optional<Tally::First> Tally::first_failure() const {
  const std::lock_guard lock(mutex_);
  return first_;
}

std::uint64_t Tally::accepted() const {
  const std::lock_guard lock(mutex_);
  return counts_[0];
}

bool Tally::can_print() const {
  const std::lock_guard lock(mutex_);
  return !session_.out.closed() && session_.out.good();
}

std::string Tally::summary() const {
  const std::lock_guard lock(mutex_);
  std::string out;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    // The first count is always told, even when it is nothing.
    if (counts_.at(i) == 0 && i != 0) continue;
    if (!out.empty()) out += session_.text("ui.list.separator");
    out += session_.text(count_keys.at(i), {grouped(counts_.at(i))});
    if (i == 0 && repeated_ != 0) out += session_.text("ui.submit.repeated", {grouped(repeated_)});
  }
  return out;
}

}  // namespace minutebook::cli
