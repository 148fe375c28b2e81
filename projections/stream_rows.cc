#include "projections/stream_rows.h"

#include <algorithm>

#include "ledger/base/check.h"
#include "ledger/domain/decide.h"
#include "ledger/service/replay.h"

namespace minutebook::projections {
namespace {

/// How many streams are remembered: some tens of kilobytes each.
constexpr std::size_t remembered_streams = 2'048;

std::size_t index_of(std::span<const ReadModel> models, const ReadModel& model) {
  return static_cast<std::size_t>(&model - models.data());
}

Instant occurred(const domain::EventView& event) {
  return Instant{event.header.getOccurredAt().getNs()};
}

/// Applies an event of the stream to whichever of the two holds its state.
void evolve_own(domain::Aggregate& aggregate, domain::Directory& own,
                const domain::EventView& event) {
  if (domain::is_master_data(aggregate.subject.kind())) {
    domain::evolve(own, event);
  } else {
    domain::evolve(aggregate, event);
  }
}

}  // namespace

std::optional<Subject> StreamScene::organization() const {
  const domain::Proposal* proposal = matter().proposal();
  if (proposal == nullptr) return std::nullopt;
  return directory.organization_of(proposal->venue);
}

bool ReadModel::is_changed_by(schema::EventBody::Which type) const {
  return changed_by.empty() || std::ranges::find(changed_by, type) != changed_by.end();
}

Result<StreamRows> StreamRows::begin(const Database& database, std::span<const ReadModel> models,
                                     const store::EventStore& store, Position end) {
  StreamRows rows(models, store);
  for (const ReadModel& model : models) {
    MB_TRY(writer, TableWriter::prepare(database, *model.table));
    rows.writers_.push_back(std::move(writer));
  }
  MB_TRY_VOID(service::each_directory_event(
      store, end, [&rows](const store::StoredEvent& event) -> Result<bool> {
        MB_TRY_VOID(service::guarded([&] { domain::evolve(rows.directory_, event.view()); }));
        return true;
      }));
  return rows;
}

StreamRows::Rows StreamRows::rows_of(std::size_t model, const StreamScene& scene) const {
  std::vector<Row> made;
  models_[model].rows(scene, made);
  Rows rows;
  const auto key_columns = static_cast<std::ptrdiff_t>(models_[model].table->key_columns);
  for (Row& row : made) {
    Key key(row.begin(), row.begin() + key_columns);
    const bool is_new = rows.emplace(std::move(key), std::move(row)).second;
    MB_CHECK(is_new);
  }
  return rows;
}

Result<StreamRows::Stream*> StreamRows::stream_of(const Subject& subject, Position before) {
  if (const auto found = streams_.find(subject); found != streams_.end()) {
    used_.splice(used_.begin(), used_, found->second.used);
    return &found->second;
  }
  Stream stream(subject);
  stream.aggregate = domain::empty_aggregate(subject);
  const bool master = domain::is_master_data(subject.kind());
  MB_TRY_VOID(service::each_stream_event(
      *store_, subject, [&](const store::StoredEvent& event) -> Result<bool> {
        if (event.position() >= before) return false;
        MB_TRY_VOID(service::guarded([&] {
          if (!master) domain::evolve(stream.aggregate, event.view());
          stream.clock = std::max(stream.clock, occurred(event.view()));
        }));
        return true;
      }));
  stream.rows.resize(models_.size());
  const StreamScene scene{subject, stream.aggregate, directory_, directory_};
  for (std::size_t i = 0; i < models_.size(); ++i) {
    if (models_[i].kind == subject.kind()) stream.rows[i] = rows_of(i, scene);
  }
  if (streams_.size() >= remembered_streams) {
    streams_.erase(used_.back());
    used_.pop_back();
  }
  used_.push_front(subject);
  stream.used = used_.begin();
  return &streams_.emplace(subject, std::move(stream)).first->second;
}

Result<void> StreamRows::apply(const store::StoredEvent& event) {
  const Subject subject = Subject::from_stored(event.header().getStream().cStr());
  const bool wanted = std::ranges::any_of(
      models_, [&](const ReadModel& model) { return model.kind == subject.kind(); });
  if (!wanted) {
    if (!domain::is_master_data(subject.kind())) return {};
    return service::guarded([&] { domain::evolve(directory_, event.view()); });
  }
  MB_TRY(stream, stream_of(subject, event.position()));
  Result<void> done;
  MB_TRY_VOID(service::guarded([&] {
    evolve_own(stream->aggregate, directory_, event.view());
    done = occurred(event.view()) >= stream->clock ? apply_in_order(*stream, event.view())
                                                   : apply_earlier(*stream, event.view());
    stream->clock = std::max(stream->clock, occurred(event.view()));
  }));
  return done;
}

Result<void> StreamRows::apply_in_order(Stream& stream, const domain::EventView& event) {
  const auto type = static_cast<schema::EventBody::Which>(event.header.getEventType());
  const Subject& subject = stream.aggregate.subject;
  const StreamScene scene{subject, stream.aggregate, directory_, directory_};
  const Instant moment = occurred(event);
  for (const ReadModel& model : models_) {
    if (model.kind != subject.kind() || !model.is_changed_by(type)) continue;
    const std::size_t i = index_of(models_, model);
    Rows rows = rows_of(i, scene);
    for (const auto& [key, row] : rows) {
      const auto before = stream.rows[i].find(key);
      if (before != stream.rows[i].end() && before->second == row) continue;
      const Segment segment{moment, row};
      MB_TRY_VOID(writers_[i].rewrite(event.position(), key, {&segment, 1}));
    }
    for (const auto& [key, row] : stream.rows[i]) {
      if (rows.contains(key)) continue;
      const Segment segment{moment, std::nullopt};
      MB_TRY_VOID(writers_[i].rewrite(event.position(), key, {&segment, 1}));
    }
    stream.rows[i] = std::move(rows);
  }
  return {};
}

Result<void> StreamRows::apply_earlier(Stream& stream, const domain::EventView& event) {
  const Subject& subject = stream.aggregate.subject;
  const Instant from = occurred(event);
  // The moments from which on something else was so.
  std::set<Instant> moments;
  MB_TRY_VOID(service::each_stream_event(*store_, subject,
                                         [&](const store::StoredEvent& past) -> Result<bool> {
                                           if (past.position() > event.position()) return false;
                                           if (occurred(past.view()) >= from)
                                             moments.insert(occurred(past.view()));
                                           return true;
                                         }));
  std::vector<std::map<Key, std::vector<Segment>>> segments(models_.size());
  for (const Instant moment : moments) {
    domain::Aggregate aggregate = domain::empty_aggregate(subject);
    domain::Directory own;
    MB_TRY_VOID(service::each_stream_event(*store_, subject,
                                           [&](const store::StoredEvent& past) -> Result<bool> {
                                             if (past.position() > event.position()) return false;
                                             if (occurred(past.view()) <= moment)
                                               evolve_own(aggregate, own, past.view());
                                             return true;
                                           }));
    const StreamScene scene{subject, aggregate, own, directory_};
    for (std::size_t i = 0; i < models_.size(); ++i) {
      if (models_[i].kind != subject.kind()) continue;
      Rows rows = rows_of(i, scene);
      for (const auto& [key, row] : stream.rows[i]) rows.try_emplace(key);  // not there then
      for (auto& [key, row] : rows) {
        auto& known = segments[i][key];
        std::optional<Row> wanted;
        if (!row.empty()) wanted = std::move(row);
        if (known.empty() && moment != from) known.push_back({from, std::nullopt});
        if (known.empty() || known.back().row != wanted) known.push_back({moment, wanted});
      }
    }
  }
  for (std::size_t i = 0; i < models_.size(); ++i) {
    for (const auto& [key, wanted] : segments[i]) {
      MB_TRY(known, writers_[i].known(key, from));
      const bool same = std::ranges::equal(known, wanted, [](const Segment& a, const Segment& b) {
        return a.from == b.from && a.row == b.row;
      });
      if (!same) MB_TRY_VOID(writers_[i].rewrite(event.position(), key, wanted));
    }
    if (models_[i].kind == subject.kind()) {
      stream.rows[i] = rows_of(i, {subject, stream.aggregate, directory_, directory_});
    }
  }
  return {};
}

}  // namespace minutebook::projections
