#include "ledger/domain/act.h"

#include <algorithm>

#include "ledger/base/check.h"

namespace minutebook::domain {

Act act_of(const EventView& event) {
  const auto& header = event.header;
  return {.position = event.position(),
          .actor = subject_of(header.getActor()),
          .role = header.getRole(),
          .occurred_at = to_time(header.getOccurredAt()),
          .on_behalf_of = optional_subject(header.getOnBehalfOf()),
          .irregular = header.getIrregular()};
}

std::string text_of(capnp::Text::Reader text) { return {text.begin(), text.size()}; }

std::vector<std::string> texts_of(capnp::List<capnp::Text>::Reader texts) {
  std::vector<std::string> out;
  out.reserve(texts.size());
  for (const auto text : texts) out.push_back(text_of(text));
  return out;
}

Subject subject_of(capnp::Text::Reader text) {
  return Subject::from_stored({text.begin(), text.size()});
}

std::optional<Subject> optional_subject(capnp::Text::Reader text) {
  if (text.size() == 0) return std::nullopt;
  return subject_of(text);
}

std::vector<Subject> subjects_of(capnp::List<capnp::Text>::Reader texts) {
  std::vector<Subject> out;
  out.reserve(texts.size());
  for (const auto text : texts) out.push_back(subject_of(text));
  return out;
}

crypto::Digest digest_of(capnp::Data::Reader data) {
  crypto::Digest digest{};
  MB_CHECK_EQ(data.size(), digest.size());
  std::copy(data.begin(), data.end(), digest.begin());
  return digest;
}

std::vector<crypto::Digest> digests_of(capnp::List<capnp::Data>::Reader list) {
  std::vector<crypto::Digest> out;
  out.reserve(list.size());
  for (const auto item : list) out.push_back(digest_of(item));
  return out;
}

std::vector<Position> positions_of(capnp::List<std::uint64_t>::Reader list) {
  std::vector<Position> out;
  out.reserve(list.size());
  for (const auto item : list) out.emplace_back(item);
  return out;
}

Document document_of(schema::DocumentReference::Reader document) {
  return {.digest = digest_of(document.getDigest()),
          .title = text_of(document.getTitle()),
          .media_type = text_of(document.getMediaType())};
}

std::vector<Document> documents_of(capnp::List<schema::DocumentReference>::Reader documents) {
  std::vector<Document> out;
  out.reserve(documents.size());
  for (const auto document : documents) out.push_back(document_of(document));
  return out;
}

std::optional<ZonedTime> optional_time(bool present, schema::Timestamp::Reader time) {
  if (!present) return std::nullopt;
  return to_time(time);
}

std::optional<Day> optional_day(bool present, schema::Date::Reader date) {
  if (!present) return std::nullopt;
  return to_day(date);
}

std::optional<Document> optional_document(bool present,
                                          schema::DocumentReference::Reader document) {
  if (!present) return std::nullopt;
  return document_of(document);
}

}  // namespace minutebook::domain
