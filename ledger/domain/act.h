#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/ids.h"
#include "ledger/base/rfc3339.h"
#include "ledger/crypto/digest.h"
#include "ledger/domain/event_view.h"
#include "ledger/schema/directory.capnp.h"
#include "ledger/schema/types.capnp.h"

/// What every recorded fact has, whatever it says. States keep all facts in lists, in the order
/// recorded: a later fact stands beside the earlier one, never in its place.
namespace minutebook::domain {

/// Who recorded a fact, in which role, and when it happened. The position names the event.
struct Act {
  Position position;
  Subject actor;
  schema::Role role = schema::Role::UNSPECIFIED;
  ZonedTime occurred_at;
  std::optional<Subject> on_behalf_of;
  bool irregular = false;

  /// Whose act it was: of an irregular entry, the person it was recorded for; else the actor.
  const Subject& by() const { return irregular && on_behalf_of ? *on_behalf_of : actor; }
};

/// A stored document that a fact cites.
struct Document {
  crypto::Digest digest{};
  std::string title;
  std::string media_type;  ///< may be empty
};

/// The act of an event, from its header.
Act act_of(const EventView& event);

// Owned values of what a stored event holds.
std::string text_of(capnp::Text::Reader text);
std::vector<std::string> texts_of(capnp::List<capnp::Text>::Reader texts);
Subject subject_of(capnp::Text::Reader text);
std::optional<Subject> optional_subject(capnp::Text::Reader text);  ///< empty text: none
std::vector<Subject> subjects_of(capnp::List<capnp::Text>::Reader texts);
crypto::Digest digest_of(capnp::Data::Reader data);  ///< data of exactly 32 bytes
std::vector<crypto::Digest> digests_of(capnp::List<capnp::Data>::Reader list);
std::vector<Position> positions_of(capnp::List<std::uint64_t>::Reader list);
Document document_of(schema::DocumentReference::Reader document);
std::vector<Document> documents_of(capnp::List<schema::DocumentReference>::Reader documents);

// Fields that may be absent: `present` is the reader's hasX().
std::optional<ZonedTime> optional_time(bool present, schema::Timestamp::Reader time);
std::optional<Day> optional_day(bool present, schema::Date::Reader date);
std::optional<Document> optional_document(bool present, schema::DocumentReference::Reader document);

}  // namespace minutebook::domain
