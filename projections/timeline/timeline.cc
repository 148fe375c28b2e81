#include "projections/timeline/timeline.h"

#include <array>

#include "ledger/domain/act.h"
#include "ledger/domain/decide.h"
#include "ledger/schema/convert.h"
#include "ledger/schema/reflect.h"
#include "ledger/service/replay.h"
#include "projections/query/text_tokens.h"
#include "projections/table_writer.h"
#include "projections/timeline/contents.h"
#include "projections/timeline/owner.h"
#include "projections/timeline/tables.h"

namespace minutebook::projections {
namespace {

using timeline::ContentVisitor;
using timeline::corrections;
using timeline::documents;
using timeline::events;
using timeline::mentions;
using timeline::Owners;
using timeline::refusals;
using timeline::verifications;
using timeline::visit_contents;

/// Longer texts (rulebooks) are searched by their beginning.
constexpr std::size_t searched_bytes = 16 * 1024;

/// Keeps no text, only which events have which tokens.
constexpr std::string_view texts_sql =
    "CREATE VIRTUAL TABLE texts USING fts5(words, content='', columnsize=0, tokenize='ascii');\n";
static_assert(text_tokenizer == "ascii");

const std::array<const Table*, 6>& tables() {
  static const std::array<const Table*, 6> all{&events,      &mentions, &documents,
                                               &corrections, &refusals, &verifications};
  return all;
}

class Timeline final : public Projection {
 public:
  static Result<std::unique_ptr<Timeline>> begin(const Database& database,
                                                 const store::EventStore& store, Position next);
  Result<void> apply(const store::StoredEvent& event) override;

 private:
  explicit Timeline(const store::EventStore& store) : owners_(store) {}
  TableWriter& writer(const Table& table);
  Result<void> put(const Table& table, const Row& row) {
    return writer(table).add(position_, occurred_, row);
  }
  Result<void> put_event(const store::StoredEvent& event);
  Result<void> put_mentions(const domain::EventView& event);
  Result<void> put_contents(const domain::EventView& event);
  Result<void> put_what_it_is(const domain::EventView& event);
  Result<void> put_correction(const domain::EventView& event);

  std::vector<TableWriter> writers_;
  Statement put_words_;
  domain::Directory directory_;
  Owners owners_;
  // Of the event at hand.
  Position position_;
  Instant occurred_;
  std::string stream_;
  std::string type_;
  std::optional<Subject> organization_;
};

Result<std::unique_ptr<Timeline>> Timeline::begin(const Database& database,
                                                  const store::EventStore& store, Position next) {
  std::unique_ptr<Timeline> timeline(new Timeline(store));
  for (const Table* table : tables()) {
    MB_TRY(writer, TableWriter::prepare(database, *table));
    timeline->writers_.push_back(std::move(writer));
  }
  MB_TRY(words, database.prepare("INSERT INTO texts(rowid, words) VALUES (?1, ?2)"));
  timeline->put_words_ = std::move(words);
  MB_TRY_VOID(service::each_directory_event(
      store, next, [&timeline](const store::StoredEvent& event) -> Result<bool> {
        MB_TRY_VOID(service::guarded([&] { domain::evolve(timeline->directory_, event.view()); }));
        return true;
      }));
  return timeline;
}

TableWriter& Timeline::writer(const Table& table) {
  std::size_t i = 0;
  while (tables()[i] != &table) ++i;
  return writers_[i];
}

Result<void> Timeline::apply(const store::StoredEvent& event) {
  Result<void> done;
  MB_TRY_VOID(service::guarded([&] {
    const domain::EventView view = event.view();
    domain::evolve(directory_, view);
    position_ = event.position();
    occurred_ = Instant{view.header.getOccurredAt().getNs()};
    stream_ = domain::text_of(view.header.getStream());
    type_ = schema::event_name(view.header.getEventType());
    done = put_event(event);
    if (done) done = put_mentions(view);
    if (done && view.has_body()) done = put_contents(view);
    if (done && view.has_body()) done = put_what_it_is(view);
  }));
  return done;
}

Result<void> Timeline::put_event(const store::StoredEvent& event) {
  const auto header = event.header();
  MB_TRY(owner, owners_.of(event.view(), directory_));
  organization_ = std::move(owner);
  Value on_behalf_of;
  if (header.getOnBehalfOf().size() != 0) on_behalf_of = domain::text_of(header.getOnBehalfOf());
  const bool is_signed = header.getAttestation() == schema::Attestation::SIGNATURE;
  return put(events,
             row_of(position_, stream_, header.getStreamVersion(), type_, organization_,
                    schema::text_view(header.getActor()), header.getRole(), on_behalf_of, occurred_,
                    Instant{header.getRecordedAt().getNs()}, header.getIrregular(), is_signed,
                    event.redacted(), schema::read_uuid(header.getCommandId()).text()));
}

Result<void> Timeline::put_mentions(const domain::EventView& event) {
  Result<void> done;
  const auto mention = [&](std::string_view path, std::string_view subject) {
    if (!done) return;
    done =
        put(mentions, row_of(subject, position_, path, stream_, type_, organization_, occurred_));
  };
  mention("stream", stream_);
  mention("actor", schema::text_view(event.header.getActor()));
  if (event.header.getOnBehalfOf().size() != 0) {
    mention("onBehalfOf", schema::text_view(event.header.getOnBehalfOf()));
  }
  if (event.has_body()) schema::for_each_reference(event.body(), mention);
  return done;
}

Result<void> Timeline::put_contents(const domain::EventView& event) {
  Result<void> done;
  std::string words;
  const auto add_document = [&](std::string_view digest, std::string_view title,
                                std::string_view media_type) {
    if (!done) return;
    done = put(documents, row_of(digest, position_, stream_, type_, organization_, occurred_, title,
                                 media_type));
  };
  const ContentVisitor visitor{
      .words =
          [&](std::string_view text) {
            if (words.size() < searched_bytes) {
              words += text_tokens(text.substr(0, searched_bytes));
              words += ' ';
            }
          },
      .document =
          [&](schema::DocumentReference::Reader document) {
            add_document(to_hex(as_text(document.getDigest())),
                         schema::text_view(document.getTitle()),
                         schema::text_view(document.getMediaType()));
          },
      .bare_digest =
          [&](capnp::Data::Reader digest) { add_document(to_hex(as_text(digest)), {}, {}); },
  };
  visit_contents(event.body(), visitor);
  if (event.payload.hasIrregular()) visit_contents(event.payload.getIrregular(), visitor);
  if (done && !words.empty()) {
    done = put_words_.run_with(static_cast<std::int64_t>(position_.value), std::string_view(words));
  }
  return done;
}

Result<void> Timeline::put_correction(const domain::EventView& event) {
  const auto correction =
      domain::correction_of(domain::act_of(event), event.body().getCorrectionRecorded());
  for (const domain::FieldCorrection& field : correction.fields) {
    MB_TRY_VOID(put(corrections, row_of(correction.corrects, position_, stream_, organization_,
                                        correction.act.by(), occurred_, field.field, field.recorded,
                                        field.correct, correction.reason)));
  }
  return {};
}

Result<void> Timeline::put_what_it_is(const domain::EventView& event) {
  const auto body = event.body();
  if (body.isCorrectionRecorded()) return put_correction(event);
  if (body.isCommandRefused()) {
    const auto refusal = body.getCommandRefused();
    return put(refusals,
               row_of(position_, stream_, organization_, schema::text_view(event.header.getActor()),
                      schema::text_view(refusal.getCommand()), schema::text_view(refusal.getRule()),
                      occurred_, schema::text_view(refusal.getDetailEn()),
                      schema::text_view(refusal.getDetailZh())));
  }
  if (body.isIntegrityVerified()) {
    const auto verified = body.getIntegrityVerified();
    return put(verifications,
               row_of(position_, schema::text_view(verified.getLevel()), verified.getFrom(),
                      verified.getTo(), verified.getTreeSize(), verified.getFaults(),
                      verified.getFullRead(), Instant{verified.getFinishedAt().getNs()},
                      to_hex(as_text(verified.getRootHash())),
                      to_hex(as_text(verified.getReportDigest()))));
  }
  return {};
}

Result<std::unique_ptr<Projection>> begin(const Database& database, const service::Ledger& ledger,
                                          Position next) {
  MB_TRY(timeline, Timeline::begin(database, ledger.store(), next));
  return timeline;
}

}  // namespace

const View& timeline_view() {
  static const View view{
      .name = "timeline", .version = 1, .tables = tables(), .more_sql = texts_sql, .begin = begin};
  return view;
}

}  // namespace minutebook::projections
