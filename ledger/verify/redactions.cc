#include <algorithm>
#include <map>
#include <set>

#include "ledger/schema/convert.h"
#include "ledger/service/recovery.h"
#include "ledger/service/replay.h"
#include "ledger/verify/documents.h"

namespace minutebook::verify {
namespace {

/// The positions that executed orders of one stream name.
class ExecutedOrders {
 public:
  ExecutedOrders(const Run& run, const Subject& stream) {
    // An index that cannot be followed is a fault of its own; what was not found, was not ordered.
    static_cast<void>(service::each_stream_event(
        run.store, stream, [&](const store::StoredEvent& event) -> Result<bool> {
          MB_TRY_VOID(service::guarded([&] { take(run, event); }));
          return !run.stopped();
        }));
  }
  bool covers(std::uint64_t position) const { return executed_.contains(position); }

 private:
  void take(const Run& run, const store::StoredEvent& event) {
    if (event.redacted() || !service::commitment_holds(run.suite, event)) return;
    const auto body = event.payload().getBody();
    if (static_cast<std::uint16_t>(body.which()) != event.header().getEventType()) return;
    if (body.isRedactionOrdered()) {
      const auto order = body.getRedactionOrdered();
      auto& positions = orders_[std::string(schema::text_view(order.getOrder()))];
      for (const std::uint64_t position : order.getPositions()) positions.insert(position);
    } else if (body.isRedactionExecuted()) {
      const auto done = body.getRedactionExecuted();
      const auto order = orders_.find(std::string(schema::text_view(done.getOrder())));
      if (order != orders_.end()) executed_.insert(order->second.begin(), order->second.end());
    }
  }

  std::map<std::string, std::set<std::uint64_t>> orders_;
  std::set<std::uint64_t> executed_;
};

}  // namespace

void check_redactions(Run& run) {
  auto& redacted = run.redacted;
  std::sort(redacted.begin(), redacted.end(), [](const auto& a, const auto& b) {
    return std::tie(a.stream, a.position) < std::tie(b.stream, b.position);
  });
  for (auto next = redacted.begin(); next != redacted.end() && !run.stopped();) {
    const auto end = std::find_if(next, redacted.end(),
                                  [&](const auto& each) { return each.stream != next->stream; });
    const auto stream = Subject::parse(next->stream);
    std::optional<ExecutedOrders> orders;
    if (stream) orders.emplace(run, *stream);
    for (; next != end; ++next) {
      if (orders && orders->covers(next->position)) continue;
      run.fault_at(Level::payload, "redaction", next->position, "an executed order", "none");
    }
  }
}

}  // namespace minutebook::verify
