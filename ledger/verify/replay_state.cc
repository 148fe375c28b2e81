#include "ledger/verify/replay_state.h"

#include <algorithm>

#include "ledger/merkle/tile.h"
#include "ledger/schema/convert.h"
#include "ledger/service/reader.h"
#include "ledger/service/recovery.h"
#include "ledger/service/replay.h"
#include "ledger/verify/event_check.h"

namespace minutebook::verify {
namespace {

constexpr std::size_t max_aggregates = 16'384;

}  // namespace

/// For events that this run has not walked over, or has dropped since.
bool ReplayState::is_sound(const store::StoredEvent& event) {
  const std::uint64_t position = event.position().value;
  const auto tile = run_.store.tile(0, position / merkle::full_tile_width);
  const std::size_t at = position % merkle::full_tile_width;
  if (!tile || at >= tile->size() || (*tile)[at] != service::leaf_of(run_.suite, event)) {
    return false;
  }
  bool held = false;
  const auto read = service::guarded([&] { held = service::commitment_holds(run_.suite, event); });
  return read && held && body_is_sound(event);
}

bool ReplayState::load_directory(std::uint64_t begin) {
  bool sound = true;
  const auto apply = [&](const store::StoredEvent& event) -> Result<bool> {
    sound = is_sound(event);
    if (!sound) return false;
    MB_TRY_VOID(service::guarded([&] { apply_to_directory(event.view()); }));
    return true;
  };
  const auto loaded = service::each_directory_event(run_.store, Position{begin}, apply);
  return loaded && sound;
}

domain::Aggregate* ReplayState::aggregate(const Subject& subject, std::uint64_t version,
                                          std::uint64_t position) {
  const std::string& name = subject.text();
  if (is_given_up(name)) return nullptr;
  if (aggregates_.size() > max_aggregates) aggregates_.clear();
  const auto [found, fresh] = aggregates_.try_emplace(name, domain::empty_aggregate(subject));
  domain::Aggregate& aggregate = found->second;
  if (fresh && domain::is_master_data(subject.kind())) aggregate.version = Version{version};
  const bool loaded =
      !fresh || domain::is_master_data(subject.kind()) || load(aggregate, version, position);
  if (loaded && aggregate.version == Version{version}) return &aggregate;
  aggregates_.erase(found);
  give_up(name);
  return nullptr;
}

bool ReplayState::load(domain::Aggregate& aggregate, std::uint64_t version,
                       std::uint64_t position) {
  if (version == 0) return true;
  bool sound = true;
  const auto apply = [&](const store::StoredEvent& event) -> Result<bool> {
    if (event.position().value >= position) return false;
    sound = is_sound(event) &&
            schema::text_view(event.header().getStream()) == aggregate.subject.text();
    if (!sound) return false;
    MB_TRY_VOID(service::guarded([&] { evolve(aggregate, event.view()); }));
    return true;
  };
  const auto loaded = service::each_stream_event(run_.store, aggregate.subject, apply);
  return loaded && sound;
}

void ReplayState::apply(domain::Aggregate& aggregate, const domain::EventView& event) {
  evolve(aggregate, event);
  if (domain::is_master_data(aggregate.subject.kind())) apply_to_directory(event);
}

void ReplayState::apply_to_directory(const domain::EventView& event) {
  evolve(directory_, event);
  rulebooks_.follow(event);
  const auto body = event.body();
  if (body.isKeyEnrolled()) {
    keys_.erase(std::string(schema::text_view(body.getKeyEnrolled().getKeyId())));
  }
}

bool ReplayState::first_loss(const std::string& stream) {
  bool& told = given_up_[stream];
  return !std::exchange(told, true);
}

const crypto::PublicKey* ReplayState::key(const std::string& id) {
  const domain::KeyRecord* const record = directory_.key(id);
  if (record == nullptr) return nullptr;
  const auto [found, fresh] = keys_.try_emplace(id);
  if (fresh) {
    auto parsed = crypto::PublicKey::from_der(record->public_key);
    if (parsed) found->second = std::move(*parsed);
  }
  return found->second ? &*found->second : nullptr;
}

}  // namespace minutebook::verify
